import type { Id } from '../base/id.ts';
import { brand, showId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { cutPage } from '../base/page.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { type EventMark, eventsSince, keptDays } from '../events/events.ts';
import type { AttemptObject, AttemptRow, DeliveryObject, DeliveryRow, DeliveryState } from './delivery.ts';
import { attemptColumns, deliveryColumns, showAttempt, showDelivery } from './delivery.ts';
import { findEndpoint, wants } from './endpoint.ts';
import { queueDeliveries } from './fan-out.ts';

export type DeliveryFilter = { state?: DeliveryState | undefined; event?: Id<'event'> | undefined };

export async function listDeliveries(
  tx: Tx,
  { workspace, endpoint }: { workspace: Id<'workspace'>; endpoint: Id<'endpoint'> },
  { limit, after }: PageRequest,
  { state, event }: DeliveryFilter = {},
): Promise<Page<DeliveryObject>> {
  await findEndpoint(tx, workspace, endpoint);
  const rows = await tx.many(sql<DeliveryRow>`
    select ${deliveryColumns} from deliveries
    where workspace_id = ${workspace} and endpoint_id = ${endpoint}
      and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
      and (${state ?? null}::text is null or state = ${state ?? null}::text)
      and (${event ?? null}::uuid is null or event_id = ${event ?? null}::uuid)
    order by id desc limit ${limit + 1}`);
  return cutPage(rows, limit, showDelivery);
}

export async function listAttempts(
  tx: Tx,
  { workspace, delivery }: { workspace: Id<'workspace'>; delivery: Id<'delivery'> },
  { limit, after }: PageRequest,
): Promise<Page<AttemptObject>> {
  await findDelivery(tx, workspace, delivery);
  const rows = await tx.many(sql<AttemptRow>`
    select ${attemptColumns} from attempts
    where workspace_id = ${workspace} and delivery_id = ${delivery}
      and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
    order by id desc limit ${limit + 1}`);
  return cutPage(rows, limit, showAttempt);
}

/** Delivers again, or now what waits for its next try. Refused with `conflict` while a call is under way or the endpoint is off. */
export async function replayDelivery(
  tx: Tx,
  workspace: Id<'workspace'>,
  id: Id<'delivery'>,
  now: Date,
): Promise<DeliveryObject> {
  const row = await findDelivery(tx, workspace, id, 'lock');
  const endpoint = await findEndpoint(tx, workspace, brand(row.endpoint_id));
  if (endpoint.state === 'disabled') throw conflict('The endpoint is disabled; enable it first.');
  if (row.state === 'sending') throw conflict('This delivery is under way now.');
  if (row.created_at.getTime() < now.getTime() - keptDays * 86_400_000) {
    throw conflict(`The event is older than ${keptDays} days and no longer kept.`);
  }
  const queued = await tx.one(sql<DeliveryRow>`
    update deliveries set state = 'waiting', tries = 0, next_at = ${now}, ended_at = null
    where workspace_id = ${workspace} and id = ${id}
    returning ${deliveryColumns}`);
  return showDelivery(queued);
}

/** Queues everything of an endpoint since a time that failed, was canceled or was never queued (it was off, or did not exist). */
export async function recoverEndpoint(
  tx: Tx,
  { workspace, endpoint, since }: { workspace: Id<'workspace'>; endpoint: Id<'endpoint'>; since: Date },
  now: Date,
): Promise<{ endpoint: string; queued: number }> {
  const row = await findEndpoint(tx, workspace, endpoint, 'lock');
  if (row.state === 'disabled') throw conflict('The endpoint is disabled; enable it first.');
  refuseTime(since, now);
  let queued = await tx.run(sql`
    update deliveries set state = 'waiting', tries = 0, next_at = ${now}, ended_at = null
    where workspace_id = ${workspace} and endpoint_id = ${endpoint} and state in ('exhausted', 'canceled')
      and event_at >= ${since} and id >= ${lowestIdAt(since)}::uuid`);
  for (let after: EventMark | undefined, isMore = true; isMore; ) {
    const { events, next } = await eventsSince(tx, { workspace, since, after, limit: 1_000 });
    const wanted = events.filter((event) => wants(row, event));
    queued += await queueDeliveries(
      tx,
      wanted.map((event) => ({ event, endpoint })),
      now,
    );
    after = next;
    isMore = next !== undefined;
  }
  return { endpoint: showId('endpoint', endpoint), queued };
}

async function findDelivery(
  tx: Tx,
  workspace: Id<'workspace'>,
  id: Id<'delivery'>,
  lock: 'lock' | 'read' = 'read',
): Promise<DeliveryRow> {
  const row = await tx.maybe(sql<DeliveryRow>`
    select ${deliveryColumns} from deliveries where workspace_id = ${workspace} and id = ${id} ${lock === 'lock' ? sql`for update` : sql``}`);
  if (!row) throw new Problem('not_found', { detail: 'There is no such thing here.' });
  return row;
}

function refuseTime(since: Date, now: Date): void {
  const oldest = new Date(now.getTime() - keptDays * 86_400_000);
  if (since >= oldest && since <= now) return;
  throw new Problem('validation_failed', {
    detail: 'The time to recover from is out of range.',
    errors: [{ path: 'since', message: `Must lie within the last ${keptDays} days, for which events are kept.` }],
  });
}

// Ids start with their time, so a bound on the id spares the rest of the index.
function lowestIdAt(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

function conflict(detail: string): Problem {
  return new Problem('conflict', { detail });
}
