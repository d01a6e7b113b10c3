import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Access, ADMIN, hasAccess, openAccess } from './cluster/access.ts';
import { type Binaries, prepareBinaries, removeOldCopies } from './cluster/binaries.ts';
import { answers, until } from './cluster/connect.ts';
import { type ClusterHome, findHome, knownHome } from './cluster/home.ts';
import { giveTo, initializeOnce } from './cluster/initialize.ts';
import { findPostmaster, launch, type Postmaster, stopPostmaster, watched } from './cluster/postmaster.ts';
import { prepareDatabase } from './cluster/prepare.ts';
import { ClusterProblem } from './cluster/problem.ts';
import { fixedOptions, writeTuning } from './cluster/settings.ts';

export type ClusterState = { is: 'running' } | { is: 'restarting'; attempt: number } | { is: 'stopped' };

export type ClusterOptions = {
  /** Absolute. Holds the cluster, unless another user could not reach it there. */
  dataDir: string;
  /** Absolute, ours, short: sockets allow 107 bytes. PostgreSQL's own socket folder is made inside. */
  runDir: string;
  /** Lines for the operator; never content. */
  log: (line: string) => void;
  onState?: (state: ClusterState) => void;
  /** Made when missing; default `whatzapi`. */
  database?: string;
  /** False only for throw-away data: commits then do not wait for the disk. */
  durable?: boolean;
};

export type Cluster = {
  /** The owner's address of a database: a URL for `pg`, its host part being the encoded socket folder. */
  ownerUrl: (database: string) => string;
  /** The superuser's, for upkeep only. */
  adminUrl: (database: string) => string;
  socketDir: string;
  /** True when it was already running, left over by a start that was killed. */
  adopted: boolean;
  version: string;
  home: ClusterHome;
  /** The postmaster's process id now; it changes when it had to be restarted. */
  pid: () => number;
  /** Fast shutdown; after `fastMs` (8 s) an immediate one, from which the next start recovers. */
  stop: (fastMs?: number) => Promise<void>;
};

/**
 * Runs the embedded PostgreSQL of a data folder and keeps it running until `stop`. The caller must hold the folder's
 * lock: two callers at once would restart each other's. Throws ClusterProblem when it cannot be had.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const home = findHome(options.dataDir);
  const socketDir = makeSocketFolder(home, options.runDir);
  const access = openAccess(options.dataDir, home, socketDir);
  const binaries = await prepareBinaries(home);
  const durable = options.durable ?? true;
  await initializeOnce(home, binaries, access, durable);
  writeTuning(home);
  giveTo(home, join(home.data, 'whatzapi.conf'), join(home.data, 'local.conf'));

  const run = () => launch(home, binaries.postgres, fixedOptions(socketDir, durable), access.adminUrl(ADMIN));
  const found = await adopt(home, socketDir, access, options.log);
  let postmaster = found ?? (await run());
  const { version } = await prepareDatabase(access, options.database ?? 'whatzapi', durable);
  if (found === null) await tidy(home, binaries, options.log);

  let stopping = false;
  const kept = keepRunning();
  options.onState?.({ is: 'running' });
  return {
    ownerUrl: access.ownerUrl,
    adminUrl: access.adminUrl,
    socketDir,
    adopted: found !== null,
    version,
    home,
    pid: () => postmaster.pid,
    async stop(fastMs) {
      stopping = true;
      await stopPostmaster(home, postmaster, fastMs);
      await kept;
      options.onState?.({ is: 'stopped' });
    },
  };

  async function keepRunning(): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const began = performance.now();
      await postmaster.gone;
      if (stopping) return;
      if (performance.now() - began > HEALTHY_MS) attempt = 0;
      options.log('PostgreSQL ended unexpectedly; it is started again');
      options.onState?.({ is: 'restarting', attempt });
      await wait(Math.min(200 * 2 ** attempt, 10_000));
      if (stopping) return;
      postmaster = await again();
      if (stopping) await stopPostmaster(home, postmaster);
      else options.onState?.({ is: 'running' });
    }
  }

  async function again(): Promise<Postmaster> {
    try {
      return await run();
    } catch (error) {
      options.log(error instanceof Error ? error.message : String(error));
      // A postmaster that is already gone brings the loop round to its next, later try.
      return { pid: -1, gone: Promise.resolve() };
    }
  }
}

/**
 * The owner's address in a cluster that another process of ours runs. Waits until it answers, for a while; throws
 * ClusterProblem when it does not.
 */
export async function joinCluster(dataDir: string, runDir: string, database: string): Promise<string> {
  const url = () => {
    const home = knownHome(dataDir);
    return home !== null && hasAccess(dataDir)
      ? openAccess(dataDir, home, join(runDir, 'pg')).ownerUrl(database)
      : null;
  };
  // The other process may itself be at its first start, so not even the address is there from the beginning.
  const isThere = async () => {
    const address = url();
    return address !== null && (await answers(address));
  };
  if (await until(isThere, JOIN_LIMIT_MS, 100)) return url() ?? '';
  throw new ClusterProblem(`The database of ${dataDir} does not answer.`, 'Look at what "npm start" printed.');
}

const JOIN_LIMIT_MS = 60_000;
const HEALTHY_MS = 60_000;
const SOCKET_PATH_MAX = 107;

function makeSocketFolder(home: ClusterHome, runDir: string): string {
  const socketDir = join(runDir, 'pg');
  const longest = join(socketDir, '.s.PGSQL.5432');
  if (Buffer.byteLength(longest) > SOCKET_PATH_MAX) {
    throw new ClusterProblem(
      `The path ${longest} is too long for a socket.`,
      'Set TMPDIR to a shorter folder, such as /tmp.',
    );
  }
  mkdirSync(socketDir, { recursive: true });
  if (!lstatSync(socketDir).isDirectory()) throw new ClusterProblem(`${socketDir} is not a folder.`, 'Remove it.');
  chmodSync(socketDir, 0o700);
  giveTo(home, socketDir);
  return socketDir;
}

// A killed start leaves PostgreSQL alive. It is taken over when it answers where we listen; otherwise it is stopped
// first, because two on one folder would destroy it.
async function adopt(
  home: ClusterHome,
  socketDir: string,
  access: Access,
  log: (line: string) => void,
): Promise<Postmaster | null> {
  const found = findPostmaster(home);
  if (found === null) return null;
  const postmaster = watched(found.pid);
  const isOurs =
    found.socketDir === socketDir && (await until(() => answers(access.adminUrl(ADMIN)), ADOPTION_LIMIT_MS, 100));
  if (isOurs) return postmaster;
  log('a PostgreSQL of an earlier run does not answer; it is stopped first');
  await stopPostmaster(home, postmaster);
  return null;
}

const ADOPTION_LIMIT_MS = 10_000;

async function tidy(home: ClusterHome, binaries: Binaries, log: (line: string) => void): Promise<void> {
  await removeOldCopies(home, binaries).catch((error: unknown) => {
    log(`old copies of PostgreSQL's programs could not be removed: ${error instanceof Error ? error.message : error}`);
  });
}
