import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often the heap is looked at, in milliseconds. */
const everyMs = 5_000;

/** Heap that is held but not used, from which on it is given back, in bytes. */
const slackBytes = 32 * 1024 * 1024;

/** Share of the time since the last look that the process may have been busy and still count as idle. */
const busyMax = 0.2;

/**
 * Gives memory back to the system when a worker is idle again. Linking a device makes hundreds of keys at once, and V8
 * keeps the room they took for as long as nothing presses it.
 */
export function tidyHeap(): void {
  setFlagsFromString('--expose-gc');
  // The only way to reach the collector without a flag on the command line.
  const collect = runInNewContext('gc') as (options: object) => void;
  let last = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    const { heapTotal, heapUsed } = process.memoryUsage();
    if (utilization < busyMax && heapTotal - heapUsed > slackBytes)
      collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }, everyMs);
  timer.unref();
}
