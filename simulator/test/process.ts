import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type SimulatorProcess = {
  port: number;
  child: ChildProcess;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
};

const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** The simulator as the supervisor runs it: a process of its own that gets everything by environment. */
export async function startProcess(
  env: Record<string, string>,
  options: { ipc?: boolean } = {},
): Promise<SimulatorProcess> {
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, ...env },
    stdio: options.ipc ? ['ignore', 'pipe', 'inherit', 'ipc'] : ['ignore', 'pipe', 'inherit'],
  });
  // What the program says by contract: over its channel, or else as its first line.
  const { port } = (options.ipc ? (await once(child, 'message'))[0] : JSON.parse(await firstLine(child))) as {
    port: number;
  };
  return {
    port,
    child,
    async kill(signal) {
      const ended = once(child, 'exit');
      child.kill(signal);
      const [code] = await ended;
      return typeof code === 'number' ? code : null;
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.once('exit', (code) => reject(new Error(`The simulator ended with ${code} before it was ready`)));
  });
}
