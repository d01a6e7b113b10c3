import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDb, type Db, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { listPlans, platform } from './workspaces.ts';

let database: MigratedDatabase;
let db: Db;
let owner: Db;
beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  // Plans are made by migrations and, once billing lands, by its own verbs: here the owner writes them.
  owner = createDb({ appUrl: database.url, systemUrl: database.url, onError: () => {} });
});
afterAll(async () => {
  await Promise.all([db.end(), owner.end()]);
  await database.drop();
});

const plans = () => db.system((tx) => listPlans(tx, platform));
const add = (plan: string, version: number, { name = plan, prices = '[]', limits = '{}' } = {}) =>
  owner.system((tx) =>
    tx.run(sql`
      insert into plan_versions (id, reseller_id, plan, version, name, limits, prices)
      values (gen_random_uuid(), ${platform}::uuid, ${plan}, ${version}, ${name}, ${limits}::jsonb, ${prices}::jsonb)`),
  );

it('sells nothing before billing exists: the platform has one plan, and it has no price', async () => {
  expect(await plans()).toEqual([{ plan: 'self_hosted', version: 1, name: 'Self-hosted', limits: {}, prices: [] }]);
});

it('shows the newest version of each plan, in the order the plans were made, and those of no other reseller', async () => {
  const prices = JSON.stringify([{ currency: 'IDR', minor: '15000000', every: 'month' }]);
  await add('team', 1, { name: 'Team' });
  await add('team', 2, { name: 'Team', prices, limits: '{"devices": 3}' });
  await owner.system((tx) => tx.run(sql`insert into resellers (id, name) values (gen_random_uuid(), 'Other')`));
  await owner.system((tx) =>
    tx.run(sql`
      insert into plan_versions (id, reseller_id, plan, version, name, limits)
      select gen_random_uuid(), id, 'secret', 1, 'Secret', '{}' from resellers where name = 'Other'`),
  );
  expect((await plans()).map(({ plan, version }) => [plan, version])).toEqual([
    ['self_hosted', 1],
    ['team', 2],
  ]);
  expect((await plans())[1]).toMatchObject({
    limits: { devices: 3 },
    prices: [{ currency: 'IDR', minor: 15_000_000n, every: 'month' }],
  });
});

it('shows no plan at all rather than one whose price it cannot read', async () => {
  await add('broken', 1, { prices: '[{"currency": "usd", "minor": "12.50"}]' });
  await expect(plans()).rejects.toThrow();
});
