import type { Id } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { cutPage } from '../base/page.ts';
import { Problem } from '../base/problem.ts';
import { phoneOf } from '../contacts/contacts.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { StandStill } from '../devices/devices.ts';
import { devicePhone, standStill } from '../devices/devices.ts';
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
  /** The only devices the caller may see; null for all. */
  only?: readonly Id<'device'>[] | null;
};

export async function getMessage(tx: Tx, workspace: Workspace, id: Id<'message'>): Promise<MessageObject> {
  const row = await tx.maybe(sql<Row>`${selectMessages(workspace)} and m.id = ${id}`);
  if (!row) throw noSuchMessage();
  return show(row);
}

/** Newest first. */
export async function listMessages(
  tx: Tx,
  workspace: Workspace,
  { limit, after, ...filter }: PageRequest & MessageFilter,
): Promise<Page<MessageObject>> {
  // What waits for its time is shown as queued, so it is found as that.
  const statuses = filter.status === 'queued' ? ['queued', 'scheduled'] : filter.status ? [filter.status] : null;
  const rows = await tx.many(sql<Row>`
    ${selectMessages(workspace)}
      and (${after ?? null}::uuid is null or m.id < ${after ?? null}::uuid)
      and (${filter.chat ?? null}::uuid is null or m.chat_id = ${filter.chat ?? null}::uuid)
      and (${filter.device ?? null}::uuid is null or m.device_id = ${filter.device ?? null}::uuid)
      and (${filter.contact ?? null}::uuid is null or m.contact_id = ${filter.contact ?? null}::uuid)
      and (${filter.direction ?? null}::text is null or m.direction = ${filter.direction ?? null})
      and (${filter.only ?? null}::uuid[] is null or m.device_id = any(${filter.only ?? null}::uuid[]))
      and (${statuses}::text[] is null or m.status = any(${statuses}::text[]))
      and (${filter.clientRef ?? null}::text is null or m.client_ref = ${filter.clientRef ?? null})
    order by m.id desc limit ${limit + 1}`);
  return cutPage(rows, limit, show);
}

export function noSuchMessage(): Problem {
  return new Problem('not_found', { detail: 'There is no such message.' });
}

type Row = MessageRow & Ends & { stand_still: StandStill | null };

// The hold that stands on the message comes from the sender, which never looks at the messages of a device that is away.
function show({ stand_still, ...row }: Row): MessageObject {
  const hold = stand_still && { code: stand_still, until: null, sentence: standStillSays[stand_still] };
  return showMessage({ ...row, hold: row.hold ?? hold }, row);
}

const standStillSays: Record<StandStill, string> = {
  device_paused: 'The device is paused; resume it to send.',
  device_offline: 'The device is not connected; the message goes out when it is, before it expires.',
  device_logged_out: 'The device was logged out; pair it again before the message expires.',
  device_banned: 'WhatsApp refuses the account of this device.',
};

function selectMessages(workspace: Workspace) {
  return sql`
    select ${sql.raw(messageColumns)}, ${devicePhone('m.workspace_id', 'm.device_id')} as device_phone, ${phoneOf('m.workspace_id', 'm.contact_id')} as contact_phone,
      case when m.status = 'queued' and m.hold is null then ${standStill('m.workspace_id', 'm.device_id')} end as stand_still
    from messages m where m.workspace_id = ${workspace}`;
}
