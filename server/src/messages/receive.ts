import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { newId, showId } from '../base/id.ts';
import type { Log } from '../base/log.ts';
import type { Identity, Person } from '../contacts/contacts.ts';
import { forgetMerged, meetPeople, noteInbound, reopenContact, suppressContact } from '../contacts/contacts.ts';
import type { Db, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Inbound, Peer } from '../engine/engine.ts';
import { appendEvents } from '../events/events.ts';
import { readWish } from '../policy/policy.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { addUsage } from '../workspaces/workspaces.ts';
import { mergeChats } from './merge.ts';
import type { MessageRow } from './message.ts';
import { showMessage } from './message.ts';
import type { Learnt } from './write.ts';
import { recordFacts } from './write.ts';

/** The device something arrived on. */
export type Receiver = { workspace: Id<'workspace'>; device: Id<'device'>; phone: string | null };

type Deps = { db: Db; secrets: Secrets; clock: Clock; log: Log };

type InboundMessage = Extract<Inbound, { kind: 'message' }>;

/**
 * Takes what arrived on one device, in order, in one transaction: when it resolves, everything is durable and told.
 * A second copy changes nothing, so an engine that is not sure may hand the same entries in again.
 */
export async function receive(
  { db, secrets, clock, log }: Deps,
  receiver: Receiver,
  entries: Inbound[],
): Promise<void> {
  await db.system(async (tx) => {
    const now = clock.now();
    const identities = entries.filter((entry) => entry.kind === 'identity');
    await meet(
      tx,
      secrets,
      receiver,
      identities.map(({ phone, lid }) => ({
        identities: [
          { kind: 'phone', value: phone },
          { kind: 'lid', value: lid },
        ],
      })),
      now,
    );
    await receiveMessages(
      tx,
      secrets,
      receiver,
      entries.filter((entry) => entry.kind === 'message'),
      now,
    );
    await recordFacts(
      tx,
      entries.flatMap((entry) => (entry.kind === 'receipt' ? receiptFacts(receiver, entry) : [])),
    );
    await appendEvents(
      tx,
      entries.flatMap((entry) =>
        entry.kind === 'call' && entry.status === 'offer' ? [callEvent(receiver, entry, now)] : [],
      ),
    );
  });
  log.debug('received', { device: receiver.device, count: entries.length });
}

function receiptFacts({ workspace, device }: Receiver, entry: Extract<Inbound, { kind: 'receipt' }>): Learnt[] {
  // In a group one member's receipt says nothing about the others; groups are built later.
  if (entry.chat.kind !== 'person') return [];
  return entry.wireIds.map((wireId) => ({
    workspace,
    by: { device, wireId },
    fact: { kind: entry.receipt, at: new Date(entry.atMs) },
  }));
}

function callEvent({ workspace, device }: Receiver, call: Extract<Inbound, { kind: 'call' }>, now: Date) {
  return {
    workspace,
    type: 'call.received' as const,
    subject: device,
    at: now,
    data: {
      device: showId('device', device),
      from: phoneOfPeer(call.from),
      call_id: call.callId,
      at: new Date(call.atMs).toISOString(),
    },
  };
}

type Arrived = { entry: InboundMessage; contact: Id<'contact'> | null; chat: Id<'chat'> };

async function receiveMessages(
  tx: Tx,
  secrets: Secrets,
  receiver: Receiver,
  entries: InboundMessage[],
  now: Date,
): Promise<void> {
  if (entries.length === 0) return;
  const people = entries.filter((entry) => entry.chat.kind === 'person');
  const contacts = await meet(tx, secrets, receiver, people.map(personOf), now);
  const contactOf = new Map(people.map((entry, index) => [entry, contacts[index] ?? null]));
  const chats = await openChats(tx, receiver, entries, contactOf, now);
  const arrived = entries.map((entry): Arrived => {
    const contact = contactOf.get(entry) ?? null;
    const chat = chats.get(chatKey(entry, contact));
    if (!chat) throw new Error('a chat just opened is missing');
    return { entry, contact, chat };
  });
  const fresh = await insertMessages(tx, receiver, arrived, now);
  await touchChats(tx, receiver.workspace, fresh);
  await noteInbound(
    tx,
    receiver.workspace,
    fresh.flatMap(({ entry, contact }) =>
      contact && !entry.fromMe && !entry.history
        ? [{ contact, at: new Date(entry.atMs), pushName: entry.name ?? null }]
        : [],
    ),
  );
  await obeyWishes(tx, secrets, receiver, fresh);
  await addUsage(tx, 'messages_received', [[receiver.workspace, fresh.length]], now);
}

