import { delay } from '../base/timer.ts';

/** Wakes one loop. A ring while nobody waits is kept, so that none is lost. */
export type Alarm = { ring(): void; wait(msMax: number): Promise<void> };

export function createAlarm(): Alarm {
  let isRung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      isRung = true;
      wake?.();
    },
    async wait(msMax) {
      if (!isRung) {
        const early = new AbortController();
        wake = () => early.abort();
        await delay(msMax, early.signal);
        wake = undefined;
      }
      isRung = false;
    },
  };
}
