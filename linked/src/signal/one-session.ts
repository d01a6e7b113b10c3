import type { Unit } from '../store/session-store.ts';

// What libsignal serialises a record to, as far as it matters here; the store keeps what it was given.
type StoredRecord = { _sessions: Record<string, { indexInfo: { used?: number } }>; version: string };

/**
 * Opens a ciphertext with one session of its sender after the other, the last used first. libsignal does that itself, but
 * in place: a session that the ciphertext does not belong to has turned its ratchet before it finds out, and would be
 * stored so together with the one that fits. So each try sees a record of a single session, and only the one that
 * worked leaves anything behind.
 */
export async function withOneSession<T>(unit: Unit, open: (unit: Unit) => Promise<T>): Promise<T> {
  for (let at = 0; ; at += 1) {
    const trial = trialOf(unit, at);
    try {
      const opened = await open(trial.unit);
      trial.keep();
      return opened;
    } catch (problem) {
      if (!trial.hasNext()) throw problem;
    }
  }
}

function trialOf(unit: Unit, at: number): { unit: Unit; keep(): void; hasNext(): boolean } {
  const records = new Map<string, StoredRecord>();
  const writes: { type: string; id: string; value: unknown }[] = [];
  return {
    unit: {
      ...unit,
      get: async (type, ids) => {
        const found = await unit.get(type, ids);
        if (type !== 'session') return found;
        return Object.fromEntries(
          Object.entries(found).map(([id, value]) => {
            if (!isRecord(value)) return [id, value];
            records.set(id, value);
            return [id, only(value, at)];
          }),
        );
      },
      set: (type, id, value) => {
        writes.push({ type, id, value });
      },
    },
    keep: () => {
      for (const { type, id, value } of writes) {
        const whole = type === 'session' ? records.get(id) : undefined;
        unit.set(type, id, whole && isRecord(value) ? merged(whole, value) : value);
      }
    },
    hasNext: () => [...records.values()].some(({ _sessions }) => at + 1 < Object.keys(_sessions).length),
  };
}

function only(record: StoredRecord, at: number): StoredRecord {
  const byUse = Object.entries(record._sessions).sort(
    ([, a], [, b]) => (b.indexInfo.used ?? 0) - (a.indexInfo.used ?? 0),
  );
  return { ...record, _sessions: Object.fromEntries(byUse.slice(at, at + 1)) };
}

function merged(whole: StoredRecord, advanced: StoredRecord): StoredRecord {
  return { ...whole, _sessions: { ...whole._sessions, ...advanced._sessions } };
}

function isRecord(value: unknown): value is StoredRecord {
  return typeof value === 'object' && value !== null && '_sessions' in value;
}
