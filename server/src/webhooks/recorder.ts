import { delay } from '../base/timer.ts';

/** Collects results and writes those that come within a few milliseconds in one transaction. */
export type Recorder<T> = {
  add(item: T): void;
  /** How many are not written yet. */
  pending(): number;
  /** Resolves when everything added so far is written. */
  flushed(): Promise<void>;
};

export type RecorderOptions<T> = {
  write: (items: T[]) => Promise<void>;
  /** A write failed; the items stay and are written again after a second. */
  onError: (error: unknown) => void;
  gatherMs?: number;
};

const batchMax = 500;
const againMs = 1_000;

export function createRecorder<T>({ write, onError, gatherMs = 5 }: RecorderOptions<T>): Recorder<T> {
  let items: T[] = [];
  let writing: Promise<void> | undefined;

  async function run(): Promise<void> {
    await delay(gatherMs);
    while (items.length > 0) {
      const batch = items.slice(0, batchMax);
      try {
        await write(batch);
        items = items.slice(batch.length);
      } catch (error) {
        onError(error);
        await delay(againMs);
      }
    }
    writing = undefined;
  }

  return {
    add(item) {
      items.push(item);
      writing ??= run();
    },
    pending: () => items.length,
    async flushed() {
      await writing;
    },
  };
}
