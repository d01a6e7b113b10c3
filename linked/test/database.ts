import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';

const server = process.env['DATABASE_URL'] ?? 'postgresql://root@127.0.0.1:5432/postgres';
const prefix = 'linkedtest';
const password = 'linked-test';

/** A throw-away database with the linked tables, as the linked role sees them and as their owner does. */
export type TestDatabase = { ownerUrl: string; linkedUrl: string; owner: pg.Pool; drop(): Promise<void> };

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `linked_${randomBytes(6).toString('hex')}`;
  await once(server, async (client) => {
    await client.query(`create role ${prefix}_linked login password '${password}'`).catch((error: unknown) => {
      // Roles belong to the whole cluster: another test file may have made it.
      if (!(error instanceof pg.DatabaseError) || (error.code !== '42710' && error.code !== '23505')) throw error;
    });
    await client.query(`create database ${name}`);
  });
  const ownerUrl = withPath(server, name);
  await once(ownerUrl, async (client) => {
    const migration = await readFile(new URL('../../server/migrations/0003_linked.sql', import.meta.url), 'utf8');
    await client.query(migration.replace(/(?<!:):linked\b/g, `${prefix}_linked`));
    await client.query(`grant usage on schema public to ${prefix}_linked`);
  });
  const linked = new URL(ownerUrl);
  linked.username = `${prefix}_linked`;
  linked.password = password;
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  // Dropping the database ends what is still connected.
  owner.on('error', () => {});
  return {
    ownerUrl,
    linkedUrl: linked.toString(),
    owner,
    drop: async () => {
      await owner.end();
      await once(server, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

function withPath(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

async function once(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
