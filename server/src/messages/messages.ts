import type { Id } from '../base/id.ts';
import type { Ctx, Tx } from '../db/db.ts';
import type { Inbound } from '../engine/engine.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import type { NewMessage } from './accept.ts';
import { acceptMessage } from './accept.ts';
import type { Toucher } from './change.ts';
import { cancelMessage, markRead, mayType } from './change.ts';
import type { Receiver } from './desk.ts';
import type { MessageObject } from './message.ts';
import { receive } from './receive.ts';

export type { NewMessage } from './accept.ts';
export type { ChatObject } from './chats.ts';
export { getChat, listChats } from './chats.ts';
export type { Receiver } from './desk.ts';
export type { MessageObject } from './message.ts';
export type { MessageFilter } from './read.ts';
export { getMessage, listMessages } from './read.ts';
export { createSender } from './sender.ts';
export { expireMessages, forgetBodies, forsakeMessages, releaseScheduled } from './sweep.ts';
export type { Traffic } from './traffic.ts';
export { trafficWith } from './traffic.ts';

/** The verbs that need more than a transaction: secrets for ids and hashes, the engine for reading and typing, the sender to wake. */
export type Messages = {
  /** Accepts a message; durable when the caller's transaction commits. */
  accept(tx: Tx, workspace: Workspace, input: NewMessage): Promise<MessageObject>;
  cancel(tx: Tx, workspace: Id<'workspace'>, id: Id<'message'>): Promise<MessageObject>;
  /** Marks a chat read; WhatsApp is told after the commit. */
  readChat(tx: Tx, workspace: Id<'workspace'>, chat: Id<'chat'>): Promise<void>;
  /** Shows typing to somebody who wrote in the last 24 hours; refused with `conflict` otherwise. */
  typing(tx: Tx, workspace: Id<'workspace'>, chat: Id<'chat'>, state: 'composing' | 'paused'): Promise<void>;
  /** Takes what an engine brings; durable and told when it resolves. */
  receive(receiver: Receiver, entries: Inbound[]): Promise<void>;
};

export function createMessages({
  ctx,
  secrets,
  engine,
  wakeSender,
}: {
  ctx: Ctx;
  secrets: Secrets;
  engine: Toucher;
  wakeSender: () => void;
}): Messages {
  const { clock } = ctx;
  return {
    async accept(tx, workspace, input) {
      tx.afterCommit(wakeSender);
      return acceptMessage(tx, { secrets, clock }, workspace, input);
    },
    cancel: (tx, workspace, id) => cancelMessage(tx, workspace, id, clock.now()),
    async readChat(tx, workspace, chat) {
      const { device, peer, messages } = await markRead(tx, workspace, chat, clock.now());
      if (messages.length > 0) tx.afterCommit(() => engine.read(device, peer, messages));
    },
    async typing(tx, workspace, chat, state) {
      const { device, peer } = await mayType(tx, workspace, chat, clock.now());
      tx.afterCommit(() => engine.type(device, peer, state));
    },
    receive: (receiver, entries) => receive({ ...ctx, secrets }, receiver, entries),
  };
}
