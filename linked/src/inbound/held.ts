import { createHash } from 'node:crypto';
import type { Inbound } from '../../../server/src/engine/linked/protocol.ts';
import type { SessionStore, Unit } from '../store/session-store.ts';
import type { Journal } from './journal.ts';

type Held = { dueMs: number; entry: Inbound };

/**
 * Messages that could not be read yet. Their senders are asked for them again; only when nothing readable came in time
 * is the server told that there was a message.
 */
export type HeldMessages = {
  /** Takes up what an earlier opening left. */
  start(): Promise<void>;
  /** Durable when it resolves. */
  hold(hash: string, entry: Inbound): Promise<void>;
  /** Within the unit that journals the readable message. */
  forget(unit: Unit, hash: string): void;
  stop(): void;
};

export function createHeldMessages(store: SessionStore, journal: Journal, waitMs: number): HeldMessages {
  const timers = new Map<string, NodeJS.Timeout>();

  const schedule = (hash: string, dueMs: number): void => {
    clearTimeout(timers.get(hash));
    // A store that is lost meanwhile keeps the row; the next opening takes it up.
    timers.set(
      hash,
      setTimeout(() => void release(hash).catch(() => {}), Math.max(0, dueMs - Date.now())),
    );
  };

  const release = async (hash: string): Promise<void> => {
    timers.delete(hash);
    const told = await store.unit(async (unit) => {
      const held = (await unit.get('held', [hash]))[hash];
      if (!isHeld(held)) return undefined;
      const n = journal.next();
      unit.set('held', hash, null);
      unit.journal(n, held.entry);
      unit.saw(toldOf(hash));
      return { n, entry: held.entry };
    });
    if (told) journal.durable(told.n, told.entry);
  };

  return {
    start: async () => {
      const { workspace, session } = store.writer;
      const { rows } = await store.reader.query<{ id: string }>(
        `select id from wa_keys where workspace_id = $1 and session_id = $2 and type = 'held'`,
        [workspace, session],
      );
      for (const { id } of rows) {
        const held = (await store.get('held', [id]))[id];
        if (isHeld(held)) schedule(id, held.dueMs);
      }
    },
    hold: async (hash, entry) => {
      // A second copy may be as unreadable as the first; the server hears of it once.
      if (timers.has(hash) || (await store.seen([toldOf(hash)])).size > 0) return;
      const dueMs = Date.now() + waitMs;
      schedule(hash, dueMs);
      await store.set({ held: { [hash]: { dueMs, entry } } });
    },
    forget: (unit, hash) => {
      if (!timers.has(hash)) return;
      clearTimeout(timers.get(hash));
      timers.delete(hash);
      unit.set('held', hash, null);
    },
    stop: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

function toldOf(hash: string): Buffer {
  return createHash('sha256').update('told').update(hash).digest().subarray(0, 16);
}

// Only this file writes the type `held`, and the seal authenticates it.
function isHeld(value: unknown): value is Held {
  return typeof value === 'object' && value !== null && 'dueMs' in value && 'entry' in value;
}
