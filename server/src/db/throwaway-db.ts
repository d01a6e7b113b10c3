import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createDb, type Db, sql } from './db.ts';
import { migrate } from './migrate.ts';
import { throwawayDatabase, throwawayTemplate } from './throwaway.ts';

/** A migrated database of its own for one test file, opened with the server's roles. `url` is the owner's. */
export type ThrowawayDb = {
  db: Db;
  url: string;
  roleUrl: (role: 'app' | 'system') => string;
  close: () => Promise<void>;
};

/** Clones a database with all migrations applied; close it at the end, which drops it. */
export async function throwawayDb(): Promise<ThrowawayDb> {
  const template = await throwawayTemplate(`migrated_${migrationsHash()}`, async (ownerUrl) => {
    await migrate({ ownerUrl, rolePrefix, rolePassword: () => password });
  });
  const database = await throwawayDatabase(template);
  const roleUrl = (role: string) => asRole(database.url, role);
  const db = createDb({ appUrl: roleUrl('app'), systemUrl: roleUrl('system'), onError: () => {} });
  // The template may be days old on a server that stays.
  await db.system((tx) => tx.run(sql`select roll_partitions('events', 30, 7), roll_partitions('attempts', 30, 7)`));
  return {
    db,
    url: database.url,
    roleUrl,
    async close() {
      await db.end();
      await database.drop();
    },
  };
}

// Roles belong to the whole server and are shared by all throw-away databases on it.
const rolePrefix = 'wz_test';
const password = 'only-for-throw-away-databases';

function asRole(ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl);
  url.username = `${rolePrefix}_${role}`;
  url.password = password;
  return url.href;
}

function migrationsHash(): string {
  const folder = new URL('../../migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(new URL(name, folder)));
  return hash.digest('hex').slice(0, 16);
}
