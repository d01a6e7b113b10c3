import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ClusterProblem } from './problem.ts';

/** Another user that PostgreSQL runs as; null when it runs as ourselves. */
type Identity = { uid: number; gid: number } | null;

/** Where a cluster lives: `folder` holds `data` (PGDATA), the copied binaries and the start log. */
export type ClusterHome = { folder: string; data: string; identity: Identity; notice: string | null };

/**
 * Decides once where the cluster of a data folder lives, and remembers it in `DATA_DIR/cluster.json`: a later change
 * of modes must never make us start on a new, empty database while the old one lies elsewhere.
 */
export function findHome(dataDir: string, systemFolder = '/var/lib/whatzapi'): ClusterHome {
  makeDataFolder(dataDir);
  const home = remembered(dataDir) ?? choose(dataDir, systemFolder);
  makeFolder(home.folder, 0o755);
  return home;
}

/** The home of a data folder that has had a cluster, without creating anything; null when it never had one. */
export function knownHome(dataDir: string): ClusterHome | null {
  return remembered(dataDir);
}

/** The first folder from the root down to `path` that this user may not pass through, or null. */
function closedFolder(path: string, identity: { uid: number; gid: number }): string | null {
  const above = dirname(path);
  const closedAbove = above === path ? null : closedFolder(above, identity);
  if (closedAbove !== null) return closedAbove;
  const { mode, uid, gid } = statSync(path);
  const pass = uid === identity.uid ? 0o100 : gid === identity.gid ? 0o010 : 0o001;
  return (mode & pass) === 0 ? path : null;
}

const RECORD = 'cluster.json';
const INSIDE = 'postgres';
const Place = z.object({ folder: z.string() });

const isRoot = () => process.getuid?.() === 0;

// A cluster that an ordinary user made goes on as that user's, also when root starts it one day.
function identityFor(data: string): Identity {
  if (!isRoot()) return null;
  const owner = existsSync(data) ? statSync(data) : null;
  return owner === null || owner.uid === 0 ? unprivilegedUser() : { uid: owner.uid, gid: owner.gid };
}

// PostgreSQL refuses uid 0, and initdb wants a user with an entry in the password file.
function unprivilegedUser(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) {
    throw new ClusterProblem(
      'PostgreSQL does not run as root, and this system has no user "nobody" to run it as.',
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server (15 or newer).',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

// As root the folder must let another uid pass (0711); what is secret in it has modes of its own.
function makeDataFolder(dataDir: string): void {
  if (existsSync(dataDir)) return;
  makeFolder(dataDir, isRoot() ? 0o711 : 0o700);
}

function remembered(dataDir: string): ClusterHome | null {
  const record = join(dataDir, RECORD);
  if (!existsSync(record)) return null;
  const { folder: place } = Place.parse(JSON.parse(readFileSync(record, 'utf8')));
  const folder = place === INSIDE ? join(dataDir, INSIDE) : place;
  if (!existsSync(folder) && place !== INSIDE) {
    throw new ClusterProblem(
      `The database of ${dataDir} lives in ${folder}, which is not there.`,
      `Bring ${folder} back beside the data folder. To begin with an empty database instead, remove ${record}.`,
    );
  }
  const identity = identityFor(join(folder, 'data'));
  const closed = identity === null ? null : closedFolder(folder === place ? dirname(folder) : dataDir, identity);
  if (closed !== null) {
    throw new ClusterProblem(
      `PostgreSQL runs as another user than root and can no longer pass through ${closed} to its files in ${folder}.`,
      `Run: chmod o+x ${closed}`,
    );
  }
  return { folder, data: join(folder, 'data'), identity, notice: elsewhere(dataDir, folder, place) };
}

function choose(dataDir: string, systemFolder: string): ClusterHome {
  const identity = identityFor(join(dataDir, INSIDE, 'data'));
  const closed = identity === null ? null : closedFolder(dataDir, identity);
  const place = closed === null ? INSIDE : join(systemFolder, fingerprint(dataDir));
  const folder = place === INSIDE ? join(dataDir, INSIDE) : place;
  makeFolder(folder, 0o755);
  writeFileSync(join(dataDir, RECORD), `${JSON.stringify({ folder: place })}\n`, { mode: 0o600 });
  return { folder, data: join(folder, 'data'), identity, notice: elsewhere(dataDir, folder, place) };
}

function elsewhere(dataDir: string, folder: string, place: string): string | null {
  if (place === INSIDE) return null;
  return `the database lives in ${folder}, because only root may pass to ${dataDir}`;
}

function fingerprint(dataDir: string): string {
  return createHash('sha256').update(dataDir).digest('hex').slice(0, 8);
}

// mkdir's own mode is narrowed by the umask, and PostgreSQL's user must pass through what we make on the way.
function makeFolder(path: string, mode: number): void {
  if (existsSync(path)) return;
  if (!existsSync(dirname(path))) makeFolder(dirname(path), 0o755);
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
}
