import { z } from 'zod';
import { parseId, showId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import { eventsOf } from '../events/events.ts';
import type { MessageFilter, MessageObject, NewMessage } from '../messages/messages.ts';
import { getMessage as get, listMessages as list } from '../messages/messages.ts';
import type { Caller } from './caller.ts';
import { actorOf } from './caller.ts';
import { readContent } from './content.ts';
import { invalid, readInput, within } from './input.ts';
import { listing } from './listing.ts';
import { messageShape, newMessage, statuses } from './message-shapes.ts';
import { missing, operation } from './operation.ts';
import { problemShape } from './problem-shape.ts';
import { idShape, reference, time } from './shapes.ts';

const tag = 'Messages';
const batchMax = 500;

type Input = z.output<typeof newMessage>;

const sendProblems = [
  'not_found',
  'invalid_recipient',
  'suppressed',
  'consent_missing',
  'recipient_cap',
  'not_available',
  'workspace_suspended',
  'device_not_linked',
  'device_logged_out',
  'device_banned',
] as const;

const example = { to: '+15550190001', type: 'text', text: { body: 'Your bread is ready.' } };

export const sendMessage = operation({
  id: 'sendMessage',
  tag,
  summary: 'Send a message',
  description:
    'Answered once the message is durable. While the device is offline it waits, up to `expires_at`. Send an `Idempotency-Key` with it and repeat freely: one message per key.',
  permission: 'messages:send',
  rate: 'sends',
  body: newMessage,
  status: 202,
  reply: messageShape,
  problems: [...sendProblems],
  example,
  run: async ({ house, tx, workspace, caller, body }) => house.messages.accept(tx, workspace, readNew(caller, body)),
});

export const sendBatch = operation({
  id: 'sendMessages',
  tag,
  summary: 'Send up to 500 messages',
  description:
    'Each entry of `data` is, in order, the message or the problem that refused it. Refused ones do not stop the others.',
  permission: 'messages:send',
  rate: 'sends',
  body: z.strictObject({ messages: z.array(z.unknown()).min(1).max(batchMax) }),
  shownBody: z.strictObject({ messages: z.array(newMessage).min(1).max(batchMax) }),
  status: 202,
  reply: z.object({ data: z.array(z.union([messageShape, problemShape])) }),
  problems: ['workspace_suspended'],
  example: { messages: [example] },
  async run({ house, tx, workspace, caller, body, shape }) {
    const data: unknown[] = [];
    for (const [at, one] of body.messages.entries()) {
      try {
        data.push(await house.messages.accept(tx, workspace, readNew(caller, readInput(newMessage, one))));
      } catch (error) {
        // A refusal leaves the transaction usable; anything else undoes the whole batch.
        if (!(error instanceof Problem)) throw error;
        data.push(shape(within(error, `messages.${at}`)));
      }
    }
    return { data };
  },
});

export const listMessages = listing({
  id: 'listMessages',
  tag,
  summary: 'List messages',
  description: 'Newest first.',
  permission: 'messages:read',
  filters: {
    chat: reference.optional(),
    device: reference.optional(),
    contact: reference.optional(),
    direction: z.enum(['out', 'in']).optional(),
    status: z.enum(statuses).optional(),
    client_ref: z.string().min(1).max(200).optional(),
  },
  item: messageShape,
  async run({ tx, workspace, query, page, caller }) {
    const filter = readFilter(query);
    if (filter === undefined) return { data: [], next: null };
    return list(tx, workspace.id, { ...page, ...filter, only: caller.devices });
  },
});

export const getMessage = operation({
  id: 'getMessage',
  tag,
  summary: 'Get a message',
  permission: 'messages:read',
  rate: 'reads',
  path: { id: 'message' },
  reply: messageShape,
  run: async ({ tx, workspace, params, caller }) => seen(caller, await get(tx, workspace.id, params.id)),
});

export const cancelMessage = operation({
  id: 'cancelMessage',
  tag,
  summary: 'Cancel a message',
  description: 'Possible until it is handed to WhatsApp.',
  permission: 'messages:send',
  rate: 'writes',
  path: { id: 'message' },
  status: 200,
  reply: messageShape,
  problems: ['conflict'],
  async run({ house, tx, workspace, params, caller }) {
    seen(caller, await get(tx, workspace.id, params.id));
    return house.messages.cancel(tx, workspace.id, params.id);
  },
});

const step = z.object({
  event: idShape('event'),
  type: z.string().meta({ examples: ['message.delivered'] }),
  at: time,
  detail: z.string().nullable().describe('Why, where there is a reason.'),
});

export const getTimeline = operation({
  id: 'getMessageTimeline',
  tag,
  summary: 'What became of a message',
  description: 'Its events, oldest first.',
  permission: 'messages:read',
  rate: 'reads',
  path: { id: 'message' },
  reply: z.object({ data: z.array(step) }),
  async run({ tx, workspace, params, caller }) {
    seen(caller, await get(tx, workspace.id, params.id));
    const bodies = await eventsOf(tx, workspace.id, params.id);
    return { data: bodies.map((body) => readStep(JSON.parse(body))) };
  },
});

/** The messages and chats of devices a restricted key may not touch are missing to it. */
export function maySee(caller: Caller, { device }: { device: string }): boolean {
  return caller.devices === null || caller.devices.some((id) => showId('device', id) === device);
}

const told = z.object({
  id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  data: z.object({ error: z.object({ detail: z.string() }).nullish() }),
});

function readStep(event: unknown) {
  const { id, type, timestamp, data } = told.parse(event);
  return { event: id, type, at: timestamp, detail: data.error?.detail ?? null };
}

function seen(caller: Caller, message: MessageObject): MessageObject {
  if (!maySee(caller, message)) throw missing();
  return message;
}

function readNew(caller: Caller, body: Input): NewMessage {
  const device = chosenDevice(caller, body.device);
  return {
    to: body.to,
    content: readContent(body),
    origin: 'api',
    actor: actorOf(caller),
    ...(device === undefined ? {} : { device }),
    ...(body.purpose === undefined ? {} : { purpose: body.purpose }),
    ...(body.reply_to === undefined ? {} : { replyTo: body.reply_to }),
    ...(body.client_ref === undefined ? {} : { clientRef: body.client_ref }),
    ...(body.send_at === undefined ? {} : { sendAt: new Date(body.send_at) }),
    ...(body.expires_at === undefined ? {} : { expiresAt: new Date(body.expires_at) }),
    ...(body.on_unknown === undefined ? {} : { onUnknown: body.on_unknown }),
  };
}

function chosenDevice({ devices }: Caller, device: string | undefined): string | undefined {
  if (devices === null) return device;
  const own = devices.map((id) => showId('device', id));
  if (device !== undefined) {
    if (!own.includes(device)) throw missing();
    return device;
  }
  if (own.length === 1) return own[0];
  throw invalid([{ path: 'device', message: 'This key is restricted to several devices, so name one.' }]);
}

type Asked = {
  chat?: string | undefined;
  device?: string | undefined;
  contact?: string | undefined;
  direction?: 'out' | 'in' | undefined;
  status?: string | undefined;
  client_ref?: string | undefined;
};

/** `undefined` when a filter names something that cannot exist: then nothing matches. */
function readFilter({ chat, device, contact, direction, status, client_ref }: Asked): MessageFilter | undefined {
  const ids = {
    chat: chat === undefined ? undefined : parseId('chat', chat),
    device: device === undefined ? undefined : parseId('device', device),
    contact: contact === undefined ? undefined : parseId('contact', contact),
  };
  if ((chat && !ids.chat) || (device && !ids.device) || (contact && !ids.contact)) return undefined;
  return {
    ...(ids.chat ? { chat: ids.chat } : {}),
    ...(ids.device ? { device: ids.device } : {}),
    ...(ids.contact ? { contact: ids.contact } : {}),
    ...(direction ? { direction } : {}),
    ...(status ? { status } : {}),
    ...(client_ref ? { clientRef: client_ref } : {}),
  };
}
