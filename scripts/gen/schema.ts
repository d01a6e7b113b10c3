import { createDb, sql, type Tx } from '../../server/src/db/db.ts';
import { throwawayCluster } from '../../server/src/db/throwaway.ts';
import { throwawayMigrated } from '../../server/src/db/throwaway-migrated.ts';

type Table = { id: number; name: string; partitioned: string | null; forced: boolean };
type Line = { line: string };

/** What the migrations add up to, for reading: tables, indexes, policies, grants and functions. Roles are placeholders. */
export async function schema(): Promise<string> {
  // The committed text is that of the embedded version, whatever server happens to be configured.
  delete process.env['DATABASE_URL'];
  const cluster = await throwawayCluster();
  const { appUrl, systemUrl, drop } = await throwawayMigrated();
  const db = createDb({ appUrl, systemUrl, onError: () => {} });
  try {
    const text = await db.system(describe);
    return text.replaceAll(/\bwz_test_(app|system|linked|simulator)\b/g, ':$1');
  } finally {
    await db.end();
    await drop();
    await cluster.stop();
  }
}

async function describe(tx: Tx): Promise<string> {
  const parts = ['-- Generated from server/migrations by "npm run gen", for reading; do not edit.\n'];
  const tables = await tx.many(sql<Table>`
    select c.oid::int as id, c.relname as name, c.relforcerowsecurity as forced, pg_get_partkeydef(c.oid) as partitioned
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by c.relname`);
  for (const table of tables) parts.push(await describeTable(tx, table));
  for (const { line } of await functions(tx)) parts.push(`${line.trimEnd()};\n`);
  return parts.join('\n');
}

async function describeTable(tx: Tx, table: Table): Promise<string> {
  const inside = [...(await columns(tx, table.id)), ...(await constraints(tx, table.id))].map(
    ({ line }) => `  ${line}`,
  );
  const after = [
    ...(table.forced ? [{ line: `alter table ${table.name} force row level security` }] : []),
    ...(await indexes(tx, table.id)),
    ...(await policies(tx, table.id)),
    ...(await grants(tx, table.id)),
  ].map(({ line }) => `${line};\n`);
  const partitioned = table.partitioned === null ? '' : ` partition by ${table.partitioned}`;
  return `create table ${table.name} (\n${inside.join(',\n')}\n)${partitioned};\n${after.join('')}`;
}

function columns(tx: Tx, table: number): Promise<Line[]> {
  return tx.many(sql<Line>`
    select a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attidentity <> '' then ' generated always as identity' else '' end
        || case when a.attnotnull then ' not null' else '' end
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = ${table} and a.attnum > 0 and not a.attisdropped order by a.attnum`);
}

function constraints(tx: Tx, table: number): Promise<Line[]> {
  return tx.many(sql<Line>`
    select pg_get_constraintdef(oid) as line from pg_constraint
    where conrelid = ${table} and contype in ('p', 'u', 'f', 'c', 'x') order by contype <> 'p', contype, conname`);
}

function indexes(tx: Tx, table: number): Promise<Line[]> {
  return tx.many(sql<Line>`
    select pg_get_indexdef(i.indexrelid) as line from pg_index i
    where i.indrelid = ${table} and not exists (select from pg_constraint where conindid = i.indexrelid)
    order by i.indexrelid::regclass::text`);
}

function policies(tx: Tx, table: number): Promise<Line[]> {
  return tx.many(sql<Line>`
    select format('create policy %I on %s for %s to %s', p.polname, p.polrelid::regclass,
             case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
             (select string_agg(rolname, ', ' order by rolname) from pg_roles where oid = any (p.polroles)))
        || coalesce(' using (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
        || coalesce(' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') as line
    from pg_policy p where p.polrelid = ${table} order by p.polname`);
}

function grants(tx: Tx, table: number): Promise<Line[]> {
  return tx.many(sql<Line>`
    select format('grant %s on %s to %s', string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), c.relname, r.rolname) as line
    from pg_class c, aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee
    where c.oid = ${table} and g.grantee <> c.relowner group by c.relname, r.rolname order by r.rolname`);
}

function functions(tx: Tx): Promise<Line[]> {
  return tx.many(sql<Line>`
    select pg_get_functiondef(oid) as line from pg_proc
    where pronamespace = 'public'::regnamespace and prokind in ('f', 'p') order by proname`);
}
