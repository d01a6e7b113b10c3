import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import type { Content } from '../engine/engine.ts';
import type { Purpose } from '../policy/policy.ts';

/** Where a message came from. */
export type Origin = 'api' | 'inbox' | 'phone' | 'history' | 'campaign' | 'autoreply' | 'flow' | 'dialect' | 'mcp';

/** `scheduled` is shown as `queued` with a hold. Inbound messages are `delivered`, then `read`. */
export type Status =
  | 'scheduled'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'played'
  | 'failed'
  | 'canceled'
  | 'expired'
  | 'outcome_unknown';

/** Why a message failed, as the API and `message.failed` tell it. */
export type MessageError = { code: string; detail: string };

/** Why a queued message waits, and until when. */
export type Hold = { code: string; until: string | null; sentence: string };

export type MessageRow = {
  workspace_id: Id<'workspace'>;
  id: Id<'message'>;
  device_id: Id<'device'>;
  chat_id: Id<'chat'>;
  contact_id: Id<'contact'> | null;
  class: number;
  direction: 'out' | 'in';
  origin: Origin;
  type: string;
  content: Content | null;
  purpose: Purpose;
  status: Status;
  error: MessageError | null;
  hold: Hold | null;
  client_ref: string | null;
  reply_to: Id<'message'> | null;
  wire_id: string | null;
  sender: string | null;
  attempts: number;
  on_unknown: 'resend' | 'hold';
  send_at: Date | null;
  expires_at: Date | null;
  created_at: Date;
  sending_at: Date | null;
  sent_at: Date | null;
  delivered_at: Date | null;
  read_at: Date | null;
  played_at: Date | null;
  ended_at: Date | null;
};

/** What a message is shown with besides its row: the phones of both ends, where WhatsApp tells them. */
export type Ends = { device_phone: string | null; contact_phone: string | null };

/** A message as the API and events show it (CONTRACT: content under the name of its type). */
export type MessageObject = {
  id: string;
  device: string;
  chat: string;
  contact: string | null;
  direction: 'out' | 'in';
  origin: Origin;
  from: string | null;
  to: string | null;
  type: string;
  purpose: Purpose;
  status: Exclude<Status, 'scheduled'>;
  status_at: Record<string, string>;
  hold: Hold | null;
  error: MessageError | null;
  client_ref: string | null;
  reply_to: string | null;
  send_at: string | null;
  expires_at: string | null;
  created_at: string;
} & Record<string, unknown>;

export function showMessage(row: MessageRow, ends: Ends): MessageObject {
  const out = row.direction === 'out';
  return {
    id: showId('message', row.id),
    device: showId('device', row.device_id),
    chat: showId('chat', row.chat_id),
    contact: row.contact_id && showId('contact', row.contact_id),
    direction: row.direction,
    origin: row.origin,
    from: out ? ends.device_phone : ends.contact_phone,
    to: out ? ends.contact_phone : ends.device_phone,
    type: row.type,
    ...(row.content ? { [row.type]: contentOf(row.content) } : {}),
    purpose: row.purpose,
    status: row.status === 'scheduled' ? 'queued' : row.status,
    status_at: statusTimes(row),
    hold: row.status === 'scheduled' ? scheduledHold(row) : row.hold,
    error: row.error,
    client_ref: row.client_ref,
    reply_to: row.reply_to && showId('message', row.reply_to),
    send_at: row.send_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

function contentOf(content: Content): unknown {
  return content.type === 'text' ? content.text : content.unsupported;
}

function scheduledHold(row: MessageRow): Hold {
  return {
    code: 'scheduled',
    until: row.send_at?.toISOString() ?? null,
    sentence: 'Waits for the time you set in `send_at`.',
  };
}

function statusTimes(row: MessageRow): Record<string, string> {
  const times: [string, Date | null][] = [
    [row.direction === 'out' ? 'queued' : 'received', row.created_at],
    ['sending', row.sending_at],
    ['sent', row.sent_at],
    ['delivered', row.delivered_at],
    ['read', row.read_at],
    ['played', row.played_at],
    [row.status, row.ended_at],
  ];
  return Object.fromEntries(times.flatMap(([name, at]) => (at ? [[name, at.toISOString()]] : [])));
}

/** The columns of `MessageRow`, for the statements of this room. */
export const messageColumns = `m.workspace_id, m.id, m.device_id, m.chat_id, m.contact_id, m.class, m.direction, m.origin, m.type, m.content, m.purpose,
  m.status, m.error, m.hold, m.client_ref, m.reply_to, m.wire_id, m.sender, m.attempts, m.on_unknown, m.send_at, m.expires_at, m.created_at,
  m.sending_at, m.sent_at, m.delivered_at, m.read_at, m.played_at, m.ended_at`;
