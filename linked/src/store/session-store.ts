import type { SignalDataSet } from 'baileys';
import type pg from 'pg';
import { type SealingKey, seal, unseal } from '../../../server/src/base/seal.ts';
import type { Committer } from './committer.ts';
import type { KeyCache } from './key-cache.ts';
import { createLock } from './lock.ts';
import { StoreLost } from './problem.ts';
import { decodeValue, encodeValue } from './value.ts';
import { breakWriter, type Write, type Writer } from './write.ts';

/** What one unit of work reads and changes; nothing is written unless the unit succeeds, and then all of it at once. */
export type Unit = {
  get(type: string, ids: string[]): Promise<Record<string, unknown>>;
  set(type: string, id: string, value: unknown): void;
  journal(n: number, entry: unknown): void;
  saw(hash: Buffer, plain?: Uint8Array): void;
};

/** The durable state of one opened session. Every method rejects with `StoreLost` once anything has failed. */
export type SessionStore = {
  readonly writer: Writer;
  get(type: string, ids: string[]): Promise<Record<string, unknown>>;
  /** Durable when it resolves, together with everything the session asked for before. */
  set(data: SignalDataSet | Record<string, Record<string, unknown>>): Promise<void>;
  /**
   * Runs work alone within the session; durable when it resolves. Work that throws leaves no trace.
   * With patience it may wait that many milliseconds for others to share its commit.
   */
  unit<T>(work: (unit: Unit) => Promise<T>, patienceMs?: number): Promise<T>;
  /** Writes outside any unit; in order with the others. */
  write(write: Write, patienceMs?: number): Promise<void>;
  /** The plaintext stored with a ciphertext, an empty buffer for other known hashes, by hash in hex. */
  seen(hashes: Buffer[]): Promise<Map<string, Buffer>>;
  seal(thing: string, id: string, plain: Uint8Array): Buffer;
  unseal(thing: string, id: string, sealed: Buffer): Buffer;
  reader: pg.Pool;
};

export type StoreDeps = { committer: Committer; reader: pg.Pool; cache: KeyCache; key: SealingKey; writer: Writer };

let storesMade = 0;

