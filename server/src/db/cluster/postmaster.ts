import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { answers, until } from './connect.ts';
import type { ClusterHome } from './home.ts';
import { asClusterUser, giveTo } from './initialize.ts';
import { ClusterProblem } from './problem.ts';
import { isAlive, processesIn, signal, worksIn } from './process.ts';

/** A running postmaster: ours by birth or adopted. `gone` resolves when it is no more, for whatever reason. */
export type Postmaster = { pid: number; gone: Promise<void> };

/** What `postmaster.pid` says, when the process it names is alive and is this folder's postmaster. */
export type Found = { pid: number; socketDir: string };

export function findPostmaster(home: ClusterHome): Found | null {
  const file = join(home.data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pidLine, , , , socketDir] = readFileSync(file, 'utf8').split('\n');
  const pid = Number(pidLine);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  if (worksIn(pid, home.data) !== 'no') return { pid, socketDir: socketDir ?? '' };
  // In a container ids begin again at 1, so the file of a killed run may name a live stranger of the same user, before
  // which PostgreSQL would refuse to start for ever.
  rmSync(file);
  return null;
}

/** Watches a postmaster that is not our child: only a child's end is reported to us, a stranger's must be looked for. */
export function watched(pid: number): Postmaster {
  return { pid, gone: until(() => !isAlive(pid), Number.POSITIVE_INFINITY, WATCH_EVERY_MS).then(() => {}) };
}

/** Starts the postmaster and waits until it answers; recovery after a crash may take a while. */
export async function launch(home: ClusterHome, program: string, options: string[], url: string): Promise<Postmaster> {
  const began = performance.now();
  for (;;) {
    const postmaster = spawnPostmaster(home, program, options);
    const ready = until(() => answers(url), RECOVERY_LIMIT_MS);
    const isReady = await Promise.race([ready, postmaster.gone.then(() => false)]);
    if (isReady && isAlive(postmaster.pid)) return postmaster;
    const complaint = lastWords(home);
    const waitedMs = performance.now() - began;
    if (!isStillLeaving(complaint) || waitedMs > LEAVING_LIMIT_MS) throw failedToStart(home, complaint);
    // After a kill of the postmaster its backends end by themselves, unless they are busy: then they are told to.
    if (waitedMs > LEAVING_PATIENCE_MS) for (const pid of processesIn(home.data)) signal(pid, 'SIGQUIT');
    await wait(LEAVING_RETRY_MS);
  }
}

/** Fast shutdown (clients are cut, everything is written), then an immediate one, which recovers at the next start. */
export async function stopPostmaster(home: ClusterHome, postmaster: Postmaster, fastMs = 8_000): Promise<void> {
  signal(postmaster.pid, 'SIGINT');
  const isGone = (await within(postmaster.gone, fastMs)) || (await stopAtOnce(postmaster));
  // Its log writer ends a moment after it, when nobody is left to write for.
  if (isGone) return void (await until(() => processesIn(home.data).length === 0, STRAGGLER_LIMIT_MS));
  throw new ClusterProblem(
    `PostgreSQL (process ${postmaster.pid}) does not stop.`,
    `Look at it, then: kill -QUIT ${postmaster.pid}`,
  );
}

async function stopAtOnce(postmaster: Postmaster): Promise<boolean> {
  signal(postmaster.pid, 'SIGQUIT');
  return within(postmaster.gone, IMMEDIATE_MS);
}

const STRAGGLER_LIMIT_MS = 2_000;
const WATCH_EVERY_MS = 200;
const RECOVERY_LIMIT_MS = 10 * 60_000;
const LEAVING_RETRY_MS = 100;
const LEAVING_PATIENCE_MS = 3_000;
const LEAVING_LIMIT_MS = 30_000;
const IMMEDIATE_MS = 6_000;
const START_LOG = 'start.log';

// Detached: a Ctrl-C in the terminal reaches every process of its group, and the database must outlive the drain.
// Its words go to a file and not to us, because it may outlive us and be adopted by our successor.
function spawnPostmaster(home: ClusterHome, program: string, options: string[]): Postmaster {
  const log = openSync(join(home.folder, START_LOG), 'w', 0o600);
  giveTo(home, join(home.folder, START_LOG));
  const child = spawn(program, ['-D', home.data, ...options], {
    ...asClusterUser(home),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const gone = new Promise<void>((resolve) => {
    child.on('exit', () => resolve()).on('error', () => resolve());
  });
  return { pid: child.pid ?? -1, gone };
}

function lastWords(home: ClusterHome): string {
  return readFileSync(join(home.folder, START_LOG), 'utf8').trim();
}

function isStillLeaving(complaint: string): boolean {
  return /lock file ".*" already exists|is still in use/.test(complaint);
}

function failedToStart(home: ClusterHome, complaint: string): ClusterProblem {
  const words = complaint.split('\n').slice(-5).join('\n');
  return new ClusterProblem(
    `PostgreSQL does not start: ${words || 'its program could not be run'}`,
    `See ${join(home.folder, START_LOG)} and ${join(home.data, 'log')}.`,
  );
}

async function within(done: Promise<void>, limitMs: number): Promise<boolean> {
  const stop = new AbortController();
  const late = wait(limitMs, false, { signal: stop.signal }).catch(() => false);
  const isDone = await Promise.race([done.then(() => true), late]);
  stop.abort();
  return isDone;
}
