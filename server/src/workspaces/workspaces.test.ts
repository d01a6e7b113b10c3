import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasOperator, makeOperator } from '../accounts/accounts.ts';
import { parseId } from '../base/id.ts';
import type { Db } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { newKeyText } from './key-text.ts';
import type { Workspace } from './workspaces.ts';
import {
  createKeyRing,
  createWorkspacePair,
  findQuickstart,
  findWorkspace,
  listApiKeys,
  makeApiKey,
  makeOwner,
  platform,
  revokeApiKey,
  scopes,
  setWorkspaceState,
} from './workspaces.ts';

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

const openPair = (name = 'Bakery') =>
  db.system((tx) => createWorkspacePair(tx, secrets, { name, reseller: platform, at: now }));

async function giveKey(workspace: Workspace, more: { expiresAt?: Date; name?: string } = {}) {
  const input = {
    name: more.name ?? 'Shop',
    scopes,
    devices: null,
    expiresAt: more.expiresAt ?? null,
    createdBy: 'test',
    at: now,
  };
  return db.workspace(workspace.id, (tx) => makeApiKey(tx, workspace, input));
}

describe('a workspace', () => {
  it('is made with its sandbox twin, a world of its own and a data key each', async () => {
    const { live, sandbox } = await openPair();
    expect(live).toMatchObject({ kind: 'live', twin: sandbox.id, world: null, state: 'active' });
    expect(sandbox).toMatchObject({ kind: 'sandbox', twin: live.id, state: 'active' });
    expect(sandbox.world).toMatch(/^[a-z0-9]{20}$/);
    for (const { id } of [live, sandbox])
      await expect(db.workspace(id, (tx) => secrets.key(tx, id))).resolves.toBeDefined();
  });

  it('has the limits of its kind until the operator sets another, and again when that has run out', async () => {
    const { live } = await openPair();
    const override = (until: Date) =>
      db.system((tx) =>
        tx.run(sql`
          insert into limit_overrides (workspace_id, key, value, reason, set_by, expires_at)
          values (${live.id}, 'new_recipients_per_day', 500, 'known customer', 'operator', ${until})
          on conflict (workspace_id, key) do update set expires_at = excluded.expires_at`),
      );
    const cap = async () => (await db.system((tx) => findWorkspace(tx, live.id)))?.limits.new_recipients_per_day;
    expect(await cap()).toBe(20);
    await override(new Date(Date.now() + 60_000));
    expect(await cap()).toBe(500);
    await override(new Date(Date.now() - 1));
    expect(await cap()).toBe(20);
  });

  it('cannot be read by another one', async () => {
    const [one, two] = [await openPair(), await openPair()];
    expect(await db.workspace(one.live.id, (tx) => findWorkspace(tx, two.live.id))).toBeUndefined();
  });

  it('is the quickstart’s only while nobody is a member of it', async () => {
    const { live, sandbox } = await openPair('Try it');
    const find = () => db.system((tx) => findQuickstart(tx, 'Try it'));
    expect(await find()).toBe(sandbox.id);
    await db.system(async (tx) => {
      expect(await hasOperator(tx)).toBe(false);
      const person = await makeOperator(tx, { email: 'Owner@Example.com', reseller: platform, at: now });
      await makeOwner(tx, { workspace: live.id, person, at: now });
      expect(await hasOperator(tx)).toBe(true);
    });
    expect(await find()).toBeUndefined();
  });
});

describe('an API key', () => {
  it('opens the workspace it was made for, and says when it was used', async () => {
    const { sandbox } = await openPair();
    const { text, key } = await giveKey(sandbox);
    const caller = await createKeyRing({ db, clock }).caller(text);
    expect(caller).toMatchObject({ workspace: { id: sandbox.id }, devices: null, key: parseId('apiKey', key.id) });
    expect([...caller.permissions].sort()).toEqual([...scopes].sort());
    const [listed] = await db.workspace(sandbox.id, (tx) => listApiKeys(tx, sandbox, { before: null, limit: 10 }));
    expect(listed?.last_used_at).not.toBeNull();
  });

  it('is refused when it is unknown, has the wrong secret, is revoked or has run out', async () => {
    const { live } = await openPair();
    const ring = createKeyRing({ db, clock });
    const one = await giveKey(live);
    const stolen = await giveKey(live, { name: 'Stolen' });
    await expect(ring.caller('wz_live_abc')).rejects.toMatchObject({ code: 'key_malformed' });
    await expect(ring.caller(newKeyText('live').text)).rejects.toMatchObject({ code: 'key_unknown' });
    // The right key under a wrong secret: what a thief of the hint could write.
    await db.system((tx) => tx.run(sql`update api_keys set secret_hash = ${randomBytes(32)} where name = 'Stolen'`));
    await expect(ring.caller(stolen.text)).rejects.toMatchObject({ code: 'key_unknown' });
    const brief = await giveKey(live, { expiresAt: new Date(now.getTime() + 10) });
    now = new Date(now.getTime() + 20);
    await expect(ring.caller(brief.text)).rejects.toMatchObject({ code: 'key_expired' });
    const id = parseId('apiKey', one.key.id);
    if (!id) throw new Error('no id');
    await db.workspace(live.id, (tx) => revokeApiKey(tx, live, id));
    await expect(ring.caller(one.text)).rejects.toMatchObject({ code: 'key_revoked' });
  });

  it('that was revoked, or whose workspace was suspended, is known so within a second', async () => {
    const { live } = await openPair();
    const { text, key } = await giveKey(live);
    const ring = createKeyRing({ db, clock });
    expect((await ring.caller(text)).workspace.state).toBe('active');
    await db.system((tx) => setWorkspaceState(tx, live.id, { state: 'suspended', reason: 'test' }));
    now = new Date(now.getTime() + 1_000);
    expect((await ring.caller(text)).workspace).toMatchObject({ state: 'suspended', stateReason: 'test' });
    const id = parseId('apiKey', key.id);
    if (!id) throw new Error('no id');
    await db.workspace(live.id, (tx) => revokeApiKey(tx, live, id));
    now = new Date(now.getTime() + 1_000);
    await expect(ring.caller(text)).rejects.toMatchObject({ code: 'key_revoked' });
  });

  it('cannot be revoked from another workspace', async () => {
    const [one, two] = [await openPair(), await openPair()];
    const { key, text } = await giveKey(one.live);
    const id = parseId('apiKey', key.id);
    if (!id) throw new Error('no id');
    expect(await db.workspace(two.live.id, (tx) => revokeApiKey(tx, two.live, id))).toBeUndefined();
    await expect(createKeyRing({ db, clock }).caller(text)).resolves.toBeDefined();
  });

  it('is not made beyond the limit', async () => {
    const { live } = await openPair();
    const tight = { ...live, limits: { ...live.limits, api_keys: 2 } };
    await giveKey(tight);
    await giveKey(tight);
    await expect(giveKey(tight)).rejects.toMatchObject({ code: 'conflict', told: { params: { limit: 2 } } });
  });
});
