import type { Id } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import { lidOf, phoneOf } from '../contacts/contacts.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Engine, Peer } from '../engine/engine.ts';
import { wroteLately } from '../policy/policy.ts';
import type { MessageObject } from './message.ts';
import { getMessage, noSuchMessage } from './read.ts';
import { recordFacts } from './write.ts';

type Workspace = Id<'workspace'>;

/** Cancels a message that has not been handed over. Refused with `conflict` once it is on its way or gone. */
export async function cancelMessage(
  tx: Tx,
  workspace: Workspace,
  id: Id<'message'>,
  now: Date,
): Promise<MessageObject> {
  const row = await tx.maybe(
    sql<{
      status: string;
      direction: 'out' | 'in';
    }>`select status, direction from messages where workspace_id = ${workspace} and id = ${id} for update`,
  );
  if (!row) throw noSuchMessage();
  if (row.direction === 'in')
    throw new Problem('conflict', { detail: 'This message arrived; only yours can be canceled.' });
  if (row.status !== 'queued' && row.status !== 'scheduled' && row.status !== 'canceled') {
    throw new Problem('conflict', {
      detail: `The message is already ${row.status}; only a queued message can be canceled.`,
      params: { status: row.status },
    });
  }
  await recordFacts(tx, [{ workspace, by: { id }, fact: { kind: 'canceled', at: now } }], now);
  return getMessage(tx, workspace, id);
}

/** Marks what arrived in a chat as read, here and (if the device is online) with WhatsApp. Returns what to tell the engine. */
export async function markRead(
  tx: Tx,
  workspace: Workspace,
  chat: Id<'chat'>,
  now: Date,
): Promise<{ device: string; peer: Peer; messages: { wireId: string; sender: Peer }[] }> {
  const found = await findPeer(tx, workspace, chat);
  const rows = await tx.many(sql<{ wire_id: string }>`
    update messages set status = 'read', read_at = ${now} where workspace_id = ${workspace} and chat_id = ${chat} and direction = 'in' and status = 'delivered'
    returning wire_id`);
  await tx.run(sql`update chats set unread = 0 where workspace_id = ${workspace} and id = ${chat}`);
  return {
    device: found.device,
    peer: found.peer,
    messages: rows.map((row) => ({ wireId: row.wire_id, sender: found.peer })),
  };
}

/** Typing may be shown only to a person who wrote in the last 24 hours. Returns whom to show it to. */
export async function mayType(
  tx: Tx,
  workspace: Workspace,
  chat: Id<'chat'>,
  now: Date,
): Promise<{ device: string; peer: Peer }> {
  const found = await findPeer(tx, workspace, chat);
  if (!wroteLately(found.lastInboundAt, now)) {
    throw new Problem('conflict', { detail: 'Typing is shown only to people who wrote in the last 24 hours.' });
  }
  return found;
}

/** What the API needs of an engine for these verbs. */
export type Toucher = Pick<Engine, 'read' | 'type'>;

type Found = { device: string; peer: Peer; lastInboundAt: Date | null };

async function findPeer(tx: Tx, workspace: Workspace, chat: Id<'chat'>): Promise<Found> {
  const row = await tx.maybe(sql<{
    device_id: string;
    phone: string | null;
    lid: string | null;
    last_inbound_at: Date | null;
  }>`
    select c.device_id, c.last_inbound_at, ${phoneOf('c.workspace_id', 'c.contact_id')} as phone, ${lidOf('c.workspace_id', 'c.contact_id')} as lid
    from chats c where c.workspace_id = ${workspace} and c.id = ${chat}`);
  if (!row) throw new Problem('not_found', { detail: 'There is no such chat.' });
  if (!row.phone && !row.lid) throw new Problem('not_available', { detail: 'Groups are read-only in this version.' });
  return {
    device: row.device_id,
    lastInboundAt: row.last_inbound_at,
    peer: { kind: 'person', ...(row.phone ? { phone: row.phone } : {}), ...(row.lid ? { lid: row.lid } : {}) },
  };
}
