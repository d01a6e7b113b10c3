import { setTimeout as wait } from 'node:timers/promises';

/** Runs `run` once after `ms`; the returned function stops it. A waiting timer does not keep the process alive. */
export function later(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  timer.unref();
  return () => clearTimeout(timer);
}

/** Runs `run` every `ms` until the returned function is called. It does not keep the process alive. */
export function every(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  timer.unref();
  return () => clearInterval(timer);
}

/** Resolves after `ms`, or early when `signal` fires. */
export async function delay(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, { ref: false, ...(signal ? { signal } : {}) }).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });
}

/** Milliseconds on a clock that never jumps, for measuring how long something took. */
export function monotonicMs(): number {
  return performance.now();
}
