import type pg from 'pg';
import { type Access, ADMIN, OWNER } from './access.ts';
import { connected, sqlState } from './connect.ts';
import { verifyDurable } from './settings.ts';

/**
 * Makes the owner role and the database when they are missing, and checks durability. The owner is no superuser, so
 * that what we run every day needs no more rights than a managed PostgreSQL gives.
 */
export async function prepareDatabase(
  access: Access,
  database: string,
  durable: boolean,
): Promise<{ version: string }> {
  return connected(access.adminUrl(ADMIN), async (client) => {
    if (durable) await verifyDurable(client);
    await makeOwner(client, access);
    await makeDatabase(client, database);
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
    return { version: rows[0]?.version ?? '' };
  });
}

async function makeOwner(client: pg.Client, access: Access): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [OWNER]);
  if (rowCount === 1) return;
  const password = client.escapeLiteral(new URL(access.ownerUrl(ADMIN)).password);
  await client.query(`create role ${OWNER} login createdb createrole password ${password}`);
  // Cutting leftover connections and reading activity are an owner's housekeeping; both are plain grants elsewhere too.
  await client.query(`grant pg_signal_backend, pg_read_all_stats to ${OWNER}`);
}

async function makeDatabase(client: pg.Client, database: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
  if (rowCount === 1) return;
  try {
    await client.query(`create database ${client.escapeIdentifier(database)} owner ${OWNER}`);
  } catch (error) {
    if (sqlState(error) !== DUPLICATE_DATABASE) throw error;
  }
}

const DUPLICATE_DATABASE = '42P04';
