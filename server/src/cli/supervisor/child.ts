import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../../db/cluster/connect.ts';
import { isAlive, signal } from '../../db/cluster/process.ts';
import type { Console } from './console.ts';
import type { Lock } from './lock.ts';
import { ChildMessage } from './messages.ts';
import { StartProblem } from './problem.ts';

export type ChildOptions = {
  name: string;
  /** Path of the program's first file. */
  program: string;
  env: Record<string, string>;
  console: Console;
  lock: Lock;
  /** A child that must come up fails the start when it dies before its first ready; others are tried again for ever. */
  mustStart: boolean;
  onMessage?: (message: ChildMessage) => void;
};

export type Child = {
  name: string;
  /** Resolves at the first ready; rejects when a child that must start does not. */
  ready: Promise<void>;
  pid: () => number | undefined;
  /** Asks it to drain and end; what is still there after `limitMs` is killed. */
  stop: (limitMs: number) => Promise<void>;
  /** Resolves when it is gone for good. */
  ended: Promise<void>;
};

/** Runs one child process and restarts it when it dies, after 0.2 s, then twice as long each time up to 10 s. */
export function keepChild(options: ChildOptions): Child {
  const stopping = new AbortController();
  const first = Promise.withResolvers<void>();
  // Nobody need wait for it: a worker is not waited for, and the start itself handles its own.
  first.promise.catch(() => {});
  let current: ChildProcess | undefined;
  const kept = keep();

  return {
    name: options.name,
    ready: first.promise,
    ended: kept,
    pid: () => current?.pid,
    async stop(limitMs) {
      stopping.abort();
      const pid = current?.pid;
      if (pid !== undefined && isAlive(pid)) {
        signal(pid, limitMs > 0 ? 'SIGTERM' : 'SIGKILL');
        const isGone = await until(() => current === undefined || !isAlive(pid), limitMs);
        if (!isGone) {
          if (limitMs > 0)
            options.console.warn(`${options.name} did not drain within ${limitMs / 1000} s and is killed`);
          signal(pid, 'SIGKILL');
        }
      }
      await kept;
    },
  };

  async function keep(): Promise<void> {
    let hasBeenReady = false;
    for (let attempt = 0; !stopping.signal.aborted; attempt += 1) {
      const began = performance.now();
      const end = await runOnce(() => {
        hasBeenReady = true;
        first.resolve();
      });
      if (stopping.signal.aborted) return;
      if (options.mustStart && !hasBeenReady) {
        first.reject(new StartProblem(`The ${options.name} did not start (${end}).`, 'Its own words stand above.'));
        return;
      }
      if (performance.now() - began > HEALTHY_MS) attempt = 0;
      const pauseMs = Math.min(200 * 2 ** attempt, 10_000);
      options.console.warn(`${options.name} ended (${end}); it is started again in ${pauseMs / 1000} s`);
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  // One life of the child, from birth to death; resolves with how it ended.
  async function runOnce(onReady: () => void): Promise<string> {
    const child = fork(options.program, [], {
      env: options.env,
      // A Ctrl-C reaches every process of the terminal's group; a group of its own leaves the order of ending to us.
      detached: true,
      stdio: options.console.childStdio(),
    });
    current = child;
    options.console.relay(options.name, child);
    const strike = child.pid === undefined ? undefined : options.lock.note(options.name, child.pid);
    const late = setTimeout(() => {
      options.console.warn(`${options.name} is not ready after ${READY_LIMIT_MS / 1000} s and is killed`);
      child.kill('SIGKILL');
    }, READY_LIMIT_MS);
    if (!options.mustStart) clearTimeout(late);
    child.on('message', (raw) => {
      const parsed = ChildMessage.safeParse(raw);
      if (!parsed.success) return options.console.warn(`${options.name} said something unknown to its supervisor`);
      if ('ready' in parsed.data) {
        clearTimeout(late);
        onReady();
      }
      options.onMessage?.(parsed.data);
    });
    const end = await new Promise<string>((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('exit', (code, killedBy) => resolve(killedBy ?? `exit code ${code}`));
    });
    clearTimeout(late);
    strike?.();
    current = undefined;
    return end;
  }
}

const HEALTHY_MS = 60_000;
const READY_LIMIT_MS = 60_000;
