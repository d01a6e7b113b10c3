import type { Id } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { type Cursor, isAfter, type Position, readCursor, showCursor } from './cursor.ts';
import type { EventType } from './event.ts';

/** Days for which every event can be pulled. */
const pullDays = 7;

/** `after`: the `next` of an earlier pull; without it the pull starts at the oldest event of the last 7 days. `limit` ≤ 200. */
export type EventPull = { workspace: Id<'workspace'>; after?: string; limit: number; types?: EventType[] };

/** `data`: bodies as JSON text, byte for byte what webhooks carry. `next` is never null: keep it and ask again. */
export type PulledEvents = { data: string[]; next: string };

/**
 * Reads a workspace's events in the order in which they became certain. A transaction that is still open hides everything
 * after it, so that a late commit is never skipped. Throws `cursor_expired` and, for foreign text, `validation_failed`.
 */
export async function readEvents(tx: Tx, { workspace, after, limit, types }: EventPull): Promise<PulledEvents> {
  const cursor = after === undefined ? undefined : readCursor(after);
  const edge = await readEdge(tx);
  if (cursor) refuseExpired(cursor, edge);
  const from = cursor?.position ?? { xact: 0n, n: 0n };
  const rows = await tx.many(sql<{ xact: string; n: string; at: Date; body: string }>`
    select xact::text, n::text, at, body from events e
    where workspace_id = ${workspace} and (xact, n) > (${String(from.xact)}::xid8, ${String(from.n)}::bigint)
      and xact < ${String(edge.horizon)}::xid8 and at >= ${cursor ? slack(cursor.readTo) : edge.oldest}
      and (${types ?? null}::text[] is null or type = any(${types ?? null}::text[]))
    order by e.xact, e.n limit ${limit}`);
  const last = rows.length === limit ? rows.at(-1) : undefined;
  const reached: Cursor = last
    ? { generation: edge.generation, position: { xact: BigInt(last.xact), n: BigInt(last.n) }, readTo: last.at }
    : { generation: edge.generation, position: furthest(from, edge.horizon), readTo: edge.now };
  return { data: rows.map((row) => row.body), next: showCursor(reached) };
}

// `horizon`: the oldest transaction still open; everything before it is settled for good.
type Edge = { generation: number; horizon: bigint; now: Date; oldest: Date };

async function readEdge(tx: Tx): Promise<Edge> {
  const row = await tx.one(sql<{ generation: number; horizon: string; now: Date; oldest: Date }>`
    select generation, pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
      now() as now, now() - make_interval(days => ${pullDays}) as oldest
    from installation`);
  return { ...row, horizon: BigInt(row.horizon) };
}

function refuseExpired(cursor: Cursor, { generation, oldest }: Edge): void {
  if (cursor.generation !== generation) {
    throw new Problem('cursor_expired', { detail: 'The cursor is from before a restore of the data.' });
  }
  if (cursor.readTo < oldest) {
    throw new Problem('cursor_expired', {
      detail: `The cursor is older than ${pullDays} days.`,
      params: { days: pullDays },
    });
  }
}

// The bound on time only spares old partitions; a day more than any transaction lasts or clocks differ.
function slack(time: Date): Date {
  return new Date(time.getTime() - 86_400_000);
}

function furthest(from: Position, horizon: bigint): Position {
  const edge = { xact: horizon, n: 0n };
  return isAfter(from, edge) ? from : edge;
}
