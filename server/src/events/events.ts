import type { Id } from '../base/id.ts';
import { newId, showId } from '../base/id.ts';
import type { Query, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { EventType } from './event.ts';

export type { EventMark, Rest } from './across.ts';
export { bodiesOf, eventsSince, readAcross, readerLateMs, readWithin, skipToNow } from './across.ts';
export type { EventType } from './event.ts';
export { eventTypes, readEventTypes } from './event.ts';
export { readEvents } from './pull.ts';

/**
 * A fact to be told. `data` is what webhooks and the pull show; `subject` is the message, device or contact it is about.
 * `at` is now, when we learned it; a time that WhatsApp named belongs into `data`.
 */
export type NewEvent = { workspace: Id<'workspace'>; type: EventType; subject: string | null; at: Date; data: object };

/**
 * Writes facts in the transaction that makes them true, so that neither exists without the other (an outbox).
 * The body's bytes are fixed here and are the same for the pull, every webhook and every attempt. Returns the ids in order.
 */
export async function appendEvents(tx: Tx, events: NewEvent[]): Promise<Id<'event'>[]> {
  if (events.length === 0) return [];
  const rows = events.map(rowOf);
  await tx.run(sql`
    insert into events (workspace_id, id, type, at, subject_id, body)
    select workspace_id, id, type, ${storedAt(sql`at`)}, subject_id, body from unnest(
      ${rows.map((row) => row.workspace)}::uuid[], ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.type)}::text[],
      ${rows.map((row) => row.at)}::timestamptz[], ${rows.map((row) => row.subject)}::uuid[], ${rows.map((row) => row.body)}::text[]
    ) as row (workspace_id, id, type, at, subject_id, body)`);
  tx.afterCommit(signal);
  return rows.map((row) => row.id);
}

/**
 * The same for one event as a part of the caller's own statement (`with event as (…)`), where a round trip counts.
 * The caller runs it in `tx`.
 */
export function appendingEvent(tx: Tx, event: NewEvent): Query<unknown> {
  const row = rowOf(event);
  tx.afterCommit(signal);
  return sql`
    insert into events (workspace_id, id, type, at, subject_id, body)
    values (${row.workspace}, ${row.id}, ${row.type}, ${storedAt(sql`${row.at}::timestamptz`)}, ${row.subject}, ${row.body})`;
}

function rowOf({ workspace, type, subject, at, data }: NewEvent) {
  const id = newId('event', at);
  const body = JSON.stringify({
    id: showId('event', id),
    type,
    timestamp: at.toISOString(),
    workspace: showId('workspace', workspace),
    data,
  });
  return { workspace, id, type, at: at.toISOString(), subject, body };
}

// Days are partitions, and old ones may be gone: what is learned late is kept with what is learned now. Its own time stays
// in the body. In milliseconds, because a Date holds no more and the value is a key.
function storedAt(at: Query<unknown>) {
  return sql`greatest(${at}, date_trunc('milliseconds', now() - interval '12 hours'))`;
}

function signal(): void {
  for (const listener of listeners) listener();
}

/**
 * Calls `listener` after each commit of this process that appended events. A hint to look, no promise: other processes
 * append too, so who listens must also look every 2 s. Returns how to stop. `listener` must not throw.
 */
export function onAppended(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const listeners = new Set<() => void>();

/** What happened to one thing, such as a message, oldest first: bodies as JSON text, at most `limit`. */
export async function eventsOf(tx: Tx, workspace: Id<'workspace'>, subject: string, limit = 200): Promise<string[]> {
  const rows = await tx.many(sql<{ body: string }>`
    select body from events where workspace_id = ${workspace} and subject_id = ${subject} order by n limit ${limit}`);
  return rows.map((row) => row.body);
}

/** Days for which events are kept; the pull promises fewer. */
export const keptDays = 30;

/** Makes the partitions of the days to come and drops what is older than `keptDays`; for the retention job. System transaction. */
export async function rollEvents(tx: Tx): Promise<void> {
  await tx.run(sql`select roll_partitions('events', ${keptDays}, 7)`);
}
