import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAudit } from '../audit/audit.ts';
import { newId, showId } from '../base/id.ts';
import { createDb, type Db } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { limits } from './limits.ts';
import type { Override } from './workspaces.ts';
import {
  createWorkspacePair,
  findWorkspace,
  listOverrides,
  platform,
  resetOverride,
  setOverride,
} from './workspaces.ts';

let database: MigratedDatabase;
let db: Db;
const at = new Date();
beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

it('gives one workspace another number, with a reason that its owners can read, until it ends or is taken back', async () => {
  const secrets = createSecrets(randomBytes(32));
  const { live, sandbox } = await db.system((tx) =>
    createWorkspacePair(tx, secrets, { name: 'Bakery', reseller: platform, at }),
  );
  const cap = async (id = live.id) => (await db.system((tx) => findWorkspace(tx, id)))?.limits.new_recipients_per_day;
  const usual = limits.new_recipients_per_day.live;
  const override: Override = {
    key: 'new_recipients_per_day',
    value: 200,
    reason: 'members who signed a form',
    until: new Date(at.getTime() + 60_000),
  };
  expect(await db.system((tx) => setOverride(tx, live.id, { override, at }))).toBe(true);
  expect(await cap()).toBe(200);
  expect(await cap(sandbox.id)).toBe(limits.new_recipients_per_day.sandbox);
  expect(await db.system((tx) => listOverrides(tx, live.id, at))).toEqual([override]);
  expect(await db.system((tx) => listOverrides(tx, live.id, new Date(at.getTime() + 60_001)))).toEqual([]);

  const ended = { ...override, until: new Date(at.getTime() - 1_000) };
  await db.system((tx) => setOverride(tx, live.id, { override: ended, at }));
  expect(await cap()).toBe(usual);

  await db.system((tx) => setOverride(tx, live.id, { override: { ...override, until: null }, at }));
  expect(await cap()).toBe(200);
  const reset = () => db.system((tx) => resetOverride(tx, live.id, { key: 'new_recipients_per_day', at }));
  expect(await reset()).toBe(true);
  expect(await cap()).toBe(usual);
  expect(await reset()).toBe(false);

  const data = await db.system((tx) => listAudit(tx, live.id, { limit: 50 }));
  expect(data.map(({ action }) => action)).toEqual(['limit.reset', 'limit.set', 'limit.set', 'limit.set']);
  expect(data.at(-1)).toMatchObject({
    target: showId('workspace', live.id),
    details: { limit: 'new_recipients_per_day', from: usual, to: 200, reason: 'members who signed a form' },
  });
});

it('is nothing for a workspace that is not there', async () => {
  const nobody = newId('workspace', at);
  const override: Override = { key: 'devices', value: 1, reason: 'none', until: null };
  expect(await db.system((tx) => setOverride(tx, nobody, { override, at }))).toBe(false);
  expect(await db.system((tx) => resetOverride(tx, nobody, { key: 'devices', at }))).toBe(false);
});
