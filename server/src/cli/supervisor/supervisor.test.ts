import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runFolder } from '../../config/run-folder.ts';
import { until } from '../../db/cluster/connect.ts';
import { isAlive, processesIn, signal } from '../../db/cluster/process.ts';

const program = fileURLToPath(new URL('stand-ins/start.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
const WITH_WORKERS = { METRICS_TOKEN: 'one-live-two-sandbox' };

type House = {
  child: ChildProcess;
  out: () => string;
  saw: (text: string | RegExp) => Promise<boolean>;
  exit: Promise<number | null>;
};

let dataDir = '';
let root = '';
let port = 0;
const houses: House[] = [];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'wz-super-'));
  chmodSync(root, 0o711);
  dataDir = join(root, 'data');
  port = await freePort();
});
afterEach(async () => {
  for (const { child } of houses.splice(0)) child.kill('SIGKILL');
  for (const pid of family()) signal(pid, 'SIGKILL');
  await until(() => family().length === 0, 10_000);
  rmSync(runFolder(dataDir), { recursive: true, force: true });
  rmSync(root, { recursive: true, force: true });
});

describe('npm start', { timeout: 90_000 }, () => {
  it('starts in order, says each step and the address, shows what the server prints, and leaves no process behind', async () => {
    const house = begin(WITH_WORKERS);
    expect(await house.saw(/server-says/)).toBe(true);
    const steps = [...house.out().matchAll(/^ {2}(data folder|PostgreSQL|migrations|simulator|server) /gm)].map(
      ([, name]) => name,
    );
    expect(steps).toEqual(['data folder', 'PostgreSQL', 'migrations', 'simulator', 'server']);
    expect(house.out()).toMatch(new RegExp(`Ready: http://127.0.0.1:${port} .*\n(.*\n)*server-says`));
    expect(await until(() => children().length === 5, 10_000)).toBe(true);
    house.child.kill('SIGTERM');
    expect(await house.exit).toBe(0);
    expect(family()).toEqual([]);
    expect([existsSync(join(dataDir, 'lock.json')), existsSync(runFolder(dataDir))]).toEqual([false, false]);
  });

  it('refuses a second start on the same data folder, and the first goes on', async () => {
    const first = begin();
    await first.saw(/Ready/);
    const second = begin();
    expect(await second.exit).toBe(1);
    expect(second.out()).toMatch(/already runs on the data folder/);
    expect(isAlive(first.child.pid ?? 0)).toBe(true);
  });

  it('lets exactly one of two starts at the same moment through', async () => {
    const both = [begin(), begin()];
    const first = await Promise.race(both.map((house) => house.exit));
    expect(first).toBe(1);
    const winner = both.find(({ child }) => child.exitCode === null);
    expect(await winner?.saw(/Ready/)).toBe(true);
  });

  it('says which port is taken before it starts anything', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    const house = begin();
    const code = await house.exit;
    other.close();
    expect(code).toBe(1);
    expect(house.out()).toMatch(new RegExp(`Port ${port} on 127.0.0.1 is taken`));
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });

  it('restarts the child that was killed, and only that one', async () => {
    const house = begin(WITH_WORKERS);
    await house.saw(/server-says/);
    for (const name of ['simulator', 'server', 'live-1', 'sandbox-1', 'sandbox-2']) {
      expect(await until(() => children().length === 5, 10_000)).toBe(true);
      const before = children();
      const victim = noted(name) ?? 0;
      signal(victim, 'SIGKILL');
      expect(await until(() => children().length === 5 && !children().includes(victim), 10_000)).toBe(true);
      expect(before.filter((pid) => children().includes(pid))).toHaveLength(4);
    }
  });

  it('starts again after kill -9 of itself: its children leave, PostgreSQL is taken over, the simulator keeps its port', async () => {
    const killed = begin(WITH_WORKERS);
    await killed.saw(/server-says/);
    await until(() => children().length === 5, 10_000);
    const orphans = children();
    killed.child.kill('SIGKILL');
    const next = begin(WITH_WORKERS);
    expect(await next.saw(/server-says/)).toBe(true);
    expect(next.out()).toMatch(/taken over from an earlier run/);
    expect(orphans.filter(isAlive)).toEqual([]);
    expect(/simulator +port (\d+)/.exec(next.out())?.[1]).toBe(/simulator +port (\d+)/.exec(killed.out())?.[1]);
  });

  it('starts again after kill -9 of every process at once', async () => {
    const killed = begin(WITH_WORKERS);
    await killed.saw(/server-says/);
    killed.child.kill('SIGKILL');
    for (const pid of family()) signal(pid, 'SIGKILL');
    const next = begin();
    expect(await next.saw(/Ready/)).toBe(true);
  });

  it('leaves nothing running when the server does not come up, and shows its words', async () => {
    const house = begin({ TEST_SERVER: 'broken.ts' });
    expect(await house.exit).toBe(1);
    expect(house.out()).toMatch(/a fault of its own(.|\n)*The server did not start \(exit code 3\)/);
    expect(family()).toEqual([]);
  });

  it('ends at once on a second signal, even when the server does not want to', async () => {
    const house = begin({ TEST_SERVER: 'stubborn.ts' });
    await house.saw(/Ready/);
    house.child.kill('SIGTERM');
    await house.saw(/stopping/);
    const began = performance.now();
    house.child.kill('SIGTERM');
    expect(await house.exit).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(family()).toEqual([]);
  });

  it('stops cleanly when told to in the middle of the first start', async () => {
    const house = begin();
    await house.saw(/data folder/);
    house.child.kill('SIGTERM');
    await house.exit;
    expect(house.out()).not.toMatch(/Ready/);
    expect(family()).toEqual([]);
  });

  it('runs without a simulator when the sandbox is off', async () => {
    const house = begin({ SANDBOX: 'off' });
    expect(await house.saw(/Ready/)).toBe(true);
    expect(house.out()).not.toMatch(/simulator/);
  });

  it.runIf(isRoot)('runs as an ordinary user too', async () => {
    mkdirSync(dataDir, { mode: 0o700 });
    chownSync(dataDir, NOBODY, NOBODY);
    const house = begin({}, { uid: NOBODY, gid: NOBODY });
    expect(await house.saw(/Ready/)).toBe(true);
    house.child.kill('SIGTERM');
    expect(await house.exit).toBe(0);
    expect(family()).toEqual([]);
  });
});

