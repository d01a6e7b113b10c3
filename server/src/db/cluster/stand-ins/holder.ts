import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { until } from '../connect.ts';
import { isAlive, processesIn, signal } from '../process.ts';

type Held = { pid: number; adopted: boolean; folder: string; url: string; child: ChildProcess };

/** Folders for one test, removed at its end together with every PostgreSQL in them. */
export type Ground = AsyncDisposable & {
  root: string;
  dataDir: string;
  runDir: string;
  /** Starts a process that runs the cluster of `dataDir`, as `uid` when given; resolves when it is ready. */
  hold: (as?: { uid: number }) => Promise<Held>;
};

export const isRoot = process.getuid?.() === 0;
export const NOBODY = { uid: 65_534 };

export function makeGround(dataDir = 'data'): Ground {
  const root = mkdtempSync(join(tmpdir(), 'wz-ground-'));
  chmodSync(root, 0o711);
  const ground = { root, dataDir: join(root, dataDir), runDir: join(root, 'r') };
  mkdirSync(ground.runDir, { mode: 0o711 });
  const held: Held[] = [];
  return {
    ...ground,
    async hold(as) {
      const one = await start(ground.dataDir, ground.runDir, as);
      held.push(one);
      return one;
    },
    async [Symbol.asyncDispose]() {
      for (const { child, pid } of held) {
        child.kill('SIGKILL');
        if (isAlive(pid)) signal(pid, 'SIGQUIT');
      }
      for (const { folder } of held) {
        await until(() => processesIn(join(folder, 'data')).length === 0, 5_000);
        rmSync(folder, { recursive: true, force: true });
      }
      rmSync(root, { recursive: true, force: true });
    },
  };
}

const program = fileURLToPath(new URL('hold.ts', import.meta.url));

async function start(dataDir: string, runDir: string, as?: { uid: number }): Promise<Held> {
  const user = as === undefined ? {} : { uid: as.uid, gid: as.uid };
  const child = spawn(process.execPath, [program, dataDir, runDir], {
    ...user,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => {
    complaint += text.toString();
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const said = Said.parse(JSON.parse(line));
    if (said.ready) return { ...said.ready, child };
  }
  throw new Error(`the cluster did not start: ${complaint}`);
}

const Said = z.object({
  ready: z.object({ pid: z.number(), adopted: z.boolean(), folder: z.string(), url: z.string() }).optional(),
});
