import type { Id } from '../base/id.ts';
import { newId, showId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { EventType } from './event.ts';

export type { EventType } from './event.ts';
export { eventTypes } from './event.ts';

/** A fact to be told. `data` is what webhooks and the pull show; `subject` is the message, device or contact it is about. */
export type NewEvent = { workspace: Id<'workspace'>; type: EventType; subject: string | null; at: Date; data: object };

/**
 * Writes facts in the transaction that makes them true, so that neither exists without the other (an outbox).
 * The body's bytes are fixed here and are the same for the pull, every webhook and every attempt.
 */
export async function appendEvents(tx: Tx, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ workspace, type, subject, at, data }) => {
    const id = newId('event', at);
    const body = JSON.stringify({ id: showId('event', id), type, timestamp: at.toISOString(), workspace: showId('workspace', workspace), data });
    return { workspace, id, type, at: at.toISOString(), subject, body };
  });
  await tx.run(sql`
    insert into events (workspace_id, id, type, at, subject_id, body)
    select * from unnest(
      ${rows.map((row) => row.workspace)}::uuid[], ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.type)}::text[],
      ${rows.map((row) => row.at)}::timestamptz[], ${rows.map((row) => row.subject)}::uuid[], ${rows.map((row) => row.body)}::text[])`);
}
