import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** One thing to run: a name to read, and a command with its arguments. `node` means the Node that runs this script. */
export type Step = { name: string; command: string[]; minutesMax?: number; env?: Record<string, string> };

/** How it ended. `output` is standard output and error in the order they came. */
export type Ended = { step: Step; ok: boolean; seconds: number; output: string; why?: string };

export const root = resolve(import.meta.dirname, '../..');

/** Runs a step to its end, never longer than `minutesMax` (10 by default); a step that outlives it is killed and has failed. */
export async function runStep(step: Step, onOutput?: (text: string) => void): Promise<Ended> {
  const began = performance.now();
  const [program = '', ...args] = step.command;
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', ...step.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  const take = (chunk: Buffer): void => {
    chunks.push(chunk.toString());
    onOutput?.(chunk.toString());
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const minutes = step.minutesMax ?? 10;
  const clock = AbortSignal.timeout(minutes * 60_000);
  clock.addEventListener('abort', () => child.kill('SIGKILL'));
  const why = await new Promise<string | undefined>((settle) => {
    child.once('error', (error) => settle(error.message));
    child.once('close', (code, signal) =>
      settle(code === 0 ? undefined : signal ? `killed by ${signal}` : `exit code ${code}`),
    );
  });
  const seconds = (performance.now() - began) / 1000;
  const said = clock.aborted ? `longer than ${minutes} minutes` : why;
  return {
    step,
    ok: said === undefined,
    seconds,
    output: chunks.join(''),
    ...(said === undefined ? {} : { why: said }),
  };
}

/** Runs steps, `width` at a time, and tells each as it ends; the order of results is the order of steps. */
export async function runSteps(steps: Step[], width: number, onEnd: (ended: Ended) => void): Promise<Ended[]> {
  const results: Ended[] = [];
  const waiting = steps.map((step, place) => ({ step, place }));
  const runner = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const ended = await runStep(next.step);
      results[next.place] = ended;
      onEnd(ended);
    }
  };
  await Promise.all(Array.from({ length: width }, runner));
  return results;
}
