import type { Id } from '../base/id.ts';
import { brand, newId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { type EventMark, type Rest, readAcross, readerLateMs } from '../events/events.ts';
import { wants } from './endpoint.ts';

const reader = 'webhooks';
const batch = 500;

/**
 * Queues one delivery per new event and subscribed endpoint, and moves on in the same transaction: a crash before the
 * commit repeats the round, a second row for the same pair is refused by the table. System transaction.
 */
export async function fanOut(tx: Tx, now: Date): Promise<{ queued: number; rest: Rest; unheard: boolean }> {
  const { events, rest } = await readAcross(tx, reader, batch);
  const endpoints = await enabledEndpoints(tx, [...new Set(events.map((event) => event.workspace))]);
  const pairs = events.flatMap((event) =>
    (endpoints.get(event.workspace) ?? [])
      .filter((endpoint) => wants(endpoint, event))
      .map((endpoint) => ({ event, endpoint: endpoint.id })),
  );
  // Nobody listens in any workspace of this page.
  const unheard = events.length > 0 && endpoints.size === 0;
  return { queued: await queueDeliveries(tx, pairs, now), rest, unheard };
}

/** For how long an event has waited to be handed to the endpoints that want it, in milliseconds. System transaction. */
export function fanOutLateMs(tx: Tx, now: Date): Promise<number> {
  return readerLateMs(tx, reader, now);
}

/** Queues deliveries; pairs that are queued already are left as they are. Returns how many are new. */
export async function queueDeliveries(
  tx: Tx,
  pairs: { event: EventMark; endpoint: Id<'endpoint'> }[],
  now: Date,
): Promise<number> {
  if (pairs.length === 0) return 0;
  return tx.run(sql`
    insert into deliveries (workspace_id, id, endpoint_id, event_id, event_at, event_n, event_type, next_at, created_at)
    select new.*, ${now}::timestamptz, ${now}::timestamptz from unnest(
      ${pairs.map(({ event }) => event.workspace)}::uuid[], ${pairs.map(() => newId('delivery', now))}::uuid[],
      ${pairs.map(({ endpoint }) => endpoint)}::uuid[], ${pairs.map(({ event }) => event.id)}::uuid[],
      ${pairs.map(({ event }) => event.at)}::timestamptz[], ${pairs.map(({ event }) => event.n)}::bigint[],
      ${pairs.map(({ event }) => event.type)}::text[]) as new
    on conflict (workspace_id, event_id, endpoint_id) do nothing`);
}

type Listening = { id: Id<'endpoint'>; events: string[] };

async function enabledEndpoints(tx: Tx, workspaces: string[]): Promise<Map<string, Listening[]>> {
  const found = new Map<string, Listening[]>();
  if (workspaces.length === 0) return found;
  const rows = await tx.many(sql<{ workspace: string; id: string; events: string[] }>`
    select workspace_id as workspace, id, events from webhook_endpoints
    where workspace_id = any(${workspaces}::uuid[]) and state = 'enabled' and deleted_at is null`);
  for (const { workspace, id, events } of rows) {
    found.set(workspace, [...(found.get(workspace) ?? []), { id: brand(id), events }]);
  }
  return found;
}
