import type pg from 'pg';
import type { Log } from '../../../server/src/base/log.ts';

/** How long a sent message can be asked for again and a redelivery is recognised, in days. */
const keptDays = 14;
const everyMs = 60 * 60 * 1000;
const rowsMax = 5000;

/** Forgets what is too old to be of use, a little at a time so that nobody waits for it. */
export function startPruning(pool: pg.Pool, log: Log): { stop: () => void } {
  const prune = async (): Promise<void> => {
    for (const table of ['wa_seen', 'wa_sent']) {
      let gone = rowsMax;
      while (gone === rowsMax) gone = await forget(pool, table);
    }
  };
  const timer = setInterval(() => {
    prune().catch((error) => log.warn('pruning failed', { error }));
  }, everyMs);
  return { stop: () => clearInterval(timer) };
}

async function forget(pool: pg.Pool, table: string): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from ${table} where ctid = any (array(
       select ctid from ${table} where at < now() - make_interval(days => $1) limit $2))`,
    [keptDays, rowsMax],
  );
  return rowCount ?? 0;
}
