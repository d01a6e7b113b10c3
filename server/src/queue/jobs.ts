import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** Durable work that is neither a message nor a webhook. */
export type Job = { id: string; name: string; payload: Record<string, unknown>; attempts: number };

/** Queues a job in the caller's transaction; a `key` that is already queued is left as it is. */
export async function enqueueJob(
  tx: Tx,
  job: { name: string; payload: object; key?: string; runAt?: Date },
): Promise<void> {
  await tx.run(sql`
    insert into jobs (name, unique_key, payload, run_at)
    values (${job.name}, ${job.key ?? null}, ${JSON.stringify(job.payload)}::jsonb, ${job.runAt ?? new Date(0)})
    on conflict (unique_key) do nothing`);
}

/** Takes one due job of a kind for `leaseMs`, the one due longest; if the taker dies it becomes due again. */
export async function claimJob(tx: Tx, name: string, now: Date, leaseMs: number): Promise<Job | undefined> {
  return tx.maybe(sql<Job>`
    update jobs set attempts = attempts + 1, run_at = ${new Date(now.getTime() + leaseMs)}
    where id = (select id from jobs where name = ${name} and run_at <= ${now} order by run_at limit 1 for update skip locked)
    returning id::text, name, payload, attempts`);
}

export async function finishJob(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from jobs where id = ${id}::bigint`);
}

/** Puts a job back; `error` is the code or class name of what failed, never input. */
export async function postponeJob(tx: Tx, id: string, at: Date, error: string | null): Promise<void> {
  await tx.run(sql`update jobs set run_at = ${at}, last_error = ${error} where id = ${id}::bigint`);
}

/** For how long the job that is due longest has waited, in milliseconds; 0 when none is due. System transaction. */
export async function jobsLateMs(tx: Tx, now: Date): Promise<number> {
  const { ms } = await tx.one(sql<{ ms: number | null }>`
    select (extract(epoch from ${now}::timestamptz - min(greatest(run_at, created_at))) * 1000)::float8 as ms
    from jobs where run_at <= ${now}`);
  return Math.max(0, Math.round(ms ?? 0));
}
