import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';

import { brand } from '../base/id.ts';
import { sql } from '../db/db.ts';
import type { Asking } from './accounts.ts';
import { goodPassword, openStage } from './stage.ts';

it('is another person under another brand, though the e-mail address is the same', async () => {
  const stage = await openStage();
  const reseller = randomUUID();
  await stage.db.system((tx) => tx.run(sql`insert into resellers (id, name) values (${reseller}::uuid, 'Tidewater')`));
  const ours = stage.browser();
  const theirs = stage.browser({ host: 'tidewater.example' });
  const under = (asking: Asking): Asking => ({
    ...asking,
    brand: { ...asking.brand, reseller: brand(reseller), origin: 'https://tidewater.example' },
  });
  const wish = { email: 'ana@example.com', name: 'Ana', password: goodPassword, workspaceName: 'Shop', agreed: {} };
  const people: string[] = [];
  for (const [browser, asks] of [
    [ours, () => ours.asks()],
    [theirs, () => under(theirs.asks())],
  ] as const) {
    browser.session = `anonymous-${browser.address}`;
    expect(await stage.accounts.register(asks(), wish)).toEqual({ is: 'sent' });
    const token = await stage.tokenFor('ana@example.com', 'verify');
    const entered = browser.takes(await stage.accounts.verify(asks(), { token }));
    if (entered.is !== 'signed_in') throw new Error(entered.is);
    people.push(entered.person.id);
  }
  expect(new Set(people).size).toBe(2);
  await stage.close();
});
