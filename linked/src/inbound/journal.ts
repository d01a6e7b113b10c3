import { type Inbound, inboundInFlightMax } from '../../../server/src/engine/linked/protocol.ts';
import type { SessionStore } from '../store/session-store.ts';

type Numbered = { n: number; entry: Inbound };

/** What arrived and the server has not taken: numbers for new entries, and their delivery in order with credit. */
export type Journal = {
  /** The number for an entry that is about to be written; call it inside the unit of work that writes it. */
  next(): number;
  /** The last number given; a journal that follows on this one in the same opening goes on from here. */
  last(): number;
  /** Tells of an entry that is durable now. */
  durable(n: number, entry: Inbound): void;
  /** Hands over from the first entry that was not taken, on a new connection to the server. */
  restart(): void;
  took(upTo: number): void;
  empty(): boolean;
  stop(): void;
};

/** How many entries are kept in memory; what is beyond stays on disk until there is credit for it. */
const heldMax = 4 * inboundInFlightMax;

/** Nobody waits for this; it goes with what is written anyway. */
const patienceMs = 50;

/**
 * Numbers start above everything an earlier opening used, because the epoch is their upper half.
 * `say` returns false while nobody listens.
 */
export function createJournal(
  store: SessionStore,
  say: (entries: Numbered[]) => boolean,
  numberedUpTo: number,
): Journal {
  let last = Math.max(store.writer.epoch * 2 ** 24, numberedUpTo);
  let held: Numbered[] = [];
  let said = 0;
  let onDisk = true;
  let loading = false;
  let missed = false;
  let expected = last + 1;
  const early = new Map<number, Inbound>();
  let stopped = false;

  const pump = (): void => {
    if (stopped) return;
    const batch = held.slice(said, inboundInFlightMax);
    if (batch.length > 0 && say(batch)) said += batch.length;
    if (onDisk && held.length < inboundInFlightMax) void refill();
  };

  const refill = async (): Promise<void> => {
    if (loading || stopped) return;
    loading = true;
    try {
      const after = held.at(-1)?.n ?? 0;
      const rows = await read(store, after);
      // What became durable meanwhile is among the rows or still comes after them.
      const known = held.at(-1)?.n ?? 0;
      held.push(...rows.filter((row) => row.n > known));
      onDisk = missed || rows.length === inboundInFlightMax;
      missed = false;
    } catch {
      // The store is lost; the session is opened anew and its journal with it.
      stopped = true;
    } finally {
      loading = false;
    }
    pump();
  };

  const keep = (item: Numbered): void => {
    if (loading) missed = true;
    else if (onDisk || held.length >= heldMax) onDisk = true;
    else held.push(item);
  };

  return {
    next: () => {
      last += 1;
      return last;
    },
    last: () => last,
    durable: (n, entry) => {
      // Those who wait for one commit wake in any order; the server must hear them in the order of their numbers.
      early.set(n, entry);
      for (let next = early.get(expected); next; next = early.get(expected)) {
        early.delete(expected);
        keep({ n: expected, entry: next });
        expected += 1;
      }
      pump();
    },
    restart: () => {
      said = 0;
      pump();
    },
    took: (upTo) => {
      const kept = held.findIndex((item) => item.n > upTo);
      const gone = kept === -1 ? held.length : kept;
      held = held.slice(gone);
      said = Math.max(0, said - gone);
      store.write({ took: upTo }, patienceMs).catch(() => {});
      pump();
    },
    empty: () => !onDisk && held.length === 0,
    stop: () => {
      stopped = true;
    },
  };
}

async function read(store: SessionStore, after: number): Promise<Numbered[]> {
  const { workspace, session } = store.writer;
  const { rows } = await store.reader.query<{ n: string; entry: Buffer }>({
    name: 'journal',
    text: `select n, entry from wa_journal where workspace_id = $1 and session_id = $2 and n > $3 order by n limit $4`,
    values: [workspace, session, after, inboundInFlightMax],
  });
  return rows.map(({ n, entry }) => ({
    n: Number(n),
    entry: JSON.parse(store.unseal('wa_journal', n, entry).toString()),
  }));
}
