import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { newId, parseId } from '../base/id.ts';
import { type FieldError, Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Content } from '../engine/engine.ts';
import { appendingEvent } from '../events/events.ts';
import type { Decision, Facts, Purpose } from '../policy/policy.ts';
import { decide } from '../policy/policy.ts';
import { laneClass, wakeLane } from '../queue/queue.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import { nextApproach } from './approaches.ts';
import type { MessageObject, MessageRow, Origin } from './message.ts';
import { showMessage } from './message.ts';
import type { Way } from './recipient.ts';
import { findWay, readAddress } from './recipient.ts';
import { wireIdOf } from './wire-id.ts';

/** A message as a caller asks for it; the API has checked shapes and lengths. */
export type NewMessage = {
  device?: string;
  to: string;
  content: Content;
  purpose?: Purpose;
  replyTo?: string;
  clientRef?: string;
  sendAt?: Date;
  expiresAt?: Date;
  onUnknown?: 'resend' | 'hold';
  origin: Exclude<Origin, 'phone' | 'history'>;
  actor: string;
};

const dayMs = 24 * 60 * 60 * 1000;
const sendAtMsMax = 90 * dayMs;
const expiryMs: Record<Purpose, number> = {
  authentication: 10 * 60 * 1000,
  service: dayMs,
  utility: dayMs,
  marketing: dayMs,
};

/**
 * Accepts a message: when the caller's transaction commits, the message, its event and its lane are durable together.
 * The policy decides here first and again right before the wire. Throws a `Problem` for every refusal.
 */
export async function acceptMessage(
  tx: Tx,
  { secrets, clock }: { secrets: Secrets; clock: Clock },
  workspace: Workspace,
  input: NewMessage,
): Promise<MessageObject> {
  const now = clock.now();
  if (workspace.state === 'suspended')
    throw new Problem('workspace_suspended', { detail: 'This workspace is suspended; nothing is sent.' });
  const times = readTimes(input, now);
  const named = input.device === undefined ? undefined : mustParse('device', input.device);
  const address = await readAddress(tx, workspace, { to: input.to, device: named });
  const way = await findWay(tx, secrets, workspace.id, { device: named, address, now });
  if (way.phone !== null && way.phone === way.device.phone) throw ownNumber();
  const purpose = input.purpose ?? 'service';
  const facts = await gatherFacts(tx, workspace, { way, purpose, origin: input.origin, now });
  const decision = decide(facts);
  refuse(decision);
  const replyTo = input.replyTo === undefined ? null : await findQuoted(tx, workspace.id, way.chat, input.replyTo);
  const row = newRow(workspace.id, { input, way, purpose, replyTo, now, times, secrets });
  const shown = showMessage(row, { device_phone: way.device.phone, contact_phone: way.phone });
  await insert(tx, row, { facts, decision, actor: input.actor, shown });
  return shown;
}

type Asking = { way: Way; purpose: Purpose; origin: Facts['origin']; now: Date };

async function gatherFacts(tx: Tx, workspace: Workspace, { way, purpose, origin, now }: Asking): Promise<Facts> {
  const { device, suppressedSince, lastInboundAt, approachedAt, approached } = way;
  const cap = device.newRecipientCap ?? workspace.limits.new_recipients_per_day;
  const isFull = approached >= cap;
  return {
    now,
    origin,
    purpose,
    workspace: { state: workspace.state },
    person: { suppressedSince, lastInboundAt, approachedAt },
    device: {
      approached,
      approachCap: cap,
      nextApproachAt: isFull ? await nextApproach(tx, workspace.id, device.id, now) : null,
    },
  };
}

function ownNumber(): Problem {
  return new Problem('invalid_recipient', {
    detail: 'This is the device’s own number.',
    errors: [{ path: 'to', message: 'A device cannot write to itself.' }],
  });
}

type Times = { sendAt: Date | null; expiresAt: Date };

function readTimes(input: NewMessage, now: Date): Times {
  const purpose = input.purpose ?? 'service';
  const start = input.sendAt && input.sendAt > now ? input.sendAt : now;
  const expiresAt = input.expiresAt ?? new Date(start.getTime() + expiryMs[purpose]);
  const errors: FieldError[] = [];
  if (start.getTime() - now.getTime() > sendAtMsMax)
    errors.push({ path: 'send_at', message: 'At most 90 days ahead.' });
  if (expiresAt <= start)
    errors.push({
      path: 'expires_at',
      message: input.sendAt ? 'Must lie after `send_at`.' : 'Must lie in the future.',
    });
  if (expiresAt.getTime() - start.getTime() > 30 * dayMs)
    errors.push({ path: 'expires_at', message: 'At most 30 days after sending.' });
  if (errors.length > 0) throw new Problem('validation_failed', { detail: 'The times do not fit.', errors });
  return { sendAt: start > now ? start : null, expiresAt };
}

