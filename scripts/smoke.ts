import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './run/step.ts';

// Does what the README says, in a fresh data folder: npm start, npm run demo, then SIGTERM; nothing may be left running.

const folder = mkdtempSync(join(tmpdir(), 'wz-smoke-'));
// As root the embedded PostgreSQL runs as another user, who must be able to pass through.
chmodSync(folder, 0o711);
const dataDir = join(folder, 'data');
const port = await freePort();
const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: '' };
const base = `http://127.0.0.1:${port}`;
const began = performance.now();

const started = npm(['start']);
try {
  await until('the server is ready', 90_000, async () => (await fetch(`${base}/readyz`)).ok);
  told('npm start is ready');
  const demo = npm(['run', 'demo']);
  const code = await exit(demo, 120_000, 'npm run demo');
  if (code !== 0) throw new Error(`npm run demo ended with exit code ${code}`);
  told('npm run demo has ended well');
  started.kill('SIGTERM');
  const stopCode = await exit(started, 40_000, 'npm start after SIGTERM');
  told(`npm start has ended (${stopCode})`);
  await until('every process has ended', 5_000, async () => left().length === 0);
  told('no process is left');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  for (const { pid, command } of left()) console.error(`left running: ${pid} ${command}`);
  process.exitCode = 1;
} finally {
  for (const { pid } of left()) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
process.exit();

function npm(args: string[]): ChildProcess {
  return spawn('npm', args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
}

async function exit(child: ChildProcess, msMax: number, what: string): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const late = wait(msMax, 'late' as const, { ref: false });
    if ((await Promise.race([once(child, 'exit'), late])) === 'late')
      throw new Error(`${what} took longer than ${msMax / 1000} s`);
  }
  return child.exitCode;
}

async function until(what: string, msMax: number, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + msMax;
  while (!(await holds().catch(() => false))) {
    if (performance.now() > deadline) throw new Error(`waited ${msMax / 1000} s in vain until ${what}`);
    if (started.exitCode !== null && started.exitCode !== 0)
      throw new Error(`npm start ended with ${started.exitCode}`);
    await wait(100);
  }
}

/** Processes that know this run's data folder, by their environment or their arguments. */
function left(): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
    .map((pid) => ({ pid, command: proc(pid, 'cmdline'), environment: proc(pid, 'environ') }))
    .filter(({ command, environment }) => command.includes(folder) || environment.includes(folder));
}

function proc(pid: number, file: string): string {
  try {
    return existsSync(`/proc/${pid}/${file}`)
      ? readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ').trim()
      : '';
  } catch {
    // It ended while we looked.
    return '';
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  return address.port;
}

function told(line: string): void {
  console.log(`smoke: ${line} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
}
