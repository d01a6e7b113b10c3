import { newId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Claimed } from './claim.ts';
import { disableEndpoint } from './disable.ts';

/** What came of one try, and what follows from it. `nextAt` is set when it will be tried again. */
export type Finished = {
  claimed: Claimed;
  at: Date;
  durationMs: number;
  status: number | null;
  error: string | null;
  response: string | null;
  verdict: { is: 'delivered' } | { is: 'retry'; at: Date } | { is: 'exhausted' } | { is: 'gone' };
};

/** An endpoint that only fails is switched off after this many days. */
const failingDaysMax = 5;

/** Writes the results of many tries at once: attempts, deliveries, and what they say about their endpoints. System transaction. */
export async function recordFinished(tx: Tx, finished: Finished[], now: Date): Promise<void> {
  await insertAttempts(tx, finished);
  await updateDeliveries(tx, finished, now);
  await noteHealth(tx, finished);
  for (const { workspace, endpoint } of distinct(finished.filter((one) => one.verdict.is === 'gone'))) {
    await disableEndpoint(tx, { workspace, endpoint, reason: 'gone' }, now);
  }
}

async function insertAttempts(tx: Tx, finished: Finished[]): Promise<void> {
  await tx.run(sql`
    insert into attempts (workspace_id, id, delivery_id, at, number, duration_ms, status, error, response)
    select * from unnest(
      ${finished.map((one) => one.claimed.workspace)}::uuid[], ${finished.map((one) => newId('attempt', one.at))}::uuid[],
      ${finished.map((one) => one.claimed.id)}::uuid[], ${finished.map((one) => one.at)}::timestamptz[],
      ${finished.map((one) => one.claimed.attempts + 1)}::int[], ${finished.map((one) => one.durationMs)}::int[],
      ${finished.map((one) => one.status)}::int[], ${finished.map((one) => one.error)}::text[],
      ${finished.map((one) => one.response)}::text[])`);
}

// A failure counts only while the lease is ours; a success is a fact, whoever else tried meanwhile.
async function updateDeliveries(tx: Tx, finished: Finished[], now: Date): Promise<void> {
  await tx.run(sql`
    update deliveries d set
      state = case when result.next_at is not null then 'waiting' else result.state end,
      next_at = coalesce(result.next_at, d.next_at),
      ended_at = case when result.next_at is null then ${now}::timestamptz end,
      attempts = d.attempts + 1, tries = d.tries + 1, last_status = result.status
    from unnest(
      ${finished.map((one) => one.claimed.workspace)}::uuid[], ${finished.map((one) => one.claimed.id)}::uuid[],
      ${finished.map((one) => one.claimed.lease)}::timestamptz[],
      ${finished.map((one) => (one.verdict.is === 'delivered' ? 'delivered' : 'exhausted'))}::text[],
      ${finished.map((one) => (one.verdict.is === 'retry' ? one.verdict.at : null))}::timestamptz[],
      ${finished.map((one) => one.status)}::int[]
    ) as result (workspace_id, id, lease, state, next_at, status)
    where d.workspace_id = result.workspace_id and d.id = result.id
      and ((d.state = 'sending' and d.next_at = result.lease) or result.state = 'delivered')`);
}

// A minute's precision is enough for days, and spares the row one write per failed try. Retries lie up to 26 hours apart, so
// a longer silence starts the count anew.
async function noteHealth(tx: Tx, finished: Finished[]): Promise<void> {
  const good = distinct(finished.filter((one) => one.verdict.is === 'delivered'));
  const bad = distinct(finished.filter((one) => one.verdict.is !== 'delivered'));
  if (good.length > 0) {
    await tx.run(sql`
      update webhook_endpoints e set failing_since = null
      from unnest(${good.map((one) => one.workspace)}::uuid[], ${good.map((one) => one.endpoint)}::uuid[]) as good (workspace_id, id)
      where e.workspace_id = good.workspace_id and e.id = good.id and e.failing_since is not null`);
  }
  if (bad.length === 0) return;
  const failing = await tx.many(sql<{
    workspace: Claimed['workspace'];
    endpoint: Claimed['endpoint'];
    since: Date;
    at: Date;
  }>`
    update webhook_endpoints e set last_failed_at = bad.at, failing_since = case
        when e.failing_since is null or e.last_failed_at < bad.at - interval '36 hours' then bad.at else e.failing_since end
    from unnest(${bad.map((one) => one.workspace)}::uuid[], ${bad.map((one) => one.endpoint)}::uuid[],
      ${bad.map((one) => one.at)}::timestamptz[]) as bad (workspace_id, id, at)
    where e.workspace_id = bad.workspace_id and e.id = bad.id and e.state = 'enabled'
      and (e.failing_since is null or e.last_failed_at < bad.at - interval '1 minute')
    returning e.workspace_id as workspace, e.id as endpoint, e.failing_since as since, e.last_failed_at as at`);
  for (const { workspace, endpoint, since, at } of failing) {
    if (at.getTime() - since.getTime() < failingDaysMax * 86_400_000) continue;
    await disableEndpoint(tx, { workspace, endpoint, reason: 'failing' }, at);
  }
}

function distinct(
  finished: Finished[],
): { workspace: Claimed['workspace']; endpoint: Claimed['endpoint']; at: Date }[] {
  const found = new Map(
    finished.map(({ claimed, at }) => [
      claimed.endpoint,
      { workspace: claimed.workspace, endpoint: claimed.endpoint, at },
    ]),
  );
  return [...found.values()];
}
