import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import type { Log } from '../base/log.ts';
import type { Query } from './sql.ts';
import { compile } from './sql.ts';

export type { Query } from './sql.ts';
export { sql } from './sql.ts';

/** A running transaction. Rooms that write take one, so that their work commits with the caller's. */
export type Tx = {
  /** All rows. */
  many<Row>(query: Query<Row>): Promise<Row[]>;
  /** The only row; throws when there is none or more than one. */
  one<Row>(query: Query<Row>): Promise<Row>;
  /** The only row or `undefined`; throws when there is more than one. */
  maybe<Row>(query: Query<Row>): Promise<Row | undefined>;
  /** Runs a statement and returns how many rows it changed. */
  run(query: Query<unknown>): Promise<number>;
  /** Called once the transaction has committed; never when it rolled back. Errors in it are the caller's to catch. */
  afterCommit(then: () => void): void;
};

/** The ground every verb stands on; it never grows. */
export type Ctx = { db: Db; clock: Clock; log: Log };

/** The two ways into the database: as one workspace (row-level security holds) or as the house itself. */
export type Db = {
  workspace<T>(workspace: Id<'workspace'>, work: (tx: Tx) => Promise<T>, options?: WorkspaceOptions): Promise<T>;
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  end(): Promise<void>;
};

/** `lock`: a 64-bit number to try an advisory lock with in the same round trip as `begin`; `locked` receives the result. */
export type WorkspaceOptions = { lock?: { key: bigint; locked: (got: boolean) => void } };

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Opens the pools. `app` and `system` are login roles (see migrations/0001).
 * Connections are made on demand; a database that is away makes verbs reject and later ones work again.
 */
export function createDb(options: {
  appUrl: string;
  systemUrl: string;
  appConnections?: number;
  systemConnections?: number;
  onError: (error: Error) => void;
}): Db {
  const app = openPool(options.appUrl, options.appConnections ?? 12, options.onError);
  const system = openPool(options.systemUrl, options.systemConnections ?? 8, options.onError);
  return {
    workspace(workspace, work, { lock } = {}) {
      if (!uuidPattern.test(workspace)) throw new Error('not a workspace id');
      // One simple query opens the transaction, names the workspace and tries the lock: three round trips saved on every accept.
      const tryLock = lock ? `, pg_try_advisory_xact_lock(${lock.key}) as got` : '';
      const begin = `begin; select set_config('app.workspace', '${workspace}', true)${tryLock}`;
      return transaction(app, begin, work, (results) => {
        const last = Array.isArray(results) ? results.at(-1) : results;
        lock?.locked(last?.rows[0]?.got === true);
      });
    },
    system: (work) => transaction(system, 'begin', work),
    async end() {
      await Promise.all([app.end(), system.end()]);
    },
  };
}

function openPool(connectionString: string, max: number, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
  });
  // An idle connection that dies (a database restart) must not end the process.
  pool.on('error', onError);
  // Nor one that is being closed and hears a last word of a database that stops: whoever uses one listens for itself.
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}

async function transaction<T>(
  pool: pg.Pool,
  begin: string,
  work: (tx: Tx) => Promise<T>,
  onBegun?: (results: pg.QueryResult | pg.QueryResult[]) => void,
): Promise<T> {
  const client = await pool.connect();
  const after: (() => void)[] = [];
  let broken: Error | undefined;
  const onLost = (error: Error) => {
    broken = error;
  };
  client.on('error', onLost);
  try {
    const begun: pg.QueryResult | pg.QueryResult[] = await client.query(begin);
    onBegun?.(begun);
    const result = await work(openTx(client, after));
    await client.query('commit');
    for (const then of after) then();
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.off('error', onLost);
    // A connection whose rollback failed is in an unknown state: throw it away.
    client.release(broken);
  }
}

function openTx(client: pg.PoolClient, after: (() => void)[]): Tx {
  async function rows<Row>(query: Query<Row>): Promise<{ rows: Row[]; count: number }> {
    const { text, values } = compile(query);
    // Row shapes are declared where the statement stands; the driver cannot know them.
    const result = await client.query<Row & pg.QueryResultRow>({ name: nameOf(text), text, values: [...values] });
    return { rows: result.rows, count: result.rowCount ?? 0 };
  }
  async function maybe<Row>(query: Query<Row>): Promise<Row | undefined> {
    const found = (await rows(query)).rows;
    if (found.length > 1) throw new Error(`expected one row, got ${found.length}`);
    return found[0];
  }
  return {
    many: async (query) => (await rows(query)).rows,
    maybe,
    async one(query) {
      const row = await maybe(query);
      if (row === undefined) throw new Error('expected a row, got none');
      return row;
    },
    run: async (query) => (await rows(query)).count,
    afterCommit: (then) => after.push(then),
  };
}

const names = new Map<string, string>();

/** Every statement is prepared once per connection under a name made of its text. Texts are few: none is built from input. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  return name;
}
