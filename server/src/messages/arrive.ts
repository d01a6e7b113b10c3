import { newId } from '../base/id.ts';
import { sql } from '../db/db.ts';
import { appendEvents } from '../events/events.ts';
import type { Arrived, Desk, InboundMessage } from './desk.ts';
import { addressOf, phoneOfPeer } from './desk.ts';
import type { MessageRow } from './message.ts';
import { showMessage } from './message.ts';
import { momentOf } from './moment.ts';

type New = { one: Arrived; row: MessageRow };

/**
 * Stores messages that are new and tells them; a second copy is dropped. A message that could not be read at first and
 * now can takes the place of its own `unsupported` and is told again under its id. Returns what was stored, and of it what is new.
 */
export async function storeArrivals(desk: Desk, arrived: Arrived[]): Promise<{ stored: Arrived[]; first: Arrived[] }> {
  const news = withoutDoubles(arrived.map((one) => ({ one, row: newRow(desk, one) })));
  const stored = await insertRows(desk, news);
  const fresh = news.flatMap(({ one, row }) => {
    const found = stored.get(keyOf(row));
    return found ? [{ one, row: { ...row, id: found.id, reply_to: found.reply_to }, isFirst: found.is_first }] : [];
  });
  await appendEvents(
    desk.tx,
    fresh.flatMap(({ one: { entry }, row }) => {
      // History that came with the linking is kept but not told: nobody wrote it now.
      if (entry.history) return [];
      const data = showMessage(row, { device_phone: desk.phone, contact_phone: phoneOfPeer(entry.chat) });
      const type = entry.fromMe ? 'message.echoed' : 'message.received';
      return [{ workspace: desk.workspace, type, subject: row.id, at: desk.now, data }] as const;
    }),
  );
  return { stored: fresh.map(({ one }) => one), first: fresh.flatMap(({ one, isFirst }) => (isFirst ? [one] : [])) };
}

// One statement may touch a row only once; of two copies in one batch the readable one counts.
function withoutDoubles(news: New[]): New[] {
  const kept = new Map<string, New>();
  for (const one of news) {
    const known = kept.get(keyOf(one.row));
    if (!known || (known.row.type === 'unsupported' && one.row.type !== 'unsupported')) kept.set(keyOf(one.row), one);
  }
  return [...kept.values()];
}

function keyOf({ wire_id, chat_id, sender }: Pick<MessageRow, 'wire_id' | 'chat_id' | 'sender'>): string {
  return `${wire_id}:${chat_id}:${sender}`;
}

type Stored = Pick<MessageRow, 'id' | 'wire_id' | 'chat_id' | 'sender' | 'reply_to'> & { is_first: boolean };

async function insertRows({ tx, workspace, device }: Desk, news: New[]): Promise<Map<string, Stored>> {
  const rows = news.map(({ row }) => row);
  const stored = await tx.many(sql<Stored>`
    insert into messages (workspace_id, id, device_id, chat_id, contact_id, direction, origin, type, content, purpose, class, status, reply_to, wire_id, sender, created_at, sent_at, delivered_at)
    select ${workspace}::uuid, n.id, ${device}::uuid, n.chat, n.contact, n.direction, n.origin, n.type, n.content, 'service', 1, n.status,
      (select q.id from messages q where q.workspace_id = ${workspace} and q.device_id = ${device} and q.wire_id = n.quoted and q.chat_id = n.chat limit 1),
      n.wire_id, n.sender, n.at, case when n.direction = 'out' then n.at end, case when n.direction = 'in' then n.at end
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.chat_id)}::uuid[], ${rows.map((row) => row.contact_id)}::uuid[],
      ${rows.map((row) => row.direction)}::text[], ${rows.map((row) => row.origin)}::text[], ${rows.map((row) => row.type)}::text[],
      ${rows.map((row) => JSON.stringify(row.content))}::jsonb[], ${rows.map((row) => row.status)}::text[], ${news.map(({ one }) => one.entry.quotedWireId ?? null)}::text[],
      ${rows.map((row) => row.wire_id)}::text[], ${rows.map((row) => row.sender)}::text[], ${rows.map((row) => row.created_at)}::timestamptz[])
      as n (id, chat, contact, direction, origin, type, content, status, quoted, wire_id, sender, at)
    on conflict (workspace_id, device_id, wire_id, chat_id, coalesce(sender, '')) where wire_id is not null
      do update set type = excluded.type, content = excluded.content, reply_to = excluded.reply_to
      where messages.type = 'unsupported' and excluded.type <> 'unsupported'
    returning id, wire_id, chat_id, sender, reply_to, xmax = 0 as is_first`);
  return new Map(stored.map((row) => [keyOf(row), row]));
}

function newRow({ workspace, device, now }: Desk, { entry, contact, chat }: Arrived): MessageRow {
  const at = momentOf(entry.atMs, now);
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
