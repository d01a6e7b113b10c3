import type { Id } from '../base/id.ts';
import { brand, showId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { bodiesOf } from '../events/events.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { liveKeys } from './secret.ts';

/** A delivery in our hands until `lease`; after that anybody may take it again. */
export type Claimed = {
  workspace: Id<'workspace'>;
  kind: 'live' | 'sandbox';
  id: Id<'delivery'>;
  endpoint: Id<'endpoint'>;
  url: string;
  keys: Buffer[];
  event: string;
  body: string;
  attempts: number;
  tries: number;
  lease: Date;
};

/** How many deliveries to take: `each` per endpoint unless `rooms` says otherwise, `total` in all, going round from `start`. */
export type Wish = {
  rooms: { endpoint: string; take: number }[];
  each: number;
  total: number;
  start: string;
  lease: Date;
};

/**
 * Takes due deliveries, oldest first, a few of every endpoint that has some, so that a long queue of one holds up no other.
 * What can no longer be told (endpoint off, event not kept) is canceled. System transaction.
 */
export async function claimDeliveries(tx: Tx, secrets: Secrets, wish: Wish, now: Date): Promise<Claimed[]> {
  const rows = await takeDue(tx, wish, now);
  if (rows.length === 0) return [];
  const bodies = await bodiesOf(
    tx,
    rows.map((row) => ({ workspace: row.workspace, at: row.event_at, n: row.event_n })),
  );
  const endpoints = await callable(tx, secrets, rows, now);
  const claimed: Claimed[] = [];
  const hopeless: Due[] = [];
  for (const row of rows) {
    const body = bodies.get(row.event_n);
    const endpoint = endpoints.get(row.endpoint);
    if (!body || !endpoint) {
      hopeless.push(row);
      continue;
    }
    const { workspace, id, attempts, tries } = row;
    const event = showId('event', row.event_id);
    claimed.push({
      workspace,
      id,
      endpoint: brand(row.endpoint),
      event,
      body,
      attempts,
      tries,
      lease: wish.lease,
      ...endpoint,
    });
  }
  await cancel(tx, hopeless, now);
  return claimed;
}

/** Puts claimed deliveries back that were not tried. */
export async function releaseDeliveries(tx: Tx, claimed: Claimed[], now: Date): Promise<void> {
  if (claimed.length === 0) return;
  await tx.run(sql`
    update deliveries d set state = 'waiting', next_at = ${now}
    from unnest(${claimed.map((one) => one.workspace)}::uuid[], ${claimed.map((one) => one.id)}::uuid[],
      ${claimed.map((one) => one.lease)}::timestamptz[]) as mine (workspace_id, id, lease)
    where d.workspace_id = mine.workspace_id and d.id = mine.id and d.state = 'sending' and d.next_at = mine.lease`);
}

type Due = {
  workspace: Id<'workspace'>;
  id: Id<'delivery'>;
  endpoint: string;
  event_id: string;
  event_at: Date;
  event_n: string;
  attempts: number;
  tries: number;
};

// The recursion hops from endpoint to endpoint over the index of what is pending, however long each one's queue is.
function takeDue(tx: Tx, { rooms, each, total, start, lease }: Wish, now: Date): Promise<Due[]> {
  return tx.many(sql<Due>`
    with recursive pending (endpoint_id) as (
      (select endpoint_id from deliveries where state in ('waiting', 'sending') order by endpoint_id limit 1)
      union all
      select (select d.endpoint_id from deliveries d
        where d.state in ('waiting', 'sending') and d.endpoint_id > pending.endpoint_id order by d.endpoint_id limit 1)
      from pending where pending.endpoint_id is not null
    ), turn as (
      select p.endpoint_id, coalesce(room.take, ${each}) as take from pending p
      left join unnest(${rooms.map((room) => room.endpoint)}::uuid[], ${rooms.map((room) => room.take)}::int[])
        as room (endpoint_id, take) using (endpoint_id)
      where p.endpoint_id is not null and coalesce(room.take, ${each}) > 0
      order by p.endpoint_id <= ${start}::uuid, p.endpoint_id
    ), due as materialized (
      select d.workspace_id, d.id from turn cross join lateral (
        select workspace_id, id from deliveries
        where endpoint_id = turn.endpoint_id and state in ('waiting', 'sending') and next_at <= ${now}
        order by next_at limit turn.take for update skip locked
      ) d limit ${total}
    )
    update deliveries d set state = 'sending', next_at = ${lease} from due
    where d.workspace_id = due.workspace_id and d.id = due.id
    returning d.workspace_id as workspace, d.id, d.endpoint_id as endpoint, d.event_id, d.event_at, d.event_n::text,
      d.attempts, d.tries`);
}

type Callable = { kind: 'live' | 'sandbox'; url: string; keys: Buffer[] };

async function callable(tx: Tx, secrets: Secrets, rows: Due[], now: Date): Promise<Map<string, Callable>> {
  const asked = [...new Map(rows.map((row) => [row.endpoint, row.workspace]))];
  const found = await tx.many(sql<{ id: string; workspace: string; kind: 'live' | 'sandbox'; url: string }>`
    select e.id, e.workspace_id as workspace, e.workspace_kind as kind, e.url
    from unnest(${asked.map(([, workspace]) => workspace)}::uuid[], ${asked.map(([id]) => id)}::uuid[]) as asked (workspace_id, id)
    join webhook_endpoints e using (workspace_id, id)
    where e.state = 'enabled' and e.deleted_at is null`);
  const pairs = found.map((one) => ({
    workspace: brand<'workspace'>(one.workspace),
    endpoint: brand<'endpoint'>(one.id),
  }));
  const keys = await liveKeys(tx, secrets, pairs, now);
  return new Map(found.map(({ id, kind, url }) => [id, { kind, url, keys: keys.get(id) ?? [] }]));
}

async function cancel(tx: Tx, rows: Due[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(sql`
    update deliveries d set state = 'canceled', ended_at = ${now}
    from unnest(${rows.map((row) => row.workspace)}::uuid[], ${rows.map((row) => row.id)}::uuid[]) as gone (workspace_id, id)
    where d.workspace_id = gone.workspace_id and d.id = gone.id`);
}
