import { later } from '../../base/timer.ts';
import type { SendOutcome } from './protocol.ts';

/** How long a worker may take to tell what became of a message, in milliseconds; then it counts as unknown. */
const outcomeMsMax = 90_000;

type Waiting = { device: string; settle: (outcome: SendOutcome) => void };

export type Sends = {
  /** Waits for the outcome of one hand-over. A second one with the same ref while the first is under way is put off. */
  wait(device: string, ref: string): Promise<SendOutcome> | undefined;
  settle(device: string, ref: string, outcome: SendOutcome): void;
  /** The worker was lost after these were handed over: nobody can tell whether they went out. */
  lose(device: string, reason: string): void;
  count(): number;
};

/** Which hand-overs are under way, per device. */
export function createSends(): Sends {
  const waiting = new Map<string, Waiting>();
  const keyOf = (device: string, ref: string) => `${device}:${ref}`;

  function finish(key: string, outcome: SendOutcome): void {
    const found = waiting.get(key);
    waiting.delete(key);
    found?.settle(outcome);
  }

  return {
    wait(device, ref) {
      const key = keyOf(device, ref);
      if (waiting.has(key)) return undefined;
      return new Promise((resolve) => {
        const stop = later(outcomeMsMax, () => finish(key, { kind: 'unknown', reason: 'no outcome in time' }));
        waiting.set(key, {
          device,
          settle(outcome) {
            stop();
            resolve(outcome);
          },
        });
      });
    },
    settle: (device, ref, outcome) => finish(keyOf(device, ref), outcome),
    lose(device, reason) {
      for (const [key, found] of waiting) if (found.device === device) finish(key, { kind: 'unknown', reason });
    },
    count: () => waiting.size,
  };
}
