import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

const folder = new URL('../../migrations/', import.meta.url);
const roles = ['app', 'system', 'linked', 'simulator'] as const;

/** The login roles beside the owner; see docs/decisions/0004-database.md. */
export type Role = (typeof roles)[number];

export type MigrateOptions = { ownerUrl: string; rolePrefix: string; rolePassword: (role: Role) => string };

/**
 * Brings the database to the newest version: makes the roles, then applies `migrations/NNNN_*.sql` in order,
 * each in a transaction, all under one advisory lock, so that servers may start together. Forward only.
 */
export async function migrate({ ownerUrl, rolePrefix, rolePassword }: MigrateOptions): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtextextended('whatzapi.migrate', 0))`);
    for (const role of roles) await makeRole(client, `${rolePrefix}_${role}`, rolePassword(role));
    await client.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    await allowEntry(client, rolePrefix);
    const done = new Set(
      (await client.query<{ name: string }>('select name from migrations')).rows.map((row) => row.name),
    );
    const applied: string[] = [];
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      if (done.has(name)) continue;
      await apply(client, name, withRoles(await readFile(new URL(name, folder), 'utf8'), rolePrefix));
      applied.push(name);
    }
    for (const table of ['events', 'attempts']) await client.query('select roll_partitions($1, 100000, 7)', [table]);
    return { applied };
  } finally {
    await client.end();
  }
}

/** Replaces the role placeholders of a migration by quoted role names. */
function withRoles(sql: string, rolePrefix: string): string {
  return sql.replace(/(?<!:):(app|system|linked|simulator)\b/g, (_all, role: string) =>
    pg.escapeIdentifier(`${rolePrefix}_${role}`),
  );
}

async function apply(client: pg.Client, name: string, sql: string): Promise<void> {
  try {
    await client.query(`begin; insert into migrations (name) values (${pg.escapeLiteral(name)});\n${sql}\n;commit`);
  } catch (cause) {
    await client.query('rollback');
    throw new Error(
      `Migration ${name} failed and was undone: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

async function makeRole(client: pg.Client, role: string, password: string): Promise<void> {
  const name = pg.escapeIdentifier(role);
  const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  // Roles belong to the whole cluster: another database's migration may make the same one at this moment.
  if (known.rowCount === 0) await client.query(`create role ${name} login`).catch(unless(['42710', '23505']));
  // An owner who may not change roles relies on whoever made them (`doctor` prints the statements).
  await client
    .query(`alter role ${name} with login password ${pg.escapeLiteral(password)}`)
    .catch(unless(known.rowCount === 0 ? ['XX000'] : ['XX000', '42501']));
  for (const setting of plannerSettings) {
    await client.query(`alter role ${name} set ${setting}`).catch(unless(['XX000', '42501']));
  }
}

// Every statement of ours goes by an index, a few rows at a time. Statistics of young tables say otherwise (an empty table is
// best read whole), and a plan made then is kept: so the ways that read a whole table are closed to these roles.
const plannerSettings = [
  'enable_seqscan = off',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
  'jit = off',
  // Statements are prepared once and their plans do not depend on values; planning anew costs more than running them.
  'plan_cache_mode = force_generic_plan',
];

/** Lets errors with these codes pass: duplicate object, unique violation, tuple concurrently updated, missing privilege. */
function unless(codes: string[]): (error: { code?: string }) => void {
  return (error) => {
    if (!codes.includes(error.code ?? '')) throw error;
  };
}

async function allowEntry(client: pg.Client, rolePrefix: string): Promise<void> {
  const names = Object.fromEntries(roles.map((role) => [role, pg.escapeIdentifier(`${rolePrefix}_${role}`)]));
  await client.query(`
    do $$ begin execute format('grant connect on database %I to ${names.app}, ${names.system}, ${names.linked}, ${names.simulator}', current_database()); end $$;
    revoke create on schema public from public;
    grant usage on schema public to ${names.app}, ${names.system}, ${names.linked};
    create schema if not exists simulator;
    grant usage, create on schema simulator to ${names.simulator};`);
}
