import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** Order of classes in a lane key: authentication may overtake service, service overtakes marketing. */
export const laneClass = { authentication: 0, service: 1, utility: 1, marketing: 2 } as const;

/** A lane: messages of one class to one chat of one device go out in order, one at a time. */
export type Lane = { workspace: Id<'workspace'>; device: Id<'device'>; chat: Id<'chat'>; class: number };

/** How long a claimed lane is held. A crashed node's lanes are taken by others after this; its own restart frees them at once. */
const leaseMs = 60_000;

/** A device that may take work now, and how many more messages it may have on their way. */
export type Room = { device: Id<'device'>; credit: number };

/**
 * Leases up to `credit` ready lanes of each device, oldest first within a class. Locked lanes are skipped, so several
 * nodes may ask at once. The caller's transaction must either hand the head on or release the lane.
 */
export async function claimLanes(tx: Tx, node: string, rooms: Room[], now: Date): Promise<Lane[]> {
  if (rooms.length === 0) return [];
  const until = new Date(now.getTime() + leaseMs);
  return tx.many(sql<Lane>`
    update lanes l set leased_until = ${until}, ready_at = ${until}, node_id = ${node}, touched = false
    from (
      select picked.* from unnest(${rooms.map((room) => room.device)}::uuid[], ${rooms.map((room) => room.credit)}::int[]) as room (device_id, credit)
      cross join lateral (
        select workspace_id, device_id, chat_id, class from lanes
        where device_id = room.device_id and ready_at <= ${now}
        order by class, ready_at limit room.credit for update skip locked
      ) picked
    ) p
    where l.workspace_id = p.workspace_id and l.device_id = p.device_id and l.chat_id = p.chat_id and l.class = p.class
    returning l.workspace_id as workspace, l.device_id as device, l.chat_id as chat, l.class`);
}

/** What a lane does next: `drained` sleeps unless something was queued meanwhile; a time waits until then. */
export type Next = { lane: Lane; at: Date | 'drained' };

/** Gives lanes back. Only the room that owns the messages knows whether more is waiting, so it says so through `at`. */
export async function releaseLanes(tx: Tx, nexts: Next[], now: Date): Promise<void> {
  if (nexts.length === 0) return;
  await tx.run(sql`
    update lanes l set leased_until = null, node_id = null, touched = false,
      ready_at = case when next.at is null and l.touched then ${now} else coalesce(next.at, 'infinity') end
    from unnest(
      ${nexts.map((next) => next.lane.workspace)}::uuid[], ${nexts.map((next) => next.lane.device)}::uuid[],
      ${nexts.map((next) => next.lane.chat)}::uuid[], ${nexts.map((next) => next.lane.class)}::smallint[],
      ${nexts.map((next) => (next.at === 'drained' ? null : next.at.toISOString()))}::timestamptz[]
    ) as next (workspace_id, device_id, chat_id, class, at)
    where l.workspace_id = next.workspace_id and l.device_id = next.device_id and l.chat_id = next.chat_id and l.class = next.class`);
}

/**
 * The part of an insert statement that puts a lane to work; it stands last in the accept, because it locks the lane's row.
 * A leased lane keeps its lease and is only marked, so that nothing overtakes the message on its way.
 */
export function wakeLane(lane: Lane, at: Date) {
  return sql`
    insert into lanes (workspace_id, device_id, chat_id, class, ready_at, touched)
    values (${lane.workspace}, ${lane.device}, ${lane.chat}, ${lane.class}, ${at}, true)
    on conflict (workspace_id, device_id, chat_id, class) do update set
      touched = true,
      ready_at = case when lanes.leased_until > ${at} then lanes.ready_at else least(lanes.ready_at, excluded.ready_at) end`;
}

/** Frees what this node had on its way before it was killed, so that a restart does not wait for leases to run out. */
export async function freeLanes(tx: Tx, node: string, now: Date): Promise<number> {
  return tx.run(
    sql`update lanes set leased_until = null, node_id = null, ready_at = ${now} where node_id = ${node} and leased_until is not null`,
  );
}

/** Forgets lanes without work; the next message makes its lane anew. */
export async function sweepLanes(tx: Tx): Promise<number> {
  return tx.run(sql`delete from lanes where ready_at = 'infinity' and leased_until is null and not touched`);
}

/** Puts the target chat's lanes to work for messages that moved there from another chat. */
export async function moveLanes(tx: Tx, workspace: Id<'workspace'>, from: Id<'chat'>, to: Id<'chat'>): Promise<void> {
  await tx.run(sql`
    insert into lanes (workspace_id, device_id, chat_id, class, ready_at, touched)
    select workspace_id, device_id, ${to}, class, least(ready_at, coalesce(leased_until, ready_at)), true from lanes where workspace_id = ${workspace} and chat_id = ${from}
    on conflict (workspace_id, device_id, chat_id, class) do update set touched = true, ready_at = least(lanes.ready_at, excluded.ready_at)`);
}