function refuse(decision: Decision): void {
  if (decision.kind === 'allow') return;
  const resetsAt = decision.kind === 'hold' ? decision.until : decision.resetsAt;
  throw new Problem(decision.code, {
    detail: decision.sentence,
    ...(resetsAt ? { params: { resets_at: resetsAt.toISOString() } } : {}),
  });
}

async function findQuoted(tx: Tx, workspace: Id<'workspace'>, chat: Id<'chat'>, text: string): Promise<Id<'message'>> {
  const id = parseId('message', text);
  const found =
    id &&
    (await tx.maybe(
      sql<{
        id: Id<'message'>;
      }>`select id from messages where workspace_id = ${workspace} and id = ${id} and chat_id = ${chat}`,
    ));
  if (found) return found.id;
  throw new Problem('validation_failed', {
    detail: '`reply_to` is no message of this chat.',
    errors: [{ path: 'reply_to', message: 'Use the id of a message in the same chat.' }],
  });
}

type Making = {
  input: NewMessage;
  way: Way;
  purpose: Purpose;
  replyTo: Id<'message'> | null;
  now: Date;
  times: Times;
  secrets: Secrets;
};

function newRow(workspace: Id<'workspace'>, { input, way, purpose, replyTo, now, times, secrets }: Making): MessageRow {
  const id = newId('message', now);
  return {
    workspace_id: workspace,
    id,
    device_id: way.device.id,
    chat_id: way.chat,
    contact_id: way.contact,
    class: laneClass[purpose],
    direction: 'out',
    origin: input.origin,
    type: input.content.type,
    content: input.content,
    purpose,
    status: times.sendAt ? 'scheduled' : 'queued',
    error: null,
    hold: null,
    client_ref: input.clientRef ?? null,
    reply_to: replyTo,
    wire_id: wireIdOf(secrets, way.device.id, id),
    sender: null,
    attempts: 0,
    on_unknown: input.onUnknown ?? 'resend',
    send_at: times.sendAt,
    expires_at: times.expiresAt,
    created_at: now,
    sending_at: null,
    sent_at: null,
    delivered_at: null,
    read_at: null,
    played_at: null,
    ended_at: null,
  };
}

type Accepted = { facts: Facts; decision: Decision; actor: string; shown: MessageObject };

// One statement, because round trips are most of what an accept costs. The lane's row is locked only until the commit.
async function insert(tx: Tx, row: MessageRow, { facts, decision, actor, shown }: Accepted): Promise<void> {
  const { workspace_id: workspace, device_id: device, chat_id: chat } = row;
  const message = sql`
    insert into messages (workspace_id, id, device_id, chat_id, contact_id, direction, origin, actor, type, content, purpose, class, status,
      decision, client_ref, reply_to, wire_id, on_unknown, send_at, expires_at, created_at)
    values (${workspace}, ${row.id}, ${device}, ${chat}, ${row.contact_id}, 'out', ${row.origin}, ${actor}, ${row.type},
      ${JSON.stringify(row.content)}, ${row.purpose}, ${row.class}, ${row.status}, ${JSON.stringify({ at: 'accept', facts, decision })},
      ${row.client_ref}, ${row.reply_to}, ${row.wire_id}, ${row.on_unknown}, ${row.send_at}, ${row.expires_at}, ${row.created_at})`;
  const event = appendingEvent(tx, {
    workspace,
    type: 'message.queued',
    subject: row.id,
    at: row.created_at,
    data: shown,
  });
  if (row.status === 'scheduled') await tx.run(sql`with message as (${message}) ${event}`);
  else
    await tx.run(
      sql`with message as (${message}), event as (${event}) ${wakeLane({ workspace, device, chat, class: row.class }, row.created_at)}`,
    );
}

function mustParse(thing: 'device', text: string): Id<'device'> {
  const id = parseId(thing, text);
  if (!id) throw new Problem('not_found', { detail: `There is no such ${thing}.` });
  return id;
}
