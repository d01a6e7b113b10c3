import { readdir, readFile } from 'node:fs/promises';
import type { Client } from 'pg';

const folder = new URL('../../migrations/', import.meta.url);
const migrationLock = 7_236_001;

/** Brings the schema `simulator` up to date; processes that start together take turns. Files already applied must not change. */
export async function migrate(client: Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [migrationLock]);
  try {
    const schema = await client.query("select 1 from pg_namespace where nspname = 'simulator'");
    if (schema.rowCount === 0) await client.query('create schema simulator');
    await client.query('create table if not exists simulator.migrations (name text primary key)');
    const applied = await client.query<{ name: string }>('select name from simulator.migrations');
    const known = new Set(applied.rows.map((row) => row.name));
    const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
    for (const name of files) {
      if (!known.has(name)) await apply(client, name);
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]);
  }
}

async function apply(client: Client, name: string): Promise<void> {
  const sql = await readFile(new URL(name, folder), 'utf8');
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into simulator.migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