function begin(env: Record<string, string> = {}, user: { uid?: number; gid?: number } = {}): House {
  const { DATABASE_URL: _elsewhere, ...inherited } = process.env;
  const child = spawn(process.execPath, [program], {
    ...user,
    env: { ...inherited, DATA_DIR: dataDir, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const out = () => text;
  const house = {
    child,
    exit,
    out,
    saw: (what: string | RegExp) => until(() => out().search(toRegExp(what)) >= 0, 30_000),
  };
  houses.push(house);
  return house;
}

function toRegExp(what: string | RegExp): RegExp {
  return typeof what === 'string' ? new RegExp(RegExp.escape(what)) : what;
}

/** Every process on this machine that was started by one of this test's houses: it names the data folder, or works in it. */
function family(): number[] {
  const database = join(dataDir, 'postgres', 'data');
  const ours = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && belongs(pid));
  return existsSync(database) ? [...ours, ...processesIn(database)] : ours;
}

function belongs(pid: number): boolean {
  const seen = ['environ', 'cmdline'].map((name) => {
    try {
      return readFileSync(`/proc/${pid}/${name}`, 'utf8');
    } catch {
      return '';
    }
  });
  return seen.some((text) => text.includes(dataDir) || text.includes(runFolder(dataDir))) && isAlive(pid);
}

/** Process ids of the children that are alive now, as the lock has them. */
function children(): number[] {
  return notes()
    .map(({ pid }) => pid)
    .filter(isAlive);
}

function noted(name: string): number | undefined {
  return notes().find((child) => child.name === name)?.pid;
}

function notes(): { name: string; pid: number }[] {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'lock.json'), 'utf8')).children;
  } catch {
    return [];
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
