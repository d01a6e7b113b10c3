import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ClusterHome } from './home.ts';
import { ClusterProblem } from './problem.ts';

/** How the cluster's own two roles sign in: `admin` is its superuser, `owner` owns our database. */
export type Access = {
  adminUrl: (database: string) => string;
  ownerUrl: (database: string) => string;
  adminPassword: string;
};

export const ADMIN = 'postgres';
export const OWNER = 'whatzapi_owner';

/**
 * Passwords (SCRAM) are asked even on our private socket. Every process of ours runs as the same system user, so `peer`
 * or `trust` would let a linked worker sign in as the owner, and the separate roles would protect nothing.
 */
export function openAccess(dataDir: string, home: ClusterHome, socketDir: string): Access {
  const key = accessKey(dataDir, home);
  const password = (role: string) => createHmac('sha256', key).update(`role:${role}`).digest('hex');
  const url = (role: string) => (database: string) =>
    `postgresql://${role}:${password(role)}@${encodeURIComponent(socketDir)}/${encodeURIComponent(database)}`;
  return { adminUrl: url(ADMIN), ownerUrl: url(OWNER), adminPassword: password(ADMIN) };
}

/** Whether a start has made the access key yet. */
export function hasAccess(dataDir: string): boolean {
  return existsSync(keyFile(dataDir));
}

const keyFile = (dataDir: string) => join(dataDir, 'secrets', 'postgres.key');

// Not derived from MASTER_KEY: a changed master key must not lock us out of the database that says which key it needs.
function accessKey(dataDir: string, home: ClusterHome): Buffer {
  const file = keyFile(dataDir);
  if (existsSync(file)) return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (existsSync(home.data)) {
    throw new ClusterProblem(
      `${file} is missing, and without it the database in ${home.folder} cannot be opened.`,
      'Bring the file back from your backup of the data folder.',
    );
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  // Put in place whole: half a key, left by a crash, would lock us out for ever.
  writeFileSync(`${file}.draft`, `${key.toString('hex')}\n`, { mode: 0o600 });
  renameSync(`${file}.draft`, file);
  return key;
}
