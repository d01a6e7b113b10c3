import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOperator } from '../accounts/accounts.ts';
import { newId } from '../base/id.ts';
import type { Db } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { createMemberRing, createWorkspacePair, makeOwner, platform, setWorkspaceState } from './workspaces.ts';

let database: MigratedDatabase;
let db: Db;
let now = new Date();
const clock = { now: () => now };
const secrets = createSecrets(randomBytes(32));

beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

async function openOwned() {
  const email = `${randomBytes(6).toString('hex')}@example.com`;
  return db.system(async (tx) => {
    const person = await makeOperator(tx, { email, reseller: platform, at: now });
    const pair = await createWorkspacePair(tx, secrets, { name: 'Bakery', reseller: platform, at: now });
    await makeOwner(tx, { workspace: pair.live.id, person, at: now });
    return { person, ...pair };
  });
}

describe('a member', () => {
  it('of a live workspace is one of its sandbox too, with the same role', async () => {
    const { person, live, sandbox } = await openOwned();
    const ring = createMemberRing({ db, clock });
    const inLive = await ring.find(person, live.id);
    const inSandbox = await ring.find(person, sandbox.id);
    expect(inLive).toMatchObject({ role: 'owner', workspace: { id: live.id } });
    expect(inSandbox).toMatchObject({ role: 'owner', member: inLive?.member, workspace: { id: sandbox.id } });
  });

  it('of one workspace is nobody in another, and nobody is a member of what does not exist', async () => {
    const [one, two] = [await openOwned(), await openOwned()];
    const ring = createMemberRing({ db, clock });
    expect(await ring.find(one.person, two.live.id)).toBeUndefined();
    expect(await ring.find(one.person, two.sandbox.id)).toBeUndefined();
    expect(await ring.find(one.person, newId('workspace', now))).toBeUndefined();
  });

  it('who was removed, given another role, or whose workspace was suspended is known so within a second', async () => {
    const { person, live } = await openOwned();
    const ring = createMemberRing({ db, clock });
    const find = () => ring.find(person, live.id);
    expect((await find())?.role).toBe('owner');
    await db.system((tx) => tx.run(sql`update members set role = 'agent' where person_id = ${person}`));
    await db.system((tx) => setWorkspaceState(tx, live.id, { state: 'suspended', reason: 'test' }));
    now = new Date(now.getTime() + 1_000);
    expect(await find()).toMatchObject({ role: 'agent', workspace: { state: 'suspended' } });
    await db.system((tx) => tx.run(sql`delete from members where person_id = ${person}`));
    now = new Date(now.getTime() + 1_000);
    expect(await find()).toBeUndefined();
  });

  it('is looked up anew at once after a change in this process', async () => {
    const { person, live } = await openOwned();
    const ring = createMemberRing({ db, clock });
    expect(await ring.find(person, live.id)).toBeDefined();
    await db.system((tx) => tx.run(sql`delete from members where person_id = ${person}`));
    ring.forget(person);
    expect(await ring.find(person, live.id)).toBeUndefined();
  });
});
