import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { conform } from './contract.ts';

/** One workspace as `bootstrap` prints it. */
export type Cast = { id: string; kind: 'live' | 'sandbox'; api_key: string; device?: string; phone?: string };

/** A whole installation as `npm start` makes it, in a folder of its own. */
export type House = {
  baseUrl: string;
  dataDir: string;
  /** Its settings, for programs of its own. */
  environment: Record<string, string>;
  /** The one-time link to /start that the start printed. */
  startLink: string;
  /** What the supervisor printed so far. */
  output: () => string;
  /** Our processes by what they run: supervisor, server, linked, simulator, postgres. */
  processes: () => Record<string, number[]>;
  /** Runs `whatzapi <verb> --json` on this installation. */
  verb: (...words: string[]) => Promise<unknown>;
  /** The connection text of its database: the owner's, or that of the role which sees all workspaces. */
  databaseUrl: (role?: 'owner' | 'system') => string;
  /** What the simulator counted against the protocol's rules in the world of a sandbox key. */
  violations: (key: string) => Promise<Violations>;
  /** Where the simulator's own control of a sandbox's world is, past our server. */
  worldOf: (key: string) => Promise<{ socketPath: string; path: string }>;
  /** Starts it again after it was killed. */
  restart: () => Promise<void>;
  /** SIGTERM, and waits until nothing is left. Rejects when something is. */
  stop: () => Promise<void>;
  /** Stops and removes everything. */
  close: () => Promise<void>;
};

export type Violations = { unknown_stanzas: object[]; missing_acks: object[]; reused_counters: object[] };

const root = fileURLToPath(new URL('..', import.meta.url));
const readyMsMax = 60_000;

/** Starts an installation: on the embedded PostgreSQL, or on a database of its own on the server of `DATABASE_URL`. */
export async function startHouse(settings: Record<string, string> = {}): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wz-house-'));
  // Where root's PostgreSQL, which runs as another user, can reach its folder.
  chmodSync(dataDir, 0o711);
  const port = await freePort();
  const database = await makeDatabase();
  const env: Record<string, string> = {
    ...inherited(),
    PORT: String(port),
    DATA_DIR: dataDir,
    // The same for all houses, so that they agree on the passwords of roles on a shared server.
    MASTER_KEY: 'a5'.repeat(32),
    LOG_FORMAT: 'json',
    LOG_LEVEL: 'warn',
    ...(database ? { DATABASE_URL: database.url } : {}),
    ...settings,
  };
  let running = await launch(env);
  const baseUrl = `http://127.0.0.1:${port}`;

  async function stop(): Promise<void> {
    const left = () => Object.values(processesOf(dataDir, running.child.pid)).flat();
    const all = left();
    if (running.child.exitCode === null && running.child.signalCode === null) running.child.kill('SIGTERM');
    await until(
      () => running.child.exitCode !== null || running.child.signalCode !== null,
      35_000,
      'the supervisor to end',
    );
    await until(() => !all.some(isAlive), 5_000, 'every process to end');
  }

  return {
    baseUrl,
    dataDir,
    environment: env,
    startLink: /http:\/\/\S+\/start#key=\S+/.exec(running.output())?.[0]?.replace(/["\\].*$/, '') ?? '',
    output: () => running.output(),
    processes: () => processesOf(dataDir, running.child.pid),
    async verb(...words) {
      const run = promisify(execFile);
      const { stdout } = await run(process.execPath, ['server/src/cli/whatzapi.ts', ...words, '--json'], {
        cwd: root,
        env,
      });
      return JSON.parse(stdout) as unknown;
    },
    databaseUrl: (role = 'owner') => {
      const [server = 0] = processesOf(dataDir, running.child.pid)['server'] ?? [];
      const name = role === 'owner' ? /WZ_DB_OWNER_URL=([^\0]+)/ : /WZ_DB_SYSTEM_URL=([^\0]+)/;
      const url = name.exec(read(`/proc/${server}/environ`))?.[1];
      if (!url) throw new Error('no server runs');
      return url;
    },
    async violations(key) {
      return (await caller({ baseUrl }, key)<Violations>('GET', '/v1/simulator/violations')).body;
    },
    async worldOf(key) {
      const { body } = await caller({ baseUrl }, key)<{ linked_url: string }>('GET', '/v1/simulator');
      const [, world = ''] = /\/sandbox\/([a-z0-9]+)\//.exec(body.linked_url) ?? [];
      const [server = 0] = processesOf(dataDir, running.child.pid)['server'] ?? [];
      const run = /WZ_RUN_DIR=([^\0]+)/.exec(read(`/proc/${server}/environ`))?.[1] ?? '';
      return { socketPath: join(run, 'sim.sock'), path: `/worlds/${world}` };
    },
    async restart() {
      await until(
        () => running.child.exitCode !== null || running.child.signalCode !== null,
        35_000,
        'the supervisor to end',
      );
      running = await launch(env);
    },
    stop,
    async close() {
      await stop();
      await database?.drop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Makes the operator, a live workspace and its sandbox, and waits until the sandbox was born. */
export async function bootstrap(
  house: House,
): Promise<{ live: Cast; sandbox: Cast & { device: string; phone: string } }> {
  const made = (await house.verb('bootstrap', '--email', 'owner@example.com')) as { workspaces: Cast[] };
  const live = made.workspaces.find((one) => one.kind === 'live');
  const sandbox = made.workspaces.find((one) => one.kind === 'sandbox');
  if (!live || !sandbox?.device || !sandbox.phone) throw new Error('bootstrap made no workspaces');
  return { live, sandbox: { ...sandbox, device: sandbox.device, phone: sandbox.phone } };
}

export type Answer<T = Record<string, unknown>> = { status: number; headers: Headers; body: T };

/** Calls the API as any customer would. */
export function caller(house: Pick<House, 'baseUrl'>, key: string) {
  return <T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> =>
    send<T>(house, method, path, { body, headers: { authorization: `Bearer ${key}`, ...headers } });
}

/** Sends one request, and judges the answer by the reference. */
export async function send<T>(
  house: Pick<House, 'baseUrl'>,
  method: string,
  path: string,
  { body, headers }: { body?: unknown; headers: Record<string, string> },
): Promise<Answer<T>> {
  const reply = await fetch(`${house.baseUrl}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  conform(method, path, { status: reply.status, headers: reply.headers, text });
  // The caller says what it expects; its assertions prove it.
  return { status: reply.status, headers: reply.headers, body: (text === '' ? null : JSON.parse(text)) as T };
}

/** Waits for a condition; fails with its name when it does not come true in time. */
export async function until<T>(condition: () => T | Promise<T>, ms: number, what: string): Promise<Exclude<T, Empty>> {
  const deadline = performance.now() + ms;
  for (;;) {
    const found = await condition();
    // What is truthy is none of the excluded values; the compiler cannot follow that for a generic.
    if (found) return found as Exclude<T, Empty>;
    if (performance.now() > deadline) throw new Error(`waited ${ms} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

type Empty = false | null | undefined | 0 | '';

type Running = { child: ChildProcess; output: () => string };

async function launch(env: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, ['server/src/cli/start.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const baseUrl = `http://127.0.0.1:${env['PORT']}`;
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`the house did not start:\n${text}`);
      if (env['SANDBOX'] !== 'off' && !text.includes('/start#key=')) return false;
      return (await fetch(`${baseUrl}/readyz`).catch(() => undefined))?.ok;
    },
    readyMsMax,
    `the house to be ready:\n${text}`,
  ).catch((error: unknown) => {
    child.kill('SIGTERM');
    throw new Error(`${error instanceof Error ? error.message : 'no start'}\n${text}`);
  });
  return { child, output: () => text };
}

function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name] ?? '']])),
  );
}

