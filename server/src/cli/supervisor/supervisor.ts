import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serverEnvironment, simulatorEnvironment, type Wiring, workerEnvironment } from '../../config/child.ts';
import { readConfig } from '../../config/config.ts';
import { runFolder } from '../../config/run-folder.ts';
import { loadSecrets } from '../../config/secrets.ts';
import { type MigrateOptions, migrate } from '../../db/migrate.ts';
import { type Child, type ChildOptions, keepChild } from './child.ts';
import { type Console, createConsole } from './console.ts';
import { type Database, openDatabase, roleUrl } from './database.ts';
import { makeDataFolder, makeRunFolder } from './folders.ts';
import { endLeftovers, type Lock, START, takeLock } from './lock.ts';
import type { ChildMessage } from './messages.ts';
import { requireFreePort, simulatorPort } from './ports.ts';
import { keepWorkers, type Workers } from './workers.ts';

/** The children's first files and the migrations, so that tests can run the supervisor with programs of their own. */
export type Programs = {
  server: string;
  simulator: string;
  linked: string;
  migrate: (options: MigrateOptions) => Promise<{ applied: string[] }>;
};

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
  let stopping: Promise<void> | undefined;
  let isFast = false;
  const stopped = Promise.withResolvers<never>();
  stopped.promise.catch(() => {});

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

type Running = {
  children: Set<Child>;
  console?: Console;
  lock?: Lock;
  /** Set only while we hold the lock: the folder may be another start's. */
  runDir?: string;
  database?: Database;
  simulator?: Child;
  server?: Child;
  workers?: Workers;
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
  const config = readConfig(env);
  const console = createConsole(config.logFormat);
  running.console = console;
  const runDir = runFolder(config.dataDir);
  makeDataFolder(config.dataDir);
  const lock = await takeLock(config.dataDir, START);
  running.lock = lock;
  running.runDir = runDir;
  makeRunFolder(runDir);
  await endLeftovers(lock.leftovers, console.info);
  await requireFreePort(config.host, config.port);
  const secrets = loadSecrets(config);
  console.line('WhatzAPI starts');
  console.step('data folder', config.dataDir);
  if (secrets.isNew)
    console.line(`    a master key was made in ${config.dataDir}/secrets: keep a copy of it apart from the database`);
  await unless(stopped);

  let isBack = false;
  const database = await openDatabase(config, console.warn, (state) => {
    if (state.is === 'running' && isBack) console.info('PostgreSQL runs again');
    isBack = true;
  });
  running.database = database;
  console.step('PostgreSQL', database.described);
  for (const notice of database.notices) console.line(`    ${notice}`);
  await unless(stopped);

  const { databaseRolePrefix: rolePrefix } = config;
  const { applied } = await programs.migrate({
    ownerUrl: database.ownerUrl,
    rolePrefix,
    rolePassword: secrets.rolePassword,
  });
  console.step('migrations', applied.length === 0 ? 'up to date' : `${applied.length} applied`);
  await unless(stopped);

  const url = (role: string) => roleUrl(database.ownerUrl, `${rolePrefix}_${role}`, secrets.rolePassword(role));
  const port = config.sandbox ? await simulatorPort(config.dataDir) : null;
  if (port?.changed) console.warn(`the simulator moved to port ${port.port}, because its old one is taken`);
  const wiring: Wiring = {
    config,
    secrets,
    runDir,
    simulatorPort: port?.port ?? null,
    urls: {
      owner: database.ownerUrl,
      app: url('app'),
      system: url('system'),
      linked: url('linked'),
      simulator: url('simulator'),
    },
  };
  const child = (options: Omit<ChildOptions, 'console' | 'lock'>) => {
    const kept = keepChild({ ...options, console, lock });
    running.children.add(kept);
    void kept.ended.then(() => running.children.delete(kept));
    return kept;
  };

  if (port !== null) {
    const simulator = child({
      name: 'simulator',
      program: programs.simulator,
      env: simulatorEnvironment(wiring, env),
      mustStart: true,
    });
    running.simulator = simulator;
    await Promise.race([simulator.ready, stopped]);
    console.step('simulator', `port ${port.port} of this machine`);
  }

  const workers = keepWorkers((kind, worker) => {
    const name = `${kind}-${worker}`;
    const onDeath = () => running.server?.send({ workerGone: { kind, worker } });
    return child({
      name,
      program: programs.linked,
      env: workerEnvironment(wiring, env, kind, worker),
      mustStart: false,
      onDeath,
    });
  }, WORKER_DRAIN_MS);
  running.workers = workers;

  // What the server wants shown comes after the ready line, even when it says so before.
  const early: string[] = [];
  let show = (text: string): void => {
    early.push(text);
  };
  let address = config.publicUrl;
  const onMessage = (message: ChildMessage) => {
    if ('want' in message) workers.want(message.want);
    else if ('print' in message) show(message.print);
    else address = message.url ?? address;
  };
  const server = child({
    name: 'server',
    program: programs.server,
    env: serverEnvironment(wiring, env),
    mustStart: true,
    onMessage,
  });
  running.server = server;
  await Promise.race([server.ready, stopped]);
  console.step('server', `${config.host}:${config.port}`);
  if (config.insecureHttp && address.startsWith('http:')) console.line(`    ${INSECURE}`);
  console.line(`Ready: ${address}   (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  show = console.line;
  for (const text of early) show(text);
}

const INSECURE =
  'plain http is allowed (INSECURE_HTTP): keys and messages are readable on the way; a proxy with a certificate and PUBLIC_URL=https://… end that';

async function unless(stopped: Promise<never>): Promise<void> {
  await Promise.race([stopped, Promise.resolve()]);
}

const SERVER_DRAIN_MS = 20_000;
const WORKER_DRAIN_MS = 4_000;
const SIMULATOR_DRAIN_MS = 2_000;
const DATABASE_STOP_MS = 3_000;

// The server first: it answers what it began and hands its devices back while workers and database still serve it.
async function drain(running: Running, isFast: () => boolean): Promise<void> {
  const { console, lock, database, simulator, server, workers } = running;
  const limit = (ms: number) => (isFast() ? 0 : ms);
  if (server) console?.info('stopping: what was begun is finished first; a second signal ends it at once');
  await server?.stop(limit(SERVER_DRAIN_MS));
  await workers?.stop(limit(WORKER_DRAIN_MS));
  await simulator?.stop(limit(SIMULATOR_DRAIN_MS));
  await database?.stop(DATABASE_STOP_MS);
  if (running.runDir !== undefined) rmSync(running.runDir, { recursive: true, force: true });
  lock?.release();
  if (server) console?.info('stopped');
}
