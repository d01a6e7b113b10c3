import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { wroteLately } from '../policy/policy.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How many people a device wrote to unasked in the last 24 hours, and when the oldest of them no longer counts. */
export type Approaches = { count: number; nextAt: Date | null };

const none: Approaches = { count: 0, nextAt: null };

/** Counts only when the answer matters: not for people who wrote lately or were counted already. Stops counting at the cap. */
export async function approachesOf(
  tx: Tx,
  person: { lastInboundAt: Date | null; approachedAt: Date | null },
  { workspace, device, cap, now }: { workspace: Id<'workspace'>; device: Id<'device'>; cap: number; now: Date },
): Promise<Approaches> {
  const since = new Date(now.getTime() - dayMs);
  if (wroteLately(person.lastInboundAt, now) || (person.approachedAt && person.approachedAt > since)) return none;
  return tx.one(sql<Approaches>`
    select count(*)::int as count, min(approached_at) + interval '24 hours' as "nextAt"
    from (select approached_at from chats where workspace_id = ${workspace} and device_id = ${device} and approached_at > ${since}
      order by approached_at limit ${cap}) as counted`);
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
