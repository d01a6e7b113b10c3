import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** One connection for a few statements, closed at the end; for work outside the pools (start, doctor, tests). */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // A server that goes away between two statements is reported here too; the statement itself already fails.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Whether somebody answers at this address; `false` for refused, starting and shutting down. */
export async function answers(url: string): Promise<boolean> {
  return connected(url, (client) => client.query('select 1')).then(
    () => true,
    () => false,
  );
}

/** Asks every `everyMs` until the answer is true or the time is over. */
export async function until(ask: () => boolean | Promise<boolean>, limitMs: number, everyMs = 20): Promise<boolean> {
  const end = performance.now() + limitMs;
  for (;;) {
    if (await ask()) return true;
    if (performance.now() >= end) return false;
    await wait(everyMs);
  }
}

/** The SQLSTATE of an error from the database, or undefined. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

const CONNECT_TIMEOUT_MS = 10_000;
