import { z } from 'zod';
import type { Id } from '../base/id.ts';
import { parseId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import type { ChatObject } from '../messages/messages.ts';
import { getChat as get, listChats as list, listMessages as listIn } from '../messages/messages.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import type { Caller } from './caller.ts';
import { listing } from './listing.ts';
import { messageShape } from './message-shapes.ts';
import { maySee } from './messages.ts';
import { missing, operation, suspended } from './operation.ts';
import { idShape, phone, reference, time } from './shapes.ts';

const tag = 'Chats';

const chatShape = z
  .object({
    id: idShape('chat'),
    device: idShape('device'),
    kind: z.enum(['direct', 'group', 'other']),
    contact: idShape('contact').nullable(),
    phone: phone.nullable(),
    name: z.string().nullable(),
    unread: z.number().int(),
    last_message_at: time.nullable(),
    last_inbound_at: time.nullable(),
    window_until: time.nullable().describe('Until when free text may be sent, where WhatsApp has such a rule.'),
    writable: z.boolean(),
    created_at: time,
  })
  .meta({ id: 'Chat', description: 'A conversation of one device with a person or a group.' });

export const listChats = listing({
  id: 'listChats',
  tag,
  summary: 'List chats',
  permission: 'chats:read',
  filters: { device: reference.optional(), contact: reference.optional() },
  item: chatShape,
  async run({ tx, workspace, query, page, caller }) {
    const device = query.device === undefined ? undefined : parseId('device', query.device);
    const contact = query.contact === undefined ? undefined : parseId('contact', query.contact);
    if ((query.device && !device) || (query.contact && !contact)) return { data: [], next: null };
    const filter = { ...(device ? { device } : {}), ...(contact ? { contact } : {}) };
    return list(tx, workspace.id, { ...page, ...filter, only: caller.devices });
  },
});

export const getChat = operation({
  id: 'getChat',
  tag,
  summary: 'Get a chat',
  permission: 'chats:read',
  rate: 'reads',
  path: { id: 'chat' },
  reply: chatShape,
  run: ({ tx, workspace, params, caller }) => seen(tx, { workspace, caller, id: params.id }),
});

export const listChatMessages = listing({
  id: 'listChatMessages',
  tag,
  summary: 'List the messages of a chat',
  description: 'Newest first.',
  permission: 'chats:read',
  path: { id: 'chat' },
  item: messageShape,
  async run({ tx, workspace, params, page, caller }) {
    await seen(tx, { workspace, caller, id: params.id });
    return listIn(tx, workspace.id, { ...page, chat: params.id });
  },
});

export const readChat = operation({
  id: 'readChat',
  tag,
  summary: 'Mark a chat as read',
  permission: 'chats:write',
  rate: 'writes',
  path: { id: 'chat' },
  problems: ['not_available'],
  async run({ house, tx, workspace, params, caller }) {
    await seen(tx, { workspace, caller, id: params.id });
    await house.messages.readChat(tx, workspace.id, params.id);
  },
});

export const typeInChat = operation({
  id: 'showTyping',
  tag,
  summary: 'Show “typing”',
  description: 'Only to somebody who wrote in the last 24 hours.',
  permission: 'chats:write',
  rate: 'writes',
  path: { id: 'chat' },
  body: z.strictObject({ state: z.enum(['composing', 'paused']).default('composing') }),
  problems: ['conflict', 'not_available', 'workspace_suspended'],
  example: { state: 'composing' },
  async run({ house, tx, workspace, params, body, caller }) {
    await seen(tx, { workspace, caller, id: params.id });
    // People would wait for words that cannot come.
    if (workspace.state === 'suspended') throw suspended(workspace);
    await house.messages.typing(tx, workspace.id, params.id, body.state);
  },
});

type Wanted = { workspace: Workspace; caller: Caller; id: Id<'chat'> };

async function seen(tx: Tx, { workspace, caller, id }: Wanted): Promise<ChatObject> {
  const chat = await get(tx, workspace.id, id);
  if (!maySee(caller, chat)) throw missing();
  return chat;
}
