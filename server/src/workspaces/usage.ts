import { randomInt } from 'node:crypto';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** What is counted, per workspace and UTC day. */
type UsageKey = 'messages_sent' | 'messages_received';

const slots = 16;

/** Adds to counters. Each is spread over slots, so that parallel writers rarely meet on one row; the sum is exact. System transaction. */
export async function addUsage(
  tx: Tx,
  key: UsageKey,
  counts: [workspace: string, count: number][],
  now: Date,
): Promise<void> {
  if (counts.length === 0) return;
  const slot = randomInt(slots);
  // In a fixed order, so that two batches never wait for each other in a circle.
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  await tx.run(sql`
    insert into usage_slots (workspace_id, key, day, slot, used)
    select id, ${key}::text, ${now.toISOString().slice(0, 10)}::date, ${slot}::smallint, used
    from unnest(${sorted.map(([workspace]) => workspace)}::uuid[], ${sorted.map(([, count]) => count)}::bigint[]) as counted (id, used)
    on conflict (workspace_id, key, day, slot) do update set used = usage_slots.used + excluded.used`);
}
