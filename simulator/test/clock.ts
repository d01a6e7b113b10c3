import type { Clock } from '../src/clock.ts';

/** Real time that can be moved forward: what became due then happens at once. */
export function createMovableClock(): Clock & { advance(ms: number): void } {
  type Waiting = { due: number; run: () => void; timer: NodeJS.Timeout };
  const waiting = new Set<Waiting>();
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const start = (due: number, fire: () => void) => setTimeout(fire, Math.min(Math.max(due - now(), 0), 2 ** 31 - 1));

  return {
    now,
    after(ms, run) {
      const entry: Waiting = { due: now() + ms, run, timer: start(now() + ms, () => fire(entry)) };
      waiting.add(entry);
      return () => {
        clearTimeout(entry.timer);
        waiting.delete(entry);
      };
    },
    stop() {
      for (const { timer } of waiting) clearTimeout(timer);
      waiting.clear();
    },
    advance(ms) {
      ahead += ms;
      for (const entry of waiting) {
        clearTimeout(entry.timer);
        entry.timer = start(entry.due, () => fire(entry));
      }
    },
  };

  function fire(entry: Waiting) {
    waiting.delete(entry);
    entry.run();
  }
}
