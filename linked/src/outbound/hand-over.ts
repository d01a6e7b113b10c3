import {
  type AuthenticationCreds,
  type BinaryNode,
  generateWAMessage,
  jidDecode,
  jidNormalizedUser,
  type proto,
  type WASocket,
} from 'baileys';
import type { Log } from '../../../server/src/base/log.ts';
import type { SendOutcome, ToWorker } from '../../../server/src/engine/linked/protocol.ts';
import { failpoint } from '../failpoint.ts';
import { addressOf } from '../inbound/peer.ts';
import { createLock, type Lock } from '../store/lock.ts';
import type { SentMessages } from './sent.ts';

export type Send = Extract<ToWorker, { do: 'send' }>;

export type HandOverDeps = {
  sock: WASocket;
  creds: AuthenticationCreds;
  sent: SentMessages;
  ackWaitMs: number;
  log: Log;
};

/** Sends over one socket; made anew with every socket. */
export type HandOver = {
  send(order: Send): Promise<SendOutcome>;
  /** The socket is gone: what was not acknowledged stays unknown. */
  closed(): void;
  inFlight(): number;
};

type Ack = { kind: 'ack'; atMs: number; error?: string } | { kind: 'closed' } | { kind: 'timeout' };

/** How long the server should wait before it hands a message over again that never left. */
const retryMs = 1000;

export function createHandOver({ sock, creds, sent, ackWaitMs, log }: HandOverDeps): HandOver {
  const running = new Map<string, Promise<SendOutcome>>();
  const acks = new Map<string, (ack: Ack) => void>();
  const chats = new Map<string, { inOrder: Lock; waiting: number }>();
  let gone = false;

  sock.ws.on('CB:ack,class:message', ({ attrs }: BinaryNode) => {
    const { id, error, t } = attrs;
    if (!id) return;
    if (!error) sent.acked(id);
    acks.get(id)?.({ kind: 'ack', atMs: Number(t) > 0 ? Number(t) * 1000 : Date.now(), ...(error ? { error } : {}) });
  });

  const deliver = async (order: Send): Promise<SendOutcome> => {
    const { wireId } = order;
    const before = order.again ? await sent.find(wireId) : undefined;
    if (before?.acked) return { kind: 'sent', atMs: Date.now() };
    if (order.content.type !== 'text') {
      return { kind: 'refused', code: 'unsupported', detail: 'Linked devices send text for now.' };
    }
    const { body } = order.content.text;
    const address = addressOf(order.to);
    const acked = new Promise<Ack>((resolve) => acks.set(wireId, resolve));
    let handed = false;
    try {
      const refusal = await inOrder(address, async () => {
        if (order.to.kind === 'person' && !(await isReachable(address))) return true;
        const message = before?.message ?? (await compose(order, body, address));
        if (!before) sent.remember(wireId, message);
        handed = true;
        await sock.relayMessage(address, message, { messageId: wireId });
        failpoint('send.after_wire');
        return false;
      });
      if (refusal) return { kind: 'refused', code: 'not_on_whatsapp', detail: 'This number is not on WhatsApp.' };
      return outcomeOf(await withTimeout(acked));
    } catch (error) {
      if (!handed || neverLeft(error))
        return { kind: 'retry', reason: gone ? 'connection_closed' : 'not_handed_over', afterMs: retryMs };
      log.warn('a message was handed over and the socket failed', { error });
      return { kind: 'unknown', reason: 'connection_closed' };
    } finally {
      acks.delete(wireId);
    }
  };

  /** Several messages may be on their way; those of one chat reach the wire in the order of their orders. */
  const inOrder = async <T>(chat: string, work: () => Promise<T>): Promise<T> => {
    const entry = chats.get(chat) ?? { inOrder: createLock(), waiting: 0 };
    chats.set(chat, entry);
    entry.waiting += 1;
    try {
      return await entry.inOrder(work);
    } finally {
      entry.waiting -= 1;
      if (entry.waiting === 0) chats.delete(chat);
    }
  };

  const isReachable = async (address: string): Promise<boolean> => {
    const user = jidDecode(address)?.user;
    const devices = await sock.getUSyncDevices([address], true, false);
    if (devices.some((device) => device.user === user)) return true;
    if (address.endsWith('@lid')) return false;
    const answer = await sock.onWhatsApp(address);
    if (!answer) throw new Error('no answer about the number');
    return answer[0]?.exists === true;
  };

  const compose = async (order: Send, body: string, address: string): Promise<proto.IMessage> => {
    const full = await generateWAMessage(
      address,
      { text: body, linkPreview: null },
      {
        messageId: order.wireId,
        userJid: creds.me?.id ?? '',
        upload: () => Promise.reject(new Error('text has no media')),
        ...(order.quoted ? { quoted: quotedMessage(order.quoted, address) } : {}),
      },
    );
    return full.message ?? {};
  };

  const quotedMessage = (quoted: NonNullable<Send['quoted']>, address: string) => ({
    key: {
      remoteJid: address,
      fromMe: quoted.fromMe,
      id: quoted.wireId,
      participant: quoted.fromMe ? jidNormalizedUser(creds.me?.id) : address,
    },
    message: { conversation: quoted.content.type === 'text' ? quoted.content.text.body : '' },
  });

  const withTimeout = async (acked: Promise<Ack>): Promise<Ack> => {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<Ack>((resolve) => {
      timer = setTimeout(() => resolve({ kind: 'timeout' }), ackWaitMs);
    });
    return Promise.race([acked, timeout]).finally(() => clearTimeout(timer));
  };

  return {
    send: (order) => {
      if (gone) return Promise.resolve({ kind: 'retry', reason: 'connection_closed', afterMs: retryMs });
      const already = running.get(order.wireId);
      if (already !== undefined) return already;
      const mine = deliver(order)
        .catch((): SendOutcome => ({ kind: 'retry', reason: 'not_handed_over', afterMs: retryMs }))
        .finally(() => running.delete(order.wireId));
      running.set(order.wireId, mine);
      return mine;
    },
    closed: () => {
      gone = true;
      for (const resolve of acks.values()) resolve({ kind: 'closed' });
    },
    inFlight: () => running.size,
  };
}

function outcomeOf(ack: Ack): SendOutcome {
  if (ack.kind === 'timeout') return { kind: 'unknown', reason: 'no_acknowledgement' };
  if (ack.kind === 'closed') return { kind: 'unknown', reason: 'connection_closed' };
  if (!ack.error) return { kind: 'sent', atMs: ack.atMs };
  if (ack.error === '463') {
    return { kind: 'refused', code: 'restricted', detail: 'WhatsApp does not let this number start new chats now.' };
  }
  return { kind: 'refused', code: 'rejected', detail: `WhatsApp refused the message (${ack.error}).` };
}

/** Baileys checks the socket right before it writes; this error means that it did not write. */
function neverLeft(error: unknown): boolean {
  return error instanceof Error && error.message === 'Connection Closed';
}
