import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MigratedDatabase, throwawayMigrated } from './throwaway-migrated.ts';

let database: MigratedDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await throwawayMigrated();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

async function names(text: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(text);
  return rows.map((row) => row.name);
}

// Partitions are reached through their parent only: no role has rights on them, which is asserted below.
const tenantTables = `
  select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)`;

it('protects every tenant table by row-level security, also against its owner', async () => {
  expect(
    await names(`select relname as name from (${tenantTables}) t where not (relrowsecurity and relforcerowsecurity)`),
  ).toEqual([]);
  expect((await names(`select relname as name from (${tenantTables}) t`)).length).toBeGreaterThan(15);
});

it('has a policy for each of the four verbs on every tenant table', async () => {
  const missing = await names(`
    select t.relname || ' ' || verb as name from (${tenantTables}) t cross join unnest(array['r', 'a', 'w', 'd']) as verb
    where not exists (select from pg_policy p where p.polrelid = t.oid and p.polcmd = verb::"char")`);
  expect(missing).toEqual([]);
});

it('lets the API role see only the workspace of its transaction', async () => {
  const open = await names(`
    select c.relname || ' ' || p.polname as name from pg_policy p join pg_class c on c.oid = p.polrelid
    join pg_roles r on r.oid = any(p.polroles)
    where r.rolname like '%\\_app' and coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') not like '%app_workspace()%'`);
  expect(open).toEqual([]);
});

it('puts the workspace first in the key of every tenant table', async () => {
  const wrong = await names(`
    select t.relname as name from (${tenantTables}) t join pg_index i on i.indrelid = t.oid and i.indisprimary
    join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0] where a.attname <> 'workspace_id'`);
  expect(wrong).toEqual([]);
});

it('gives no role rights on partitions, and no role but the owner owns anything', async () => {
  expect(
    await names(`
      select c.relname as name from pg_class c where c.relispartition and c.relkind = 'r'
        and exists (select from pg_roles r where r.rolname ~ '_(app|system|linked|simulator)$' and r.rolname like 'wz\\_test%' and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete'))`),
  ).toEqual([]);
  expect(
    await names(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and pg_get_userbyid(c.relowner) ~ '^wz_test_'`,
    ),
  ).toEqual([]);
});

it('has no role that escapes row-level security and no function that runs as its owner without a fixed search path', async () => {
  expect(
    await names(
      `select rolname as name from pg_roles where rolname like 'wz\\_test\\_%' and (rolbypassrls or rolsuper)`,
    ),
  ).toEqual([]);
  expect(
    await names(`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public' and p.prosecdef and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')`),
  ).toEqual([]);
});

it('lets the linked role reach only what linked devices own', async () => {
  const reached = await names(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and has_table_privilege('wz_test_linked', c.oid, 'select')`);
  expect(reached.filter((name) => !name.startsWith('wa_'))).toEqual([]);
});

it('shows an unset workspace nothing', async () => {
  const app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
  await owner
    .query(
      `insert into usage_slots (workspace_id, key, day, slot, used) values (gen_random_uuid(), 'x', current_date, 0, 1)`,
    )
    .catch(() => {});
  for (const table of ['messages', 'usage_slots', 'events', 'workspaces', 'api_keys']) {
    expect((await app.query(`select * from ${table}`)).rowCount).toBe(0);
  }
  await app.end();
});
