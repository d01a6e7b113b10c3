import type { Id } from '../base/id.ts';
import { newId, showId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { cutPage } from '../base/page.ts';
import { Problem } from '../base/problem.ts';
import { phoneOf } from '../contacts/contacts.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

type Workspace = Id<'workspace'>;

/** A chat as the API shows it. `writable` is false for groups until they are built. */
export type ChatObject = {
  id: string;
  device: string;
  kind: 'direct' | 'group' | 'other';
  contact: string | null;
  phone: string | null;
  name: string | null;
  unread: number;
  last_message_at: string | null;
  last_inbound_at: string | null;
  window_until: string | null;
  writable: boolean;
  created_at: string;
};

type ChatRow = {
  id: Id<'chat'>;
  device_id: string;
  kind: ChatObject['kind'];
  contact_id: string | null;
  phone: string | null;
  name: string | null;
  unread: number;
  last_message_at: Date | null;
  last_inbound_at: Date | null;
  window_until: Date | null;
  created_at: Date;
};

/** The direct chat of a device with a contact, made if there is none. */
export async function chatWith(
  tx: Tx,
  workspace: Workspace,
  { device, contact, now }: { device: Id<'device'>; contact: Id<'contact'>; now: Date },
): Promise<Id<'chat'>> {
  const id = newId('chat', now);
  const row = await tx.one(sql<{ id: Id<'chat'> }>`
    insert into chats (workspace_id, id, device_id, kind, contact_id, created_at) values (${workspace}, ${id}, ${device}, 'direct', ${contact}, ${now})
    on conflict (workspace_id, device_id, contact_id) where kind = 'direct' do update set contact_id = excluded.contact_id
    returning id`);
  return row.id;
}

export async function getChat(tx: Tx, workspace: Workspace, id: Id<'chat'>): Promise<ChatObject> {
  const row = await tx.maybe(sql<ChatRow>`${selectChats(workspace)} and c.id = ${id}`);
  if (!row) throw new Problem('not_found', { detail: 'There is no such chat.' });
  return showChat(row);
}

/** What a list of chats may be narrowed to. `only`: the devices the caller may see; null for all. */
type ChatFilter = { device?: Id<'device'>; contact?: Id<'contact'>; only?: readonly Id<'device'>[] | null };

/** Newest first by creation, so that the pages stay stable while messages arrive. */
export async function listChats(
  tx: Tx,
  workspace: Workspace,
  { limit, after, device, contact, only = null }: PageRequest & ChatFilter,
): Promise<Page<ChatObject>> {
  const rows = await tx.many(sql<ChatRow>`
    ${selectChats(workspace)}
      and (${after ?? null}::uuid is null or c.id < ${after ?? null}::uuid)
      and (${device ?? null}::uuid is null or c.device_id = ${device ?? null}::uuid)
      and (${contact ?? null}::uuid is null or c.contact_id = ${contact ?? null}::uuid)
      and (${only}::uuid[] is null or c.device_id = any(${only}::uuid[]))
    order by c.id desc limit ${limit + 1}`);
  return cutPage(rows, limit, showChat);
}

function selectChats(workspace: Workspace) {
  return sql`
    select c.id, c.device_id, c.kind, c.contact_id, c.name, c.unread, greatest(c.last_message_at, newest.created_at) as last_message_at, c.last_inbound_at, c.window_until, c.created_at,
      ${phoneOf('c.workspace_id', 'c.contact_id')} as phone
    from chats c
    -- What we wrote is looked up here, so that sending need not write to the chat.
    left join lateral (
      select m.created_at from messages m where m.workspace_id = c.workspace_id and m.chat_id = c.id order by m.id desc limit 1
    ) newest on true
    where c.workspace_id = ${workspace}`;
}

function showChat(row: ChatRow): ChatObject {
  return {
    id: showId('chat', row.id),
    device: showId('device', row.device_id),
    kind: row.kind,
    contact: row.contact_id && showId('contact', row.contact_id),
    phone: row.phone,
    name: row.name,
    unread: row.unread,
    last_message_at: row.last_message_at?.toISOString() ?? null,
    last_inbound_at: row.last_inbound_at?.toISOString() ?? null,
    window_until: row.window_until?.toISOString() ?? null,
    writable: row.kind === 'direct',
    created_at: row.created_at.toISOString(),
  };
}
