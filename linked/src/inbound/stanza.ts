import { type AuthenticationCreds, type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren } from 'baileys';
import type { Inbound } from '../../../server/src/engine/linked/protocol.ts';
import { isMe, type Mapped, peerOf } from './peer.ts';

type Message = Extract<Inbound, { kind: 'message' }>;
type Receipt = Extract<Inbound, { kind: 'receipt' }>;
type Call = Extract<Inbound, { kind: 'call' }>;

/** Everything about an arriving message but what it says; nothing for what is not written by people to us. */
export async function envelopeOf(
  { attrs }: BinaryNode,
  creds: AuthenticationCreds,
  mapped: Mapped,
): Promise<Omit<Message, 'content'> | undefined> {
  const { from, id } = attrs;
  if (!from || !id || attrs['category'] === 'peer') return undefined;
  if (from === 'status@broadcast' || from.endsWith('@newsletter')) return undefined;
  const author = attrs['participant'] ?? from;
  const fromMe = isMe(creds, author);
  const authorAlt = attrs['participant_pn'] ?? attrs['participant_lid'] ?? attrs['sender_pn'] ?? attrs['sender_lid'];
  const recipientAlt =
    attrs['peer_recipient_pn'] ?? attrs['peer_recipient_lid'] ?? attrs['recipient_pn'] ?? attrs['recipient_lid'];
  const sender = fromMe ? await peerOf(mapped, creds.me?.id, creds.me?.lid) : await peerOf(mapped, author, authorAlt);
  const chat = from.endsWith('@g.us')
    ? await peerOf(mapped, from)
    : fromMe && attrs['recipient']
      ? await peerOf(mapped, attrs['recipient'], recipientAlt)
      : sender;
  const name = attrs['notify'];
  return {
    kind: 'message',
    chat,
    sender,
    fromMe,
    wireId: id,
    atMs: secondsToMs(attrs['t']),
    ...(name ? { name } : {}),
    offline: attrs['offline'] !== undefined,
    history: false,
  };
}

/** A receipt of others about our messages; nothing for receipts among our own devices and for requests to send again. */
export async function receiptOf(
  node: BinaryNode,
  creds: AuthenticationCreds,
  mapped: Mapped,
): Promise<Receipt | undefined> {
  const { attrs } = node;
  const { from, id } = attrs;
  const receipt = receiptName(attrs['type']);
  if (!from || !id || !receipt || from.endsWith('@broadcast') || from.endsWith('@newsletter')) return undefined;
  const by = attrs['participant'] ?? from;
  if (isMe(creds, by)) return undefined;
  const person = await peerOf(
    mapped,
    by,
    attrs['participant_pn'] ?? attrs['sender_pn'],
    attrs['participant_lid'] ?? attrs['sender_lid'],
  );
  const items = getBinaryNodeChildren(getBinaryNodeChild(node, 'list'), 'item').flatMap(
    (item) => item.attrs['id'] ?? [],
  );
  return {
    kind: 'receipt',
    chat: from.endsWith('@g.us') ? await peerOf(mapped, from) : person,
    by: person,
    wireIds: [...new Set([id, ...items])],
    receipt,
    atMs: secondsToMs(attrs['t']),
  };
}

/** A call that starts or ends. What happens between is of no use to anyone who does not answer. */
export async function callOf(node: BinaryNode, mapped: Mapped): Promise<Call | undefined> {
  const info = Array.isArray(node.content) ? node.content[0] : undefined;
  const callId = info?.attrs['call-id'];
  if (!info || !callId) return undefined;
  const status = callStatus(info.tag);
  if (!status) return undefined;
  const from = await peerOf(mapped, info.attrs['call-creator'] ?? node.attrs['from'], info.attrs['caller_pn']);
  return { kind: 'call', from, callId, atMs: secondsToMs(node.attrs['t']), status };
}

function receiptName(type: string | undefined): Receipt['receipt'] | undefined {
  if (type === undefined || type === 'delivery') return 'delivered';
  return type === 'read' || type === 'played' ? type : undefined;
}

function callStatus(tag: string): Call['status'] | undefined {
  if (tag === 'offer') return 'offer';
  return tag === 'terminate' || tag === 'reject' || tag === 'timeout' ? 'ended' : undefined;
}

function secondsToMs(seconds: string | undefined): number {
  const value = Number(seconds);
  return Number.isFinite(value) && value > 0 ? value * 1000 : Date.now();
}
