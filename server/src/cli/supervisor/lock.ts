import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { until } from '../../db/cluster/connect.ts';
import { codeOf, processBirth, signal } from '../../db/cluster/process.ts';
import { StartProblem } from './problem.ts';

/** Who may start and stop things on a data folder; at most one process at a time. */
export type Lock = {
  /** Processes that a killed holder left behind, still alive. */
  leftovers: Process[];
  /** Writes down a child, so that the next holder finds it should we be killed; returns how to strike it off. */
  note: (name: string, pid: number) => () => void;
  release: () => void;
};

type Process = { name: string; pid: number; birth: string };

/**
 * Takes the lock of a data folder, or throws StartProblem naming the holder. A short command's holder (such as doctor)
 * is waited for. A lock whose process is gone, or whose id now belongs to another process, counts for nothing.
 */
export async function takeLock(dataDir: string, purpose: string): Promise<Lock> {
  const file = join(dataDir, 'lock.json');
  const own: Held = { purpose, pid: process.pid, birth: processBirth(process.pid) ?? '', children: [] };
  for (let waitedMs = 0; ; waitedMs += RETRY_MS) {
    const result = tryTake(file, own);
    if (result.is === 'taken') return hold(file, own, result.leftovers);
    const isPassing = result.by.purpose !== START && waitedMs < PASSING_LIMIT_MS;
    if (!isPassing) throw alreadyRuns(dataDir, result.by);
    await wait(RETRY_MS);
  }
}

/** The process that runs the installation on this data folder, or null. */
export function runningStart(dataDir: string): { pid: number } | null {
  const held = read(join(dataDir, 'lock.json'));
  return held !== null && held.purpose === START && isThere(held) ? { pid: held.pid } : null;
}

/** Ends what a killed holder left: it is asked first, because it may be in the middle of handing over its work. */
export async function endLeftovers(leftovers: Process[], log: (line: string) => void): Promise<void> {
  const alive = () => leftovers.filter(isThere);
  if (alive().length === 0) return;
  log(
    `waiting for what an earlier run left: ${alive()
      .map(({ name, pid }) => `${name} (${pid})`)
      .join(', ')}`,
  );
  for (const { pid } of alive()) signal(pid, 'SIGTERM');
  if (await until(() => alive().length === 0, LEFTOVER_LIMIT_MS, 50)) return;
  for (const { pid } of alive()) signal(pid, 'SIGKILL');
  await until(() => alive().length === 0, 2_000);
}

export const START = 'start';

const RETRY_MS = 100;
const PASSING_LIMIT_MS = 60_000;
const LEFTOVER_LIMIT_MS = 20_000;
const TAKEOVER_STALE_MS = 10_000;

const Proc = z.object({ name: z.string(), pid: z.number(), birth: z.string() });
const Held = z.object({ purpose: z.string(), pid: z.number(), birth: z.string(), children: z.array(Proc) });
type Held = z.infer<typeof Held>;
type Taken = { is: 'taken'; leftovers: Process[] } | { is: 'held'; by: Held };

function tryTake(file: string, own: Held): Taken {
  if (create(file, own)) return { is: 'taken', leftovers: [] };
  const holder = read(file);
  if (holder !== null && isThere(holder)) return { is: 'held', by: holder };
  return takeOver(file, own) ?? { is: 'held', by: holder ?? own };
}

// Two who find the same stale lock must not both replace it, so replacing has a lock of its own, held for an instant.
function takeOver(file: string, own: Held): Taken | null {
  const gate = `${file}.takeover`;
  try {
    closeSync(openSync(gate, 'wx'));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (Date.now() - (statSync(gate, { throwIfNoEntry: false })?.mtimeMs ?? 0) > TAKEOVER_STALE_MS)
      rmSync(gate, { force: true });
    return null;
  }
  try {
    const holder = read(file);
    if (holder !== null && isThere(holder)) return { is: 'held', by: holder };
    rmSync(file, { force: true });
    return create(file, own) ? { is: 'taken', leftovers: holder?.children ?? [] } : null;
  } finally {
    rmSync(gate, { force: true });
  }
}

// Linked into place whole: a reader never sees half a lock, and only one linker succeeds.
function create(file: string, own: Held): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function hold(file: string, own: Held, leftovers: Process[]): Lock {
  const save = () => {
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(own), { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  };
  return {
    leftovers: leftovers.filter(isThere),
    note(name, pid) {
      own.children.push({ name, pid, birth: processBirth(pid) ?? '' });
      save();
      return () => {
        own.children = own.children.filter((child) => child.pid !== pid);
        save();
      };
    },
    release: () => rmSync(file, { force: true }),
  };
}

function read(file: string): Held | null {
  try {
    return Held.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    // Unreadable as a lock is as good as none; the takeover replaces it.
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

function isThere({ pid, birth }: { pid: number; birth: string }): boolean {
  return birth !== '' && processBirth(pid) === birth;
}

function alreadyRuns(dataDir: string, { pid, purpose }: Held): StartProblem {
  const who = purpose === START ? 'WhatzAPI already runs' : `The command "${purpose}" is at work`;
  return new StartProblem(
    `${who} on the data folder ${dataDir} (process ${pid}).`,
    `Stop it (kill ${pid}), or start a second installation with another DATA_DIR and PORT.`,
  );
}
