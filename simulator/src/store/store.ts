import pg from 'pg';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Batch, commitBatch, emptyBatch, putRow, type RowOptions, removeRow, type Sighting } from './batch.ts';
import { migrate } from './migrate.ts';
import type { Table, Value } from './tables.ts';

/**
 * Write-through storage with group commit: changes of a few milliseconds share one transaction, and whatever the
 * outside may learn from them waits in `after` until that transaction has committed.
 */
export type Store = {
  put(table: Table, row: readonly Value[], options?: RowOptions): void;
  /** Like `put`, but asks for the values after the key only when the row is written. */
  putLate(table: Table, key: readonly Value[], rest: () => readonly Value[], options?: RowOptions): void;
  remove(table: Table, key: readonly Value[]): void;
  sight(sighting: Sighting): void;
  /** Runs `effect` once everything put so far is durable; effects keep their order. */
  after(effect: () => void): void;
  /** Resolves once everything put so far is durable. */
  committed(): Promise<void>;
  /** Reads what is committed; bigints arrive as numbers. */
  read<Row extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<Row[]>;
  /** Writes outside the group commit, for rare and large deletions. */
  write(sql: string, values: unknown[]): Promise<void>;
  stop(): Promise<void>;
};

const gatherMs = 2;
const firstRetryMs = 50;
const longestRetryMs = 2_000;
/** Only one process may write a simulator's schema: two would each trust their own memory. */
const writerLock = 7_236_002;
const bigintOid = 20;

/** Connects, migrates, and waits until no other simulator writes to this database. */
export async function openStore(
  url: string,
  deps: { clock: Clock; log: Log; onFatal(error: Error): void },
): Promise<Store> {
  let writer = await openWriter(url);
  const readers = new pg.Pool({ connectionString: url, max: 3, types: numbersForBigints() });
  readers.on('error', (error) => deps.log.error('store.reader_lost', error));
  let batch = emptyBatch();
  let scheduled = false;
  let idle: Promise<void> = Promise.resolve();
  let stopped = false;

  const schedule = () => {
    if (scheduled || stopped) return;
    scheduled = true;
    idle = new Promise((resolve) => {
      deps.clock.after(gatherMs, () => void drain().then(resolve));
    });
  };

  return {
    put(table, row, options) {
      const width = table.key.length;
      putRow(batch, table, {
        key: row.slice(0, width),
        rest: () => row.slice(width),
        fresh: options?.fresh ?? false,
      });
      schedule();
    },
    putLate(table, key, rest, options) {
      putRow(batch, table, { key, rest, fresh: options?.fresh ?? false });
      schedule();
    },
    remove(table, key) {
      removeRow(batch, table, key);
      schedule();
    },
    sight(sighting) {
      batch.sightings.push(sighting);
      schedule();
    },
    after(effect) {
      batch.effects.push(effect);
      schedule();
    },
    committed() {
      return new Promise((resolve) => {
        batch.effects.push(resolve);
        schedule();
      });
    },
    read: async (sql, values) => (await readers.query(sql, values)).rows,
    write: async (sql, values) => {
      await readers.query(sql, values);
    },
    async stop() {
      while (scheduled) await idle;
      stopped = true;
      await writer.end().catch(() => {});
      await readers.end();
    },
  };

  async function drain(): Promise<void> {
    const current = batch;
    batch = emptyBatch();
    const reused = await commitUntilDone(current);
    scheduled = false;
    for (const effect of current.effects) run(effect);
    for (const sighting of reused) run(() => sighting.onReuse());
    if (hasWork(batch)) schedule();
  }

  async function commitUntilDone(current: Batch): Promise<Sighting[]> {
    for (let waitMs = firstRetryMs; ; waitMs = Math.min(waitMs * 2, longestRetryMs)) {
      try {
        return await commitBatch(writer, current);
      } catch (error) {
        if (isOurMistake(error)) {
          deps.onFatal(error);
          return new Promise<never>(() => {});
        }
        deps.log.error('store.commit_failed', error);
        await new Promise<void>((resolve) => deps.clock.after(waitMs, resolve));
        await writer.end().catch(() => {});
        writer = await openWriter(url).catch(() => writer);
      }
    }
  }

  function run(effect: () => void) {
    try {
      effect();
    } catch (error) {
      deps.log.error('store.effect_failed', error);
    }
  }
}

async function openWriter(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, types: numbersForBigints() });
  // A lost connection shows in the next query, which is retried; without a listener it would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [writerLock]);
    await migrate(client);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

function hasWork(batch: Batch): boolean {
  return batch.effects.length > 0 || batch.changes.size > 0 || batch.sightings.length > 0;
}

/** Data, syntax and permission errors repeat for ever; connection, resource and shutdown errors pass. */
function isOurMistake(error: unknown): error is Error {
  const code = error instanceof pg.DatabaseError ? error.code : undefined;
  return code !== undefined && ['22', '23', '42'].includes(code.slice(0, 2));
}

function numbersForBigints(): pg.CustomTypesConfig {
  return {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === bigintOid ? Number : pg.types.getTypeParser(oid, format),
  } as pg.CustomTypesConfig; // The library types the parser as one function per overload; this one serves them all.
}
