import { randomBytes } from 'node:crypto';
import pg from 'pg';

const server = process.env['DATABASE_URL'] ?? 'postgresql://root@127.0.0.1:5432/postgres';

/** A database of its own for one test file; `drop` removes it. */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `whatzapi_simulator_${randomBytes(6).toString('hex')}`;
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => run(`drop database ${name} with (force)`) };
}

async function run(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
