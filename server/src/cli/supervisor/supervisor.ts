import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serverEnvironment, simulatorEnvironment, workerEnvironment } from '../../config/child.ts';
import { migrate } from '../../db/migrate.ts';
import { type Child, type ChildOptions, keepChild } from './child.ts';
import type { Console } from './console.ts';
import type { Database } from './database.ts';
import { type Ground, prepareGround } from './ground.ts';
import type { Lock } from './lock.ts';
import type { ChildMessage } from './messages.ts';
import { type Migrate, openStore, wire } from './store.ts';
import { keepWorkers, type Workers } from './workers.ts';

/** The children's first files and the migrations, so that tests can run the supervisor with programs of their own. */
export type Programs = { server: string; simulator: string; linked: string; migrate: Migrate };

export type Supervisor = {
  /** Resolves when the ready line was printed; rejects when the start failed, after all was stopped again. */
  ready: Promise<void>;
  /** Drains everything; a second call makes it fast. Resolves when no process of ours is left. */
  stop: () => Promise<void>;
};

/**
 * Starts an installation in order — folders, secrets, PostgreSQL, migrations, simulator, server — and keeps it running.
 * Linked workers come and go as the server asks.
 */
export function startSupervisor(env: NodeJS.ProcessEnv, programs: Programs = ours): Supervisor {
  const running: Running = { children: new Set() };
  const stopped = Promise.withResolvers<never>();
  stopped.promise.catch(() => {});
  let stopping: Promise<void> | undefined;
  let isFast = false;

  const stop = () => {
    if (stopping !== undefined) {
      isFast = true;
      for (const child of running.children) void child.stop(0);
      return stopping;
    }
    stopped.reject(new StoppedEarly());
    stopping = started.catch(() => {}).then(() => drain(running, () => isFast));
    return stopping;
  };
  const started = start(env, programs, running, stopped.promise);
  const ready = started.catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  ready.catch(() => {});
  return { ready, stop };
}

/** The start was given up because the operator asked for the end before it was ready. */
export class StoppedEarly extends Error {}

/** What has to be ended again, in the order of its coming. */
type Running = {
  console?: Console;
  lock?: Lock;
  runDir?: string;
  database?: Database;
  simulator?: Child;
  workers?: Workers;
  server?: Child;
  children: Set<Child>;
};

const program = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

const ours: Programs = {
  server: program('server/src/main.ts'),
  simulator: program('simulator/src/main.ts'),
  linked: program('linked/src/main.ts'),
  migrate,
};

// `stopped` rejects when the end is asked for. It is raced only where nothing can be lost by not waiting: a PostgreSQL
// half-started must be waited for, or nobody would stop it.
async function start(
  env: NodeJS.ProcessEnv,
  programs: Programs,
  running: Running,
  stopped: Promise<never>,
): Promise<void> {
  const began = performance.now();
  const goOn = () => Promise.race([stopped, Promise.resolve()]);
  const ground = await prepareGround(env, (held) => Object.assign(running, held));
  await goOn();
  running.database = await openStore(ground);
  await goOn();
  const wiring = await wire(ground, running.database, programs.migrate);
  await goOn();
  const child: StartChild = (options) => {
    const kept = keepChild({ ...options, console: ground.console, lock: ground.lock });
    running.children.add(kept);
    void kept.ended.then(() => running.children.delete(kept));
    return kept;
  };
  if (wiring.simulatorPort !== null) {
    running.simulator = child({
      name: 'simulator',
      program: programs.simulator,
      env: simulatorEnvironment(wiring, env),
      mustStart: true,
    });
    await Promise.race([running.simulator.ready, stopped]);
    ground.console.step('simulator', `port ${wiring.simulatorPort} of this machine`);
  }
  running.workers = keepWorkers((kind, worker) => {
    const environment = workerEnvironment(wiring, env, kind, worker);
    return child({ name: `${kind}-${worker}`, program: programs.linked, env: environment, mustStart: false });
  }, WORKER_DRAIN_MS);
  const heard = listen(ground, running.workers);
  running.server = child({
    name: 'server',
    program: programs.server,
    env: serverEnvironment(wiring, env),
    mustStart: true,
    onMessage: heard.onMessage,
  });
  await Promise.race([running.server.ready, stopped]);
  sayReady(ground, heard.address(), performance.now() - began);
  heard.showPrinted();
}

type StartChild = (options: Omit<ChildOptions, 'console' | 'lock'>) => Child;

// What the server wants shown comes after the ready line, even when it says so before.
function listen({ config, console }: Ground, workers: Workers) {
  const early: string[] = [];
  let address = config.publicUrl;
  let show = (text: string): void => {
    early.push(text);
  };
  return {
    address: () => address,
    onMessage(message: ChildMessage) {
      if ('want' in message) workers.want(message.want);
      else if ('print' in message) show(message.print);
      else address = message.url ?? address;
    },
    showPrinted() {
      show = console.line;
      for (const text of early) show(text);
    },
  };
}

function sayReady({ config, console }: Ground, address: string, tookMs: number): void {
  console.step('server', `${config.host}:${config.port}`);
  if (config.insecureHttp && address.startsWith('http:')) console.line(`    ${INSECURE}`);
  console.line(`Ready: ${address}   (${(tookMs / 1000).toFixed(1)} s)`);
}

const INSECURE =
  'plain http is allowed (INSECURE_HTTP): keys and messages are readable on the way; a proxy with a certificate and PUBLIC_URL=https://… end that';

const SERVER_DRAIN_MS = 20_000;
const WORKER_DRAIN_MS = 4_000;
const SIMULATOR_DRAIN_MS = 2_000;
const DATABASE_STOP_MS = 3_000;

// The server first: it answers what it began and hands its devices back while workers and database still serve it.
async function drain(running: Running, isFast: () => boolean): Promise<void> {
  const { console, lock, runDir, database, simulator, server, workers } = running;
  const limit = (ms: number) => (isFast() ? 0 : ms);
  if (server) console?.info('stopping: what was begun is finished first; a second signal ends it at once');
  await server?.stop(limit(SERVER_DRAIN_MS));
  await workers?.stop(limit(WORKER_DRAIN_MS));
  await simulator?.stop(limit(SIMULATOR_DRAIN_MS));
  await database?.stop(DATABASE_STOP_MS);
  if (runDir !== undefined) rmSync(runDir, { recursive: true, force: true });
  lock?.release();
  if (server) console?.info('stopped');
}
