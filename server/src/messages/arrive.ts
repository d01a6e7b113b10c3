import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import { sql } from '../db/db.ts';
import { appendEvents } from '../events/events.ts';
import type { Arrived, Desk, InboundMessage } from './desk.ts';
import { addressOf, phoneOfPeer } from './desk.ts';
import type { MessageRow } from './message.ts';
import { showMessage } from './message.ts';

type New = { one: Arrived; row: MessageRow };

/** Stores messages that are new and tells them; a second copy is dropped. Returns the new ones. */
export async function storeArrivals(desk: Desk, arrived: Arrived[]): Promise<Arrived[]> {
  const rows = arrived.map((one) => ({ one, row: newRow(desk, one) }));
  const replies = await insertRows(desk, rows);
  const fresh = rows.filter(({ row }) => replies.has(row.id));
  await appendEvents(
    desk.tx,
    fresh.flatMap(({ one: { entry }, row }) => {
      // History that came with the linking is kept but not told: nobody wrote it now.
      if (entry.history) return [];
      const data = showMessage(
        { ...row, reply_to: replies.get(row.id) ?? null },
        { device_phone: desk.phone, contact_phone: phoneOfPeer(entry.chat) },
      );
      const type = entry.fromMe ? 'message.echoed' : 'message.received';
      return [{ workspace: desk.workspace, type, subject: row.id, at: desk.now, data }] as const;
    }),
  );
  return fresh.map(({ one }) => one);
}

async function insertRows({ tx, workspace, device }: Desk, news: New[]): Promise<Map<string, Id<'message'> | null>> {
  const rows = news.map(({ row }) => row);
  const inserted = await tx.many(sql<{ id: string; reply_to: Id<'message'> | null }>`
    insert into messages (workspace_id, id, device_id, chat_id, contact_id, direction, origin, type, content, purpose, class, status, reply_to, wire_id, sender, created_at, sent_at, delivered_at)
    select ${workspace}::uuid, n.id, ${device}::uuid, n.chat, n.contact, n.direction, n.origin, n.type, n.content, 'service', 1, n.status,
      (select q.id from messages q where q.workspace_id = ${workspace} and q.device_id = ${device} and q.wire_id = n.quoted and q.chat_id = n.chat limit 1),
      n.wire_id, n.sender, n.at, case when n.direction = 'out' then n.at end, case when n.direction = 'in' then n.at end
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.chat_id)}::uuid[], ${rows.map((row) => row.contact_id)}::uuid[],
      ${rows.map((row) => row.direction)}::text[], ${rows.map((row) => row.origin)}::text[], ${rows.map((row) => row.type)}::text[],
      ${rows.map((row) => JSON.stringify(row.content))}::jsonb[], ${rows.map((row) => row.status)}::text[], ${news.map(({ one }) => one.entry.quotedWireId ?? null)}::text[],
      ${rows.map((row) => row.wire_id)}::text[], ${rows.map((row) => row.sender)}::text[], ${rows.map((row) => row.created_at)}::timestamptz[])
      as n (id, chat, contact, direction, origin, type, content, status, quoted, wire_id, sender, at)
    on conflict (workspace_id, device_id, wire_id, chat_id, coalesce(sender, '')) where wire_id is not null do nothing
    returning id, reply_to`);
  return new Map(inserted.map((row) => [row.id, row.reply_to]));
}

function newRow({ workspace, device, now }: Desk, { entry, contact, chat }: Arrived): MessageRow {
  const at = new Date(entry.atMs);
  return {
    workspace_id: workspace,
    id: newId('message', now),
    device_id: device,
    chat_id: chat,
    contact_id: contact,
    class: 1,
    direction: entry.fromMe ? 'out' : 'in',
    origin: entry.history ? 'history' : 'phone',
    type: entry.content.type,
    content: entry.content,
    purpose: 'service',
    status: entry.fromMe ? 'sent' : 'delivered',
    error: null,
    hold: null,
    client_ref: null,
    reply_to: null,
    wire_id: entry.wireId,
    sender: senderOf(entry),
    attempts: 0,
    on_unknown: 'resend',
    send_at: null,
    expires_at: null,
    created_at: at,
    sending_at: null,
    sent_at: entry.fromMe ? at : null,
    delivered_at: entry.fromMe ? null : at,
    read_at: null,
    played_at: null,
    ended_at: null,
  };
}

// In a chat with one person the wire id alone could clash only between the two sides; in a group between members.
function senderOf({ fromMe, chat, sender }: InboundMessage): string {
  if (fromMe) return 'me';
  return chat.kind === 'person' ? 'them' : (phoneOfPeer(sender) ?? addressOf(sender));
}
