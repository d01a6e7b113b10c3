import { type ChildProcess, fork } from 'node:child_process';

/** A real worker process. */
export type WorkerProcess = {
  pid: number;
  /** Resolves when it says that it is ready. */
  ready: Promise<void>;
  /** Resolves with how it ended. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  kill(signal: NodeJS.Signals): void;
  disconnect(): void;
  output(): string;
};

export type WorkerEnvironment = Record<string, string>;

export function startWorkerProcess(env: WorkerEnvironment): WorkerProcess {
  const child: ChildProcess = fork(new URL('../src/main.ts', import.meta.url), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    pid: child.pid ?? 0,
    ready: new Promise((resolve) => child.once('message', () => resolve())),
    exited: new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal }))),
    kill: (signal) => child.kill(signal),
    disconnect: () => child.disconnect(),
    output: () => output,
  };
}
