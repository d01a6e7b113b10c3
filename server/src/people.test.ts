import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Accounts, Asking, Person } from './accounts/accounts.ts';
import { createAccounts } from './accounts/accounts.ts';
import { verifyAudit } from './audit/audit.ts';
import { silentLog } from './base/log.ts';
import { createBrands } from './brands/brands.ts';
import type { Db } from './db/db.ts';
import { createDb, sql } from './db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from './db/throwaway-migrated.ts';
import { birthJob } from './devices/devices.ts';
import { writeHouseSettings } from './installation/installation.ts';
import type { Language } from './languages/languages.ts';
import { createMailer } from './mail/mail.ts';
import { createAccountHooks } from './people.ts';
import { createSecrets } from './secrets/secrets.ts';

let database: MigratedDatabase;
let db: Db;
let accounts: Accounts;
let asking: (session?: string) => Asking;
let now = new Date('2026-11-25T12:00:00Z');
const clock = { now: () => now };
const secrets = createSecrets(randomBytes(32));
const password = 'violet kettle under nine clouds';

beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  const brands = createBrands({ db, publicUrl: () => 'http://localhost:3000' });
  await brands.refresh();
  accounts = createAccounts({
    db,
    secrets,
    clock,
    log: silentLog,
    mailer: createMailer({ secrets, clock }),
    brandFor: brands.ofReseller,
    hooks: createAccountHooks({ secrets, clock }),
  });
  asking = (session) => ({
    knock: { host: 'localhost', address: '10.1.2.3', userAgent: '', session, remember: undefined, tossed: false, now },
    brand: brands.platform(),
    language: 'en' as Language,
  });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

const wish = (email: string) => ({ email, name: 'Ana', password, workspaceName: 'Bakery', agreed: { terms: 1 } });

async function linkIn(template: string, to: string): Promise<string> {
  const { id, sealed } = await db.system((tx) =>
    tx.one(sql<{ id: string; sealed: Buffer }>`
      select m.id, m.sealed from mails m join jobs j on j.unique_key = 'mail:' || m.id
      where m.template = ${template} and m.to_address = ${to} order by j.id desc limit 1`),
  );
  const { link } = JSON.parse(secrets.unsealForHouse(`mail:${id}`, sealed).toString()) as { link: string };
  return new URL(link).searchParams.get('token') ?? '';
}

async function join(email: string): Promise<{ person: Person; token: string }> {
  await accounts.register(asking('the-form'), wish(email));
  const entered = await accounts.verify(asking('the-form'), { token: await linkIn('verify', email) });
  if (entered.is !== 'signed_in') throw new Error(entered.is);
  return entered;
}

async function leave(token: string) {
  const recognized = await accounts.recognize(asking(token));
  if (recognized.is !== 'signed_in') throw new Error(recognized.is);
  return accounts.leave(asking(token), recognized.session);
}

const workspacesOf = ({ id }: Person) =>
  db.system((tx) =>
    tx.many(sql<{ id: string; kind: string; state: string; role: string }>`
      select w.id, w.kind, w.state, m.role from members m join workspaces w on m.workspace_id in (w.id, w.twin_id)
      where m.person_id = ${id} order by w.kind`),
  );

describe('a person', () => {
  it('cannot sign up while the operator has not said who they are', async () => {
    expect(await accounts.register(asking(), wish('early@example.com'))).toEqual({
      is: 'closed',
      why: 'legal_missing',
    });
    await db.system((tx) =>
      writeHouseSettings(tx, {
        legalName: 'Norte Ltda.',
        legalAddress: 'Rua 1, Recife',
        legalEmail: 'legal@example.com',
        legalLaw: 'Brazil',
      }),
    );
    expect(await accounts.register(asking(), wish('early@example.com'))).toEqual({ is: 'sent' });
  });

  it('begins as the owner of a workspace and its sandbox, whose birth is planned', async () => {
    const { person } = await join('owner@example.com');
    expect(await workspacesOf(person)).toMatchObject([
      { kind: 'live', state: 'active', role: 'owner' },
      { kind: 'sandbox', state: 'active', role: 'owner' },
    ]);
    const planned = await db.system((tx) => tx.many(sql`select 1 from jobs where name = ${birthJob}`));
    expect(planned.length).toBeGreaterThan(0);
  });

  it('cannot leave while others would be left without an owner', async () => {
    const [one, two] = [await join('first@example.com'), await join('second@example.com')];
    const [live] = await workspacesOf(one.person);
    await db.system((tx) =>
      tx.run(sql`
        insert into members (workspace_id, id, person_id, role) values (${live?.id}, gen_random_uuid(), ${two.person.id}, 'agent')`),
    );
    expect(await leave(one.token)).toEqual({ is: 'owns_workspaces', names: ['Bakery'] });
    await db.system((tx) => tx.run(sql`update members set role = 'owner' where person_id = ${two.person.id}`));
    expect((await leave(one.token)).is).toBe('planned');
  });

  it('leaves no workspace that sends, and a record that can be proven', async () => {
    const { person, token } = await join('gone@example.com');
    const before = await workspacesOf(person);
    expect((await leave(token)).is).toBe('planned');
    now = new Date(now.getTime() + 7 * 86_400_000);
    expect(await accounts.eraseLeft()).toBeGreaterThanOrEqual(1);
    expect(await workspacesOf(person)).toEqual([]);
    const states = await db.system((tx) =>
      tx.many(
        sql<{ state: string }>`select state from workspaces where id = any(${before.map(({ id }) => id)}::uuid[])`,
      ),
    );
    expect(states).toEqual([{ state: 'suspended' }, { state: 'suspended' }]);
    expect(await db.system((tx) => verifyAudit(tx, person.id))).toMatchObject({ is: 'whole' });
  });
});
