import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { OWNER } from './cluster/access.ts';
import { connected, until } from './cluster/connect.ts';
import { isAlive, processBirth, signal } from './cluster/process.ts';
import { type Cluster, startCluster } from './cluster.ts';

/** A PostgreSQL for tests. `ownerUrl` has the rights our product asks for, `adminUrl` those of the server's superuser. */
export type ThrowawayCluster = {
  ownerUrl: (database: string) => string;
  adminUrl: (database: string) => string;
  stop: () => Promise<void>;
};

export type ThrowawayDatabase = { name: string; url: string; adminUrl: string; drop: () => Promise<void> };

/**
 * The test run's PostgreSQL: the server at `DATABASE_URL` when that is set, else an embedded one in a temporary folder.
 * The process that starts it tells its children by environment; they share it, and their `stop` does nothing.
 * Commits do not wait for the disk, unless `durable`.
 */
export async function throwawayCluster(options: { durable?: boolean } = {}): Promise<ThrowawayCluster> {
  const server = process.env['DATABASE_URL'];
  if (server) return reach(server, server);
  const owner = process.env[OWNER_VARIABLE];
  const admin = process.env[ADMIN_VARIABLE];
  if (owner && admin) return reach(owner, admin);
  starting ??= startOwn(options.durable ?? false);
  return starting;
}

/**
 * The name of a database made once by `prepare` (such as the migrations) to clone from. `name` must change with what
 * `prepare` does: on a server that stays, an older template of the same name is used again.
 */
export async function throwawayTemplate(name: string, prepare: (ownerUrl: string) => Promise<void>): Promise<string> {
  const cluster = await throwawayCluster();
  const template = `wz_template_${name}`;
  const id = pg.escapeIdentifier(template);
  await connected(cluster.adminUrl(MAINTENANCE), async (client) => {
    // Test files run at once: the first makes it, the others wait here.
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [template]);
    const made = await client.query('select from pg_database where datname = $1 and datistemplate', [template]);
    if (made.rowCount === 1) return;
    await client.query(`drop database if exists ${id} with (force)`);
    await client.query(`create database ${id} ${ownedBy(cluster)}`);
    await prepare(cluster.ownerUrl(template));
    await client.query(`alter database ${id} with is_template true allow_connections false`);
  });
  return template;
}

/** A fresh database, cloned from a template (about 0.1 s) or empty. Drop it at the end; connections are cut. */
export async function throwawayDatabase(template?: string): Promise<ThrowawayDatabase> {
  const cluster = await throwawayCluster();
  const name = `wz_test_${randomBytes(6).toString('hex')}`;
  const from = template === undefined ? '' : `template ${pg.escapeIdentifier(template)}`;
  await upkeep(cluster, `create database ${name} ${from} ${ownedBy(cluster)}`);
  return {
    name,
    url: cluster.ownerUrl(name),
    adminUrl: cluster.adminUrl(name),
    drop: () => upkeep(cluster, `drop database if exists ${name} with (force)`),
  };
}

const MAINTENANCE = 'postgres';
const OWNER_VARIABLE = 'WZ_THROWAWAY_OWNER_URL';
const ADMIN_VARIABLE = 'WZ_THROWAWAY_ADMIN_URL';
const PREFIX = 'wz-test-';
const KEEPER = 'keeper';

let starting: Promise<ThrowawayCluster> | undefined;

function reach(ownerUrl: string, adminUrl: string): ThrowawayCluster {
  return { ownerUrl: inDatabase(ownerUrl), adminUrl: inDatabase(adminUrl), stop: async () => {} };
}

function inDatabase(url: string): (database: string) => string {
  return (database) => {
    const changed = new URL(url);
    changed.pathname = `/${encodeURIComponent(database)}`;
    return changed.href;
  };
}

// On a server of the operator's own its one user owns everything.
function ownedBy(cluster: ThrowawayCluster): string {
  return new URL(cluster.ownerUrl(MAINTENANCE)).username === OWNER ? `owner ${OWNER}` : '';
}

async function upkeep(cluster: ThrowawayCluster, statement: string): Promise<void> {
  await connected(cluster.adminUrl(MAINTENANCE), (client) => client.query(statement));
}

async function startOwn(durable: boolean): Promise<ThrowawayCluster> {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, KEEPER), `${process.pid} ${processBirth(process.pid)}`);
  mkdirSync(join(folder, 'run'), { mode: 0o711 });
  const cluster = await startCluster({
    dataDir: join(folder, 'data'),
    runDir: join(folder, 'run'),
    log: () => {},
    durable,
  });
  process.env[OWNER_VARIABLE] = cluster.ownerUrl(MAINTENANCE);
  process.env[ADMIN_VARIABLE] = cluster.adminUrl(MAINTENANCE);
  const atExit = () => abandon(cluster, folder);
  process.once('exit', atExit);
  return {
    ownerUrl: cluster.ownerUrl,
    adminUrl: cluster.adminUrl,
    async stop() {
      process.off('exit', atExit);
      starting = undefined;
      delete process.env[OWNER_VARIABLE];
      delete process.env[ADMIN_VARIABLE];
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// A test process that ends without `stop` can do nothing that waits.
function abandon(cluster: Cluster, folder: string): void {
  signal(cluster.pid(), 'SIGQUIT');
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

// A test process that was killed could not even do that: its successor clears up after it.
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    if (!existsSync(join(folder, KEEPER))) continue;
    const [pid = '', birth = ''] = readFileSync(join(folder, KEEPER), 'utf8').split(' ');
    if (processBirth(Number(pid)) === birth) continue;
    const pidFile = join(folder, 'data', 'postgres', 'data', 'postmaster.pid');
    const postmaster = existsSync(pidFile) ? Number.parseInt(readFileSync(pidFile, 'utf8'), 10) : 0;
    if (postmaster > 0 && isAlive(postmaster)) {
      signal(postmaster, 'SIGQUIT');
      await until(() => !isAlive(postmaster), 5_000);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