async function makeDatabase(): Promise<{ url: string; drop: () => Promise<void> } | undefined> {
  const server = process.env['DATABASE_URL'];
  if (!server) return undefined;
  const name = `wz_house_${randomBytes(6).toString('hex')}`;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database if exists ${name} with (force)`) };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

// A house's processes are known by its folder: it stands in the environment of each, and in postgres' arguments.
function processesOf(dataDir: string, supervisor: number | undefined): Record<string, number[]> {
  const found: Record<string, number[]> = { supervisor: [], server: [], linked: [], simulator: [], postgres: [] };
  for (const pid of readdirSync('/proc').map(Number).filter(Boolean)) {
    const command = read(`/proc/${pid}/cmdline`);
    if (pid === supervisor && isAlive(pid)) found['supervisor']?.push(pid);
    else if (command.includes(`${dataDir}/`) && command.includes('postgres')) found['postgres']?.push(pid);
    else {
      const room = /\/(server|linked|simulator)\/src\/main\.ts/.exec(command)?.[1];
      if (room && belongs(pid, dataDir)) found[room]?.push(pid);
    }
  }
  return found;
}

function belongs(pid: number, dataDir: string): boolean {
  const run = /WZ_RUN_DIR=([^\0]+)/.exec(read(`/proc/${pid}/environ`))?.[1];
  return run !== undefined && run === runDirs.get(dataDir, pid);
}

// The run folder is named by the data folder; whoever has the server's environment tells it.
const runDirs = {
  known: new Map<string, string>(),
  get(dataDir: string, pid: number): string | undefined {
    const environ = read(`/proc/${pid}/environ`);
    const run = /WZ_RUN_DIR=([^\0]+)/.exec(environ)?.[1];
    if (run && environ.includes(`DATA_DIR=${dataDir}\0`)) this.known.set(dataDir, run);
    return this.known.get(dataDir);
  },
};

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  // A zombie has ended; only its parent has not looked yet.
  return /^State:\s+[^ZX]/m.test(read(`/proc/${pid}/status`));
}
