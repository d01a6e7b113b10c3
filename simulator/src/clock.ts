/** Time as the simulator sees it: one place to read it and one place where waiting ends when the process drains. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `run` once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, run: () => void): () => void;
  stop(): void;
};

const longestTimerMs = 2 ** 31 - 1;

export function createClock(): Clock {
  const waiting = new Set<NodeJS.Timeout>();
  return {
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(
        () => {
          waiting.delete(timer);
          run();
        },
        Math.min(Math.max(ms, 0), longestTimerMs),
      );
      waiting.add(timer);
      return () => {
        clearTimeout(timer);
        waiting.delete(timer);
      };
    },
    stop() {
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
}
