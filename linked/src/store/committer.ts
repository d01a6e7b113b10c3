import pg from 'pg';
import type { Log } from '../../../server/src/base/log.ts';
import { collect, commitSql, parameters } from './commit-sql.ts';
import { Fenced, StoreLost } from './problem.ts';
import { breakWriter, type Entry, type Write, type Writer } from './write.ts';

/** Collects the writes of all sessions and commits them together. */
export type Committer = {
  /**
   * Resolves when the write is durable. Writes of one session are committed in the order of the calls.
   * One that has patience goes with the next that has none, or after that many milliseconds.
   */
  commit(writer: Writer, write: Write, patienceMs?: number): Promise<void>;
  /** Runs a rare transaction of its own, in order with the others. */
  alone<T>(work: (client: pg.Client) => Promise<T>): Promise<T>;
  end(): Promise<void>;
};

type Lone = { alone: (client: pg.Client) => Promise<void>; failed: (error: Error) => void };

const batchMax = 1000;

/** A commit that follows right on another begins this much after it, so that more can share it; a lone one begins at once. */
const apartMs = 4;

const timeoutMs = 10_000;

/**
 * One connection, one transaction at a time: while one is on its way the next batch gathers, so the cost of a commit is
 * shared by all who wait. A batch is one statement, and therefore atomic; it writes only for sessions whose epoch is still theirs.
 */
export function createCommitter(databaseUrl: string, log: Log): Committer {
  const queue: (Entry | Lone)[] = [];
  let client: pg.Client | undefined;
  let running: Promise<void> | undefined;
  let later: { timer: NodeJS.Timeout; at: number } | undefined;
  let committedAt = Number.NEGATIVE_INFINITY;

  const wake = (): void => {
    clearTimeout(later?.timer);
    later = undefined;
    if (running !== undefined) return;
    running = new Promise<void>((resolve) => setImmediate(resolve)).then(drain).finally(() => {
      running = undefined;
      if (queue.length > 0) wake();
    });
  };

  const wakeWithin = (ms: number): void => {
    const at = performance.now() + ms;
    if (later && later.at <= at) return;
    clearTimeout(later?.timer);
    later = { timer: setTimeout(wake, ms), at };
  };

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const first = queue[0];
      if (first && 'alone' in first) {
        queue.shift();
        await connected().then(first.alone).catch(first.failed);
        continue;
      }
      const early = committedAt + apartMs - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      const end = queue.findIndex((item) => 'alone' in item);
      const batch = queue
        .splice(0, Math.min(end === -1 ? queue.length : end, batchMax))
        .filter((item) => 'write' in item);
      await commitBatch(batch.filter((item) => stillWhole(item)));
      committedAt = performance.now();
    }
  };

  const commitBatch = async (batch: Entry[]): Promise<void> => {
    if (batch.length === 0) return;
    try {
      const held = await run(batch);
      for (const item of batch) {
        if (held.has(item.writer)) item.done();
        else breakOff(item, new Fenced('another worker opened the session'));
      }
    } catch (cause) {
      const writers = new Set(batch.map((item) => item.writer));
      if (writers.size > 1 && isAboutValues(cause)) {
        // One session's bad value must not take the others down with it.
        for (const writer of writers) await commitBatch(batch.filter((item) => item.writer === writer));
        return;
      }
      log.error('a commit failed', { error: cause, count: batch.length });
      if (!isAboutValues(cause)) hangUp();
      for (const item of batch) breakOff(item, new StoreLost('the write failed', { cause }));
    }
  };

  const run = async (batch: Entry[]): Promise<Set<Writer>> => {
    const collected = collect(batch);
    const result = await (await connected()).query<{ i: string }>({
      name: 'commit',
      text: commitSql,
      values: parameters(collected),
    });
    return new Set(result.rows.flatMap((row) => collected.writers[Number(row.i) - 1] ?? []));
  };

  // After a lost reply nobody knows what the connection still does; a fresh one is the only safe one.
  const hangUp = (): void => {
    const old = client;
    client = undefined;
    old?.end().catch(() => {});
  };

  const connected = async (): Promise<pg.Client> => {
    if (client) return client;
    const fresh = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'whatzapi linked committer',
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
      keepAlive: true,
    });
    fresh.on('error', () => {});
    fresh.on('end', () => {
      if (client === fresh) client = undefined;
    });
    await fresh.connect();
    // Durability is the promise of this connection, whatever the database's default is.
    await fresh.query('set synchronous_commit = on');
    client = fresh;
    return fresh;
  };

  return {
    commit: (writer, write, patienceMs = 0) =>
      new Promise((done, failed) => {
        if (writer.broken) return failed(writer.broken);
        queue.push({ writer, write, done, failed });
        if (patienceMs > 0) wakeWithin(patienceMs);
        else wake();
      }),
    alone: (work) =>
      new Promise((done, failed) => {
        queue.push({
          alone: async (connection) => {
            await connection.query('begin');
            try {
              const result = await work(connection);
              await connection.query('commit');
              done(result);
            } catch (error) {
              await connection.query('rollback').catch(() => connection.end());
              throw error;
            }
          },
          failed: (cause) => failed(cause instanceof StoreLost ? cause : new StoreLost('the write failed', { cause })),
        });
        wake();
      }),
    end: async () => {
      if (queue.length > 0) wake();
      while (running !== undefined) await running;
      await client?.end();
    },
  };
}

/** A refusal of data or a constraint: the statement was undone and the connection is fine. */
function isAboutValues(cause: unknown): boolean {
  return cause instanceof pg.DatabaseError && /^2[23]/.test(cause.code ?? '');
}

function stillWhole(item: Entry): boolean {
  if (item.writer.broken) item.failed(item.writer.broken);
  return !item.writer.broken;
}

function breakOff(item: Entry, problem: StoreLost): void {
  item.failed(breakWriter(item.writer, problem));
}
