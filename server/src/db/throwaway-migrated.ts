import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type MigrateOptions, migrate } from './migrate.ts';
import { throwawayDatabase, throwawayTemplate } from './throwaway.ts';

/** A migrated database of its own for one test file; `url` is the owner's, the others are for `createDb`. */
export type MigratedDatabase = { url: string; appUrl: string; systemUrl: string; drop: () => Promise<void> };

/** Clones a database with all migrations applied. Drop it at the end, after closing what was opened on it. */
export async function throwawayMigrated(): Promise<MigratedDatabase> {
  const template = await throwawayTemplate(`migrated_${migrationsHash()}`, async (ownerUrl) => {
    await migrate(options(ownerUrl));
  });
  const { url, drop } = await throwawayDatabase(template);
  // A template may be days old on a server that stays; this makes the partitions of today.
  await migrate(options(url));
  return { url, appUrl: asRole(url, 'app'), systemUrl: asRole(url, 'system'), drop };
}

// Roles belong to the whole server and are shared by all throw-away databases on it.
const rolePrefix = 'wz_test';
const password = 'only-for-throw-away-databases';

function options(ownerUrl: string): MigrateOptions {
  return { ownerUrl, rolePrefix, rolePassword: () => password };
}

function asRole(ownerUrl: string, role: 'app' | 'system'): string {
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