async function meet(
  tx: Tx,
  secrets: Secrets,
  { workspace }: Receiver,
  people: Person[],
  now: Date,
): Promise<Id<'contact'>[]> {
  if (people.length === 0) return [];
  const { contacts, merges } = await meetPeople(tx, secrets, workspace, people, now);
  await mergeChats(tx, workspace, merges);
  await forgetMerged(tx, workspace, merges);
  return contacts;
}

function personOf({ chat, fromMe, name }: InboundMessage): Person {
  const identities: Identity[] = [];
  if (chat.kind === 'person' && chat.phone) identities.push({ kind: 'phone', value: chat.phone });
  if (chat.kind === 'person' && chat.lid) identities.push({ kind: 'lid', value: chat.lid });
  // A message typed on the phone carries our own name, not the other person's.
  return { identities, ...(name && !fromMe ? { pushName: name } : {}) };
}

function chatKey(entry: InboundMessage, contact: Id<'contact'> | null): string {
  return contact ?? addressOf(entry.chat);
}

function addressOf(peer: Peer): string {
  if (peer.kind === 'group') return peer.group;
  return peer.kind === 'other' ? peer.address : (peer.phone ?? peer.lid ?? 'unknown');
}

async function openChats(
  tx: Tx,
  { workspace, device }: Receiver,
  entries: InboundMessage[],
  contactOf: Map<InboundMessage, Id<'contact'> | null>,
  now: Date,
): Promise<Map<string, Id<'chat'>>> {
  const wanted = new Map(
    entries.map((entry) => [
      chatKey(entry, contactOf.get(entry) ?? null),
      { entry, contact: contactOf.get(entry) ?? null },
    ]),
  );
  const direct = [...wanted.values()].flatMap(({ contact }) => (contact ? [contact] : [])).sort();
  const others = [...wanted.values()]
    .filter(({ contact }) => !contact)
    .map(({ entry }) => ({ kind: entry.chat.kind === 'group' ? 'group' : 'other', address: addressOf(entry.chat) }));
  const opened = await tx.many(sql<{ id: Id<'chat'>; key: string }>`
    insert into chats (workspace_id, id, device_id, kind, contact_id, created_at)
    select ${workspace}::uuid, id, ${device}::uuid, 'direct', contact, ${now}::timestamptz
    from unnest(${direct.map(() => newId('chat', now))}::uuid[], ${direct}::uuid[]) as wanted (id, contact)
    on conflict (workspace_id, device_id, contact_id) where kind = 'direct' do update set contact_id = excluded.contact_id
    returning id, contact_id as key`);
  const rest =
    others.length === 0
      ? []
      : await tx.many(sql<{ id: Id<'chat'>; key: string }>`
    insert into chats (workspace_id, id, device_id, kind, address, created_at)
    select ${workspace}::uuid, id, ${device}::uuid, kind, address, ${now}::timestamptz
    from unnest(${others.map(() => newId('chat', now))}::uuid[], ${others.map((one) => one.kind)}::text[], ${others.map((one) => one.address)}::text[]) as wanted (id, kind, address)
    on conflict (workspace_id, device_id, address) where kind <> 'direct' do update set address = excluded.address
    returning id, address as key`);
  return new Map([...opened, ...rest].map(({ key, id }) => [key, id]));
}

