import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { SlowDown } from './asking.ts';

/** So many of something, by somebody, in a fixed window. `of` is kept as a keyed hash only. */
export type Budget = { what: string; of: string; max: number; windowMs: number };

/**
 * Takes one from each budget, or from none: `undefined` when all had one left. Atomic under any number of takers, and quick:
 * call it before slow work, and give back when that went well. System transaction; commit it before the slow work.
 */
export async function take(
  tx: Tx,
  secrets: Secrets,
  { budgets, now }: { budgets: Budget[]; now: Date },
): Promise<SlowDown | undefined> {
  const taken: Buffer[] = [];
  for (const { key, max, windowMs } of inOrder(secrets, budgets)) {
    const resetsAt = new Date(now.getTime() + windowMs);
    const got = await tx.run(sql`
      insert into throttles as t (key, count, resets_at) values (${key}, 1, ${resetsAt})
      on conflict (key) do update set count = case when t.resets_at <= ${now} then 1 else t.count + 1 end,
        resets_at = case when t.resets_at <= ${now} then excluded.resets_at else t.resets_at end
      where t.resets_at <= ${now} or t.count < ${max}`);
    if (got === 0) {
      const full = await tx.one(sql<{ resets_at: Date }>`select resets_at from throttles where key = ${key}`);
      await putBack(tx, taken);
      return slowDownUntil(full.resets_at, now);
    }
    taken.push(key);
  }
  return undefined;
}

/** Gives one back to each budget. System transaction. */
export async function giveBack(tx: Tx, secrets: Secrets, budgets: Budget[]): Promise<void> {
  await putBack(
    tx,
    inOrder(secrets, budgets).map(({ key }) => key),
  );
}

/** Forgets counters whose window is over. System transaction. */
export async function sweepThrottles(tx: Tx, now: Date): Promise<number> {
  return tx.run(sql`delete from throttles where resets_at < ${now}`);
}

async function putBack(tx: Tx, keys: Buffer[]): Promise<void> {
  for (const key of keys) await tx.run(sql`update throttles set count = greatest(count - 1, 0) where key = ${key}`);
}

// Always the same order, so that two takers of the same budgets cannot wait for each other.
function inOrder(secrets: Secrets, budgets: Budget[]): (Budget & { key: Buffer })[] {
  return budgets
    .map((budget) => ({ ...budget, key: secrets.hash('throttle', `${budget.what} ${budget.of}`) }))
    .sort((a, b) => a.key.compare(b.key));
}

function slowDownUntil(at: Date, now: Date): SlowDown {
  return { is: 'slow_down', retryAfterSeconds: Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 1000)) };
}
