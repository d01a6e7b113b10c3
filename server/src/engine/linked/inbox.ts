import type { Log } from '../../base/log.ts';
import { later } from '../../base/timer.ts';
import type { Inbound } from './protocol.ts';

/** Entries in one hand-over at most; several frames of a busy device are joined up to it. */
const batchMax = 256;

/** Pause between two hand-overs of one device: the first goes at once, and under load the next carry more for one commit. */
const restMs = 110;

export type Entry = { n: number; entry: Inbound };

/** Frames from one worker's journal. `taken` tells the worker that everything up to `n` may be forgotten; `gone`: it cannot be told any more. */
export type Arrival = { entries: Entry[]; taken: (upTo: number) => void; gone: () => boolean };

export type Inbox = {
  /** Queues entries of one device. They are handed over in order, one batch at a time. */
  push(device: string, arrival: Arrival): void;
  /** Forgets everything; what was not taken stays in the journals. */
  close(): void;
};

/**
 * Brings what arrived up to the rooms in order per device. The journal is told `taken` only when `deliver` has resolved,
 * which means that the entries are durable on our side; a batch that fails is tried again until it works or its worker is lost.
 */
export function createInbox(deliver: (device: string, entries: Inbound[]) => Promise<void>, log: Log): Inbox {
  const queues = new Map<string, Arrival[]>();
  const waits = new Set<() => void>();
  let closed = false;

  function push(device: string, arrival: Arrival): void {
    const queue = queues.get(device);
    if (queue) return void queue.push(arrival);
    queues.set(device, [arrival]);
    void pump(device, 0);
  }

  async function pump(device: string, failures: number): Promise<void> {
    const queue = queues.get(device);
    if (!queue || closed) return;
    const batch = nextBatch(queue);
    if (!batch) return void queues.delete(device);
    try {
      await deliver(
        device,
        batch.entries.map(({ entry }) => entry),
      );
    } catch (error) {
      log.warn('what arrived could not be stored yet', { error, device, attempt: failures + 1 });
      queue.unshift(batch);
      return again(device, Math.min(10_000, 100 * 2 ** Math.min(failures + 1, 10)), failures + 1);
    }
    const last = batch.entries.at(-1);
    if (last && !batch.gone()) batch.taken(last.n);
    again(device, restMs, 0);
  }

  function again(device: string, ms: number, failures: number): void {
    const stop = later(ms, () => {
      waits.delete(stop);
      void pump(device, failures);
    });
    waits.add(stop);
  }

  return {
    push,
    close() {
      closed = true;
      for (const stop of waits) stop();
      queues.clear();
    },
  };
}

/** Takes from the queue what can be handed over together; entries of a lost worker are skipped, the next one sends them again. */
function nextBatch(queue: Arrival[]): Arrival | undefined {
  while (queue[0]?.gone()) queue.shift();
  const first = queue.shift();
  if (!first) return undefined;
  const entries = [...first.entries];
  while (queue[0] && queue[0].taken === first.taken && entries.length + queue[0].entries.length <= batchMax) {
    entries.push(...(queue.shift()?.entries ?? []));
  }
  return { ...first, entries };
}
