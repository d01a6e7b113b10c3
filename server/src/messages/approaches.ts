import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How many people a device wrote to unasked in the last 24 hours, and when the oldest of them no longer counts. */
export type Approaches = { count: number; nextAt: Date | null };

/**
 * How many people a device approached in the last 24 hours, as an expression; 0 for somebody who wrote lately or was
 * counted already, where the number does not matter. The claims keep it below the cap, so there is never much to count.
 */
export function approachCount({ chat, device, now }: { chat: string; device: string; now: Date }) {
  const since = new Date(now.getTime() - dayMs);
  return sql`(case when ${sql.ref(`${chat}.last_inbound_at`)} > ${since} or ${sql.ref(`${chat}.approached_at`)} > ${since} then 0
    else (select count(*)::int from chats k where k.device_id = ${sql.ref(device)} and k.approached_at > ${since}) end)`;
}

/** When the oldest approach of a device no longer counts. */
export async function nextApproach(
  tx: Tx,
  workspace: Id<'workspace'>,
  device: Id<'device'>,
  now: Date,
): Promise<Date | null> {
  const since = new Date(now.getTime() - dayMs);
  const { at } = await tx.one(sql<{ at: Date | null }>`
    select min(approached_at) + interval '24 hours' as at from chats where workspace_id = ${workspace} and device_id = ${device} and approached_at > ${since}`);
  return at;
}

/**
 * Counts the approaches of each device while holding its lock until the transaction ends, so that parallel claims see
 * each other's and not one goes past the cap.
 */
export async function lockApproaches(
  tx: Tx,
  devices: Id<'device'>[],
  now: Date,
): Promise<Map<Id<'device'>, Approaches>> {
  const wanted = [...new Set(devices)].sort();
  if (wanted.length === 0) return new Map();
  for (const device of wanted) await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${device}, 1))`);
  const rows = await tx.many(sql<Approaches & { device: Id<'device'> }>`
    select device_id as device, count(*)::int as count, min(approached_at) + interval '24 hours' as "nextAt"
    from chats where device_id = any(${wanted}::uuid[]) and approached_at > ${new Date(now.getTime() - dayMs)} group by device_id`);
  return new Map(rows.map(({ device, ...approaches }) => [device, approaches]));
}
