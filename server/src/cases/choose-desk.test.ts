import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeOperator } from '../accounts/accounts.ts';
import { showId } from '../base/id.ts';
import { createDb, type Db, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { openBakery } from '../messages/bakery.ts';
import { makeOwner, platform } from '../workspaces/workspaces.ts';
import { chooseDesk, deskChoices } from './choose-desk.ts';
import { proofDesk } from './desk.ts';

let database: MigratedDatabase;
let db: Db;
beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

it('is a linked device of the operator’s own workspaces, and nobody else’s', async () => {
  const now = new Date();
  const [own, foreign] = [await openBakery(db, { kind: 'live' }), await openBakery(db, { kind: 'live' })];
  const operator = await db.system(async (tx) => {
    const person = await makeOperator(tx, { email: 'op@house.example', reseller: platform, at: now });
    await makeOwner(tx, { workspace: own.workspace.id, person, at: now });
    return person;
  });
  const choose = (device: string) => db.system((tx) => chooseDesk(tx, { device, by: operator, now }));
  const [mine, theirs] = [showId('device', own.device), showId('device', foreign.device)];

  expect(await db.system((tx) => deskChoices(tx, operator))).toMatchObject([{ device: mine, isChosen: false }]);
  expect(await choose(theirs)).toBe(false);
  expect(await db.system(proofDesk)).toBeUndefined();
  expect(await choose(mine)).toBe(true);
  expect(await db.system(proofDesk)).toMatchObject({ device: own.device, phone: '+15550100001', isSandbox: false });
  expect(await db.system((tx) => deskChoices(tx, operator))).toMatchObject([{ device: mine, isChosen: true }]);

  // What was unlinked hears nobody, and is not chosen again by itself.
  await db.system((tx) => tx.run(sql`update devices set linked = false where id = ${own.device}`));
  expect(await db.system(proofDesk)).toBeUndefined();
  expect(await db.system((tx) => deskChoices(tx, operator))).toEqual([]);
  expect(await choose('')).toBe(true);
  const entries = await db.system((tx) =>
    tx.many(sql<{ target: string; details: string }>`
      select target, details from audit_entries where chain_id = ${operator} order by n`),
  );
  expect(entries).toEqual([
    { target: 'support_device', details: JSON.stringify({ device: mine }) },
    { target: 'support_device', details: JSON.stringify({ device: null }) },
  ]);
});