async function insertMessages(tx: Tx, receiver: Receiver, arrived: Arrived[], now: Date): Promise<Arrived[]> {
  const rows = arrived.map((one) => ({ one, row: newRow(receiver, one, now), quoted: one.entry.quotedWireId ?? null }));
  const inserted = await tx.many(sql<{ id: string; reply_to: Id<'message'> | null }>`
    insert into messages (workspace_id, id, device_id, chat_id, contact_id, direction, origin, type, content, purpose, class, status, reply_to, wire_id, sender, created_at, sent_at, delivered_at)
    select ${receiver.workspace}::uuid, n.id, ${receiver.device}::uuid, n.chat, n.contact, n.direction, n.origin, n.type, n.content, 'service', 1, n.status,
      (select q.id from messages q where q.workspace_id = ${receiver.workspace} and q.device_id = ${receiver.device} and q.wire_id = n.quoted and q.chat_id = n.chat limit 1),
      n.wire_id, n.sender, n.at, case when n.direction = 'out' then n.at end, case when n.direction = 'in' then n.at end
    from unnest(${rows.map(({ row }) => row.id)}::uuid[], ${rows.map(({ row }) => row.chat_id)}::uuid[], ${rows.map(({ row }) => row.contact_id)}::uuid[],
      ${rows.map(({ row }) => row.direction)}::text[], ${rows.map(({ row }) => row.origin)}::text[], ${rows.map(({ row }) => row.type)}::text[],
      ${rows.map(({ row }) => JSON.stringify(row.content))}::jsonb[], ${rows.map(({ row }) => row.status)}::text[], ${rows.map(({ quoted }) => quoted)}::text[],
      ${rows.map(({ row }) => row.wire_id)}::text[], ${rows.map(({ row }) => row.sender)}::text[], ${rows.map(({ row }) => row.created_at)}::timestamptz[])
      as n (id, chat, contact, direction, origin, type, content, status, quoted, wire_id, sender, at)
    on conflict (workspace_id, device_id, wire_id, chat_id, coalesce(sender, '')) where wire_id is not null do nothing
    returning id, reply_to`);
  const replies = new Map(inserted.map((row) => [row.id, row.reply_to]));
  const fresh = rows.filter(({ row }) => replies.has(row.id));
  await appendEvents(
    tx,
    fresh.flatMap(({ one, row }) => {
      // History that came with the linking is kept but not told: nobody wrote it now.
      if (one.entry.history) return [];
      const ends = {
        device_phone: receiver.phone,
        contact_phone: one.entry.chat.kind === 'person' ? (one.entry.chat.phone ?? null) : null,
      };
      const data = showMessage({ ...row, reply_to: replies.get(row.id) ?? null }, ends);
      return [
        {
          workspace: receiver.workspace,
          type: one.entry.fromMe ? ('message.echoed' as const) : ('message.received' as const),
          subject: row.id,
          at: now,
          data,
        },
      ];
    }),
  );
  return fresh.map(({ one }) => one);
}

function newRow({ workspace, device }: Receiver, { entry, contact, chat }: Arrived, now: Date): MessageRow {
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
    sender:
      entry.chat.kind === 'person'
        ? entry.fromMe
          ? 'me'
          : 'them'
        : entry.fromMe
          ? 'me'
          : (phoneOfPeer(entry.sender) ?? addressOf(entry.sender)),
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

function phoneOfPeer(peer: Peer): string | null {
  return peer.kind === 'person' ? (peer.phone ?? null) : null;
}

async function touchChats(tx: Tx, workspace: Id<'workspace'>, fresh: Arrived[]): Promise<void> {
  const live = fresh.filter(({ entry }) => !entry.history);
  if (live.length === 0) return;
  const byChat = new Map<string, { lastAt: number; inboundAt: number | null; unread: number }>();
  for (const { entry, chat } of live) {
    const known = byChat.get(chat) ?? { lastAt: 0, inboundAt: null, unread: 0 };
    const inboundAt = entry.fromMe ? known.inboundAt : Math.max(known.inboundAt ?? 0, entry.atMs);
    byChat.set(chat, {
      lastAt: Math.max(known.lastAt, entry.atMs),
      inboundAt,
      unread: known.unread + (entry.fromMe ? 0 : 1),
    });
  }
  const rows = [...byChat].sort(([a], [b]) => (a < b ? -1 : 1));
  await tx.run(sql`
    update chats c set last_message_at = greatest(c.last_message_at, t.last_at), unread = c.unread + t.unread,
      last_inbound_at = greatest(c.last_inbound_at, t.inbound_at), window_until = greatest(c.window_until, t.inbound_at + interval '24 hours')
    from unnest(${rows.map(([chat]) => chat)}::uuid[], ${rows.map(([, row]) => new Date(row.lastAt))}::timestamptz[],
      ${rows.map(([, row]) => (row.inboundAt === null ? null : new Date(row.inboundAt)))}::timestamptz[], ${rows.map(([, row]) => row.unread)}::int[])
      as t (id, last_at, inbound_at, unread)
    where c.workspace_id = ${workspace} and c.id = t.id`);
}

// STOP and START hold for the whole workspace from this commit on; the same words inside a longer message mean nothing.
async function obeyWishes(tx: Tx, secrets: Secrets, { workspace }: Receiver, fresh: Arrived[]): Promise<void> {
  for (const { entry, contact } of fresh) {
    if (!contact || entry.fromMe || entry.history || entry.content.type !== 'text') continue;
    const wish = readWish(entry.content.text.body);
    const at = new Date(entry.atMs);
    if (wish === 'stop')
      await suppressContact(tx, secrets, {
        workspace,
        contact,
        source: 'person',
        reason: 'stop_keyword',
        at,
        actor: 'person',
      });
    if (wish === 'start') await reopenContact(tx, secrets, { workspace, contact, at });
  }
}
