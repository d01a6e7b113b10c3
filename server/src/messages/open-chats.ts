import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import { sql } from '../db/db.ts';
import type { Arrived, Desk, InboundMessage } from './desk.ts';
import { addressOf } from './desk.ts';

type Met = { entry: InboundMessage; contact: Id<'contact'> | null };

/** Finds or makes the chat of each message. */
export async function openChats(desk: Desk, met: Met[]): Promise<Arrived[]> {
  const direct = await openDirect(
    desk,
    met.flatMap(({ contact }) => contact ?? []),
  );
  const others = await openOthers(
    desk,
    met.flatMap(({ entry, contact }) => (contact ? [] : [entry])),
  );
  return met.map(({ entry, contact }) => {
    const chat = contact ? direct.get(contact) : others.get(addressOf(entry.chat));
    if (!chat) throw new Error('a chat just opened is missing');
    return { entry, contact, chat };
  });
}

// In a fixed order, so that two batches never wait for each other in a circle.
async function openDirect(
  { tx, workspace, device, now }: Desk,
  contacts: Id<'contact'>[],
): Promise<Map<string, Id<'chat'>>> {
  const wanted = [...new Set(contacts)].sort();
  if (wanted.length === 0) return new Map();
  const rows = await tx.many(sql<{ id: Id<'chat'>; contact: string }>`
    insert into chats (workspace_id, id, device_id, kind, contact_id, created_at)
    select ${workspace}::uuid, id, ${device}::uuid, 'direct', contact, ${now}::timestamptz
    from unnest(${wanted.map(() => newId('chat', now))}::uuid[], ${wanted}::uuid[]) as wanted (id, contact)
    on conflict (workspace_id, device_id, contact_id) where kind = 'direct' do update set contact_id = excluded.contact_id
    returning id, contact_id as contact`);
  return new Map(rows.map((row) => [row.contact, row.id]));
}

async function openOthers(
  { tx, workspace, device, now }: Desk,
  entries: InboundMessage[],
): Promise<Map<string, Id<'chat'>>> {
  const kinds = new Map(entries.map(({ chat }) => [addressOf(chat), chat.kind === 'group' ? 'group' : 'other']));
  const wanted = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
  if (wanted.length === 0) return new Map();
  const rows = await tx.many(sql<{ id: Id<'chat'>; address: string }>`
    insert into chats (workspace_id, id, device_id, kind, address, created_at)
    select ${workspace}::uuid, id, ${device}::uuid, kind, address, ${now}::timestamptz
    from unnest(${wanted.map(() => newId('chat', now))}::uuid[], ${wanted.map(([, kind]) => kind)}::text[], ${wanted.map(([address]) => address)}::text[]) as wanted (id, kind, address)
    on conflict (workspace_id, device_id, address) where kind <> 'direct' do update set address = excluded.address
    returning id, address`);
  return new Map(rows.map((row) => [row.address, row.id]));
}

/** Notes on the chats when somebody last wrote and how much is unread. */
export async function touchChats({ tx, workspace }: Desk, fresh: Arrived[]): Promise<void> {
  const byChat = new Map<string, { lastAt: number; inboundAt: number | null; unread: number }>();
  for (const { entry, chat } of fresh) {
    if (entry.history) continue;
    const known = byChat.get(chat) ?? { lastAt: 0, inboundAt: null, unread: 0 };
    const inboundAt = entry.fromMe ? known.inboundAt : Math.max(known.inboundAt ?? 0, entry.atMs);
    const lastAt = Math.max(known.lastAt, entry.atMs);
    byChat.set(chat, { lastAt, inboundAt, unread: known.unread + (entry.fromMe ? 0 : 1) });
  }
  if (byChat.size === 0) return;
  const rows = [...byChat].sort(([a], [b]) => (a < b ? -1 : 1));
  const dates = (pick: (row: { lastAt: number; inboundAt: number | null }) => number | null) =>
    rows.map(([, row]) => {
      const ms = pick(row);
      return ms === null ? null : new Date(ms);
    });
  await tx.run(sql`
    update chats c set last_message_at = greatest(c.last_message_at, t.last_at), unread = c.unread + t.unread,
      last_inbound_at = greatest(c.last_inbound_at, t.inbound_at), window_until = greatest(c.window_until, t.inbound_at + interval '24 hours')
    from unnest(${rows.map(([chat]) => chat)}::uuid[], ${dates((row) => row.lastAt)}::timestamptz[],
      ${dates((row) => row.inboundAt)}::timestamptz[], ${rows.map(([, row]) => row.unread)}::int[]) as t (id, last_at, inbound_at, unread)
    where c.workspace_id = ${workspace} and c.id = t.id`);
}
