import type { Id } from '../base/id.ts';
import type { Merge } from '../contacts/contacts.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { moveLanes } from '../queue/queue.ts';

/** Moves chats and messages of contacts that turned out to be one person. On a device that knew both, one chat remains. */
export async function mergeChats(tx: Tx, workspace: Id<'workspace'>, merges: Merge[]): Promise<void> {
  for (const { kept, gone } of merges) {
    const pairs = await tx.many(sql<{ from: Id<'chat'>; to: Id<'chat'> | null }>`
      select g.id as from, (select k.id from chats k where k.workspace_id = g.workspace_id and k.device_id = g.device_id and k.contact_id = ${kept} and k.kind = 'direct') as to
      from chats g where g.workspace_id = ${workspace} and g.contact_id = ${gone} for update`);
    for (const { from, to } of pairs) {
      if (to) await emptyInto(tx, workspace, from, to);
      else await tx.run(sql`update chats set contact_id = ${kept} where workspace_id = ${workspace} and id = ${from}`);
    }
    await tx.run(
      sql`update messages set contact_id = ${kept} where workspace_id = ${workspace} and contact_id = ${gone}`,
    );
  }
}

// The emptied chat stays as a read-only shell, so that an id somebody holds still answers.
async function emptyInto(tx: Tx, workspace: Id<'workspace'>, from: Id<'chat'>, to: Id<'chat'>): Promise<void> {
  await tx.run(sql`update messages set chat_id = ${to} where workspace_id = ${workspace} and chat_id = ${from}`);
  await tx.run(sql`
    update chats k set last_message_at = greatest(k.last_message_at, g.last_message_at), last_inbound_at = greatest(k.last_inbound_at, g.last_inbound_at),
      window_until = greatest(k.window_until, g.window_until), approached_at = greatest(k.approached_at, g.approached_at), unread = k.unread + g.unread
    from chats g where k.workspace_id = ${workspace} and k.id = ${to} and g.workspace_id = ${workspace} and g.id = ${from}`);
  await tx.run(
    sql`update chats set kind = 'other', address = 'merged:' || id::text, contact_id = null, unread = 0 where workspace_id = ${workspace} and id = ${from}`,
  );
  await moveLanes(tx, workspace, from, to);
}