export function createSessionStore({ committer, reader, cache, key, writer }: StoreDeps): SessionStore {
  storesMade += 1;
  // The number keeps a reopened session from meeting cached values of its earlier life.
  const prefix = `${storesMade}/`;
  const exclusive = createLock();
  const pending = new Map<string, { value: Buffer | null; waiting: number }>();
  let changes = 0;

  const about = (thing: string, id: string) => `${writer.workspace}/${thing}/${writer.session}/${id}`;
  const lost = (cause: unknown): StoreLost =>
    breakWriter(writer, new StoreLost('the store could not be read', { cause }));

  const read = async (type: string, ids: string[]): Promise<Record<string, unknown>> => {
    if (writer.broken) throw writer.broken;
    const found: Record<string, unknown> = {};
    const missing: string[] = [];
    for (const id of ids) {
      const name = `${type}/${id}`;
      const value = pending.has(name) ? pending.get(name)?.value : cache.get(prefix + name);
      if (value) found[id] = decodeValue(value, type);
      else if (value === undefined) missing.push(id);
    }
    if (missing.length === 0) return found;
    const before = changes;
    const rows = await load(type, missing).catch((cause) => {
      throw lost(cause);
    });
    for (const id of missing) {
      const value = rows.get(id) ?? null;
      if (value) found[id] = decodeValue(value, type);
      // A value that was read while something was written may be older than what was written.
      if (before === changes) remember(`${type}/${id}`, value);
    }
    return found;
  };

  const remember = (name: string, value: Buffer | null): void => {
    // One-time keys come by the hundred and are looked at once.
    if (!name.startsWith('pre-key/')) cache.set(prefix + name, value);
  };

  const isCurrent = (name: string, plain: Buffer | null): boolean => {
    const value = pending.has(name) ? pending.get(name)?.value : cache.get(prefix + name);
    return value ? plain?.equals(value) === true : value === plain;
  };

  const load = async (type: string, ids: string[]): Promise<Map<string, Buffer>> => {
    const { rows } = await reader.query<{ id: string; value: Buffer }>({
      name: 'keys',
      text: 'select id, value from wa_keys where workspace_id = $1 and session_id = $2 and type = $3 and id = any($4)',
      values: [writer.workspace, writer.session, type, ids],
    });
    return new Map(rows.map((row) => [row.id, unseal(key, about(`wa_keys.${type}`, row.id), row.value)]));
  };

  /** Shows the new values to later readers of this session at once and to the cache when they are durable. */
  const publish = async (values: Map<string, Buffer | null>, write: Write, patienceMs: number): Promise<void> => {
    changes += 1;
    for (const [name, value] of values) pending.set(name, { value, waiting: (pending.get(name)?.waiting ?? 0) + 1 });
    try {
      await committer.commit(writer, write, patienceMs);
    } finally {
      changes += 1;
      for (const name of values.keys()) {
        const entry = pending.get(name);
        if (!entry) continue;
        entry.waiting -= 1;
        if (entry.waiting > 0) continue;
        pending.delete(name);
        if (!writer.broken) remember(name, entry.value);
      }
    }
  };

  const unit = async <T>(work: (unit: Unit) => Promise<T>, patienceMs = 0): Promise<T> => {
    let durable: Promise<void> | undefined;
    const result = await exclusive(async () => {
      if (writer.broken) throw writer.broken;
      const changed = new Map<string, { type: string; id: string; plain: Buffer | null }>();
      const write: Required<Pick<Write, 'journal' | 'seen'>> = { journal: [], seen: [] };
      const done = await work({
        get: async (type, ids) => {
          const own: Record<string, unknown> = {};
          const others = ids.filter((id) => {
            const mine = changed.get(`${type}/${id}`);
            if (mine?.plain) own[id] = decodeValue(mine.plain, type);
            return !mine;
          });
          return others.length === 0 ? own : { ...(await read(type, others)), ...own };
        },
        set: (type, id, value) => {
          const plain = value === null || value === undefined ? null : encodeValue(value, type);
          changed.set(`${type}/${id}`, { type, id, plain });
        },
        journal: (n, entry) => {
          write.journal.push({
            n,
            entry: seal(key, about('wa_journal', String(n)), Buffer.from(JSON.stringify(entry))),
          });
        },
        saw: (hash, plain) => {
          write.seen.push({ hash, plain: plain ? seal(key, about('wa_seen', hash.toString('hex')), plain) : null });
        },
      });
      // Some of the library's reads turn a failing store into "nothing there"; such a result must not be used.
      if (writer.broken) throw writer.broken;
      const asked = changed.size + write.journal.length + write.seen.length;
      for (const [name, { plain }] of changed) if (isCurrent(name, plain)) changed.delete(name);
      // What was asked for but is there already still waits its turn: it may not be durable yet.
      if (asked > 0) {
        const keys = [...changed.values()].map(({ type, id, plain }) => ({
          type,
          id,
          value: plain && seal(key, about(`wa_keys.${type}`, id), plain),
        }));
        durable = publish(
          new Map([...changed].map(([name, { plain }]) => [name, plain])),
          { ...write, keys },
          patienceMs,
        );
        durable.catch(() => {});
      }
      return done;
    });
    // Outside the lock: the next unit may already compute, on top of this one, while both wait for the disk.
    await durable;
    return result;
  };

  return {
    writer,
    reader,
    get: read,
    unit,
    set: async (data) => {
      await unit(async (changes) => {
        for (const [type, values] of Object.entries(data)) {
          for (const [id, value] of Object.entries(values ?? {})) changes.set(type, id, value);
        }
      });
    },
    write: (write, patienceMs) => committer.commit(writer, write, patienceMs),
    seen: async (hashes) => {
      if (writer.broken) throw writer.broken;
      const { rows } = await reader
        .query<{ hash: Buffer; plain: Buffer | null }>({
          name: 'seen',
          text: 'select hash, plain from wa_seen where workspace_id = $1 and session_id = $2 and hash = any($3)',
          values: [writer.workspace, writer.session, hashes],
        })
        .catch((cause) => {
          throw lost(cause);
        });
      return new Map(
        rows.map(({ hash, plain }) => {
          const hex = hash.toString('hex');
          return [hex, plain ? unseal(key, about('wa_seen', hex), plain) : Buffer.alloc(0)];
        }),
      );
    },
    seal: (thing, id, plain) => seal(key, about(thing, id), plain),
    unseal: (thing, id, sealed) => unseal(key, about(thing, id), sealed),
  };
}
