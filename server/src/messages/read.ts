import type { Id } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { cutPage } from '../base/page.ts';
import { Problem } from '../base/problem.ts';
import { phoneOf } from '../contacts/contacts.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { devicePhone } from '../devices/devices.ts';
import type { Ends, MessageObject, MessageRow } from './message.ts';
import { messageColumns, showMessage } from './message.ts';

type Workspace = Id<'workspace'>;

/** What a list of messages may be narrowed to. */
export type MessageFilter = {
  chat?: Id<'chat'>;
  device?: Id<'device'>;
  contact?: Id<'contact'>;
  direction?: 'out' | 'in';
  status?: string;
  clientRef?: string;
};

export async function getMessage(tx: Tx, workspace: Workspace, id: Id<'message'>): Promise<MessageObject> {
  const row = await tx.maybe(sql<MessageRow & Ends>`${selectMessages(workspace)} and m.id = ${id}`);
  if (!row) throw noSuchMessage();
  return showMessage(row, row);
}

/** Newest first. */
export async function listMessages(
  tx: Tx,
  workspace: Workspace,
  { limit, after, ...filter }: PageRequest & MessageFilter,
): Promise<Page<MessageObject>> {
  const rows = await tx.many(sql<MessageRow & Ends>`
    ${selectMessages(workspace)}
      and (${after ?? null}::uuid is null or m.id < ${after ?? null}::uuid)
      and (${filter.chat ?? null}::uuid is null or m.chat_id = ${filter.chat ?? null}::uuid)
      and (${filter.device ?? null}::uuid is null or m.device_id = ${filter.device ?? null}::uuid)
      and (${filter.contact ?? null}::uuid is null or m.contact_id = ${filter.contact ?? null}::uuid)
      and (${filter.direction ?? null}::text is null or m.direction = ${filter.direction ?? null})
      and (${filter.status ?? null}::text is null or m.status = ${filter.status ?? null})
      and (${filter.clientRef ?? null}::text is null or m.client_ref = ${filter.clientRef ?? null})
    order by m.id desc limit ${limit + 1}`);
  return cutPage(rows, limit, (row) => showMessage(row, row));
}

export function noSuchMessage(): Problem {
  return new Problem('not_found', { detail: 'There is no such message.' });
}

function selectMessages(workspace: Workspace) {
  return sql`
    select ${sql.raw(messageColumns)}, ${devicePhone('m.workspace_id', 'm.device_id')} as device_phone, ${phoneOf('m.workspace_id', 'm.contact_id')} as contact_phone
    from messages m where m.workspace_id = ${workspace}`;
}
