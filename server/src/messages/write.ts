import type { Id } from '../base/id.ts';
import { phoneOf } from '../contacts/contacts.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { devicePhone } from '../devices/devices.ts';
import { appendEvents } from '../events/events.ts';
import type { Ends, MessageRow } from './message.ts';
import { messageColumns, showMessage } from './message.ts';
import type { Fact } from './status.ts';
import { learn } from './status.ts';

/** A fact about one outgoing message, named by our id or by the id it carries on the wire. */
export type Learnt = {
  workspace: Id<'workspace'>;
  by: { id: Id<'message'> } | { device: Id<'device'>; wireId: string };
  fact: Fact;
};

/**
 * Writes facts onto messages and tells the events, in one transaction with whatever else the caller does.
 * Facts about messages we do not have (typed on the phone long ago, erased) are let go. Returns how many went out for the first time.
 */
export async function recordFacts(tx: Tx, facts: Learnt[], now: Date): Promise<{ sent: MessageRow[] }> {
  if (facts.length === 0) return { sent: [] };
  const rows = await lockMessages(tx, facts);
  const byId = new Map(rows.map((row) => [row.id as string, row]));
  const byWire = new Map(rows.map((row) => [`${row.device_id}:${row.wire_id}`, row]));
  const changed = new Map<string, MessageRow & Ends>();
  const sent: MessageRow[] = [];
  const events: Parameters<typeof appendEvents>[1] = [];
  for (const { by, fact, workspace } of facts) {
    const found = 'id' in by ? byId.get(by.id) : byWire.get(`${by.device}:${by.wireId}`);
    if (!found) continue;
    const before = changed.get(found.id) ?? found;
    const news = learn(before, fact);
    if (!news) continue;
    changed.set(found.id, news.row);
    if (news.events.includes('message.sent')) sent.push(news.row);
    const data = showMessage(news.row, news.row);
    for (const type of news.events) events.push({ workspace, type, subject: found.id, at: now, data });
  }
  await writeRows(tx, [...changed.values()]);
  await appendEvents(tx, events);
  return { sent };
}

async function lockMessages(tx: Tx, facts: Learnt[]): Promise<(MessageRow & Ends)[]> {
  const ids = facts.flatMap(({ workspace, by }) => ('id' in by ? [{ workspace, id: by.id }] : []));
  const wires = facts.flatMap(({ workspace, by }) => ('id' in by ? [] : [{ workspace, ...by }]));
  // In the order of ids, so that two recorders never wait for each other in a circle.
  return tx.many(sql<MessageRow & Ends>`
    with found as (
      select m.workspace_id, m.id from messages m
        join unnest(${ids.map((one) => one.workspace)}::uuid[], ${ids.map((one) => one.id)}::uuid[]) as one (workspace_id, id) using (workspace_id, id)
      union
      select m.workspace_id, m.id from messages m
        join unnest(${wires.map((one) => one.workspace)}::uuid[], ${wires.map((one) => one.device)}::uuid[], ${wires.map((one) => one.wireId)}::text[]) as one (workspace_id, device_id, wire_id)
          using (workspace_id, device_id, wire_id)
        where m.direction = 'out'
    )
    select ${sql.raw(messageColumns)}, ${devicePhone('m.workspace_id', 'm.device_id')} as device_phone, ${phoneOf('m.workspace_id', 'm.contact_id')} as contact_phone
    from messages m join found using (workspace_id, id) order by m.id for update of m`);
}

async function writeRows(tx: Tx, rows: MessageRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(sql`
    update messages m set status = n.status, error = n.error, sent_at = n.sent_at, delivered_at = n.delivered_at,
      read_at = n.read_at, played_at = n.played_at, ended_at = n.ended_at, hold = null
    from unnest(${rows.map((row) => row.workspace_id)}::uuid[], ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.status)}::text[],
      ${rows.map((row) => row.error && JSON.stringify(row.error))}::jsonb[], ${rows.map((row) => row.sent_at)}::timestamptz[],
      ${rows.map((row) => row.delivered_at)}::timestamptz[], ${rows.map((row) => row.read_at)}::timestamptz[],
      ${rows.map((row) => row.played_at)}::timestamptz[], ${rows.map((row) => row.ended_at)}::timestamptz[])
      as n (workspace_id, id, status, error, sent_at, delivered_at, read_at, played_at, ended_at)
    where m.workspace_id = n.workspace_id and m.id = n.id`);
}
