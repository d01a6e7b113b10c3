import { encodeWAMessage, normalizeMessageContent, proto } from 'baileys';

/** What a person sees of a message: a text, or that there is something the pretend phone cannot show. */
export type Seen = { type: 'text' | 'unsupported'; body: string };

export function describe(message: proto.IMessage): Seen {
  const content = normalizeMessageContent(message);
  const text = content?.conversation || content?.extendedTextMessage?.text;
  if (typeof text === 'string') return { type: 'text', body: text };
  return { type: 'unsupported', body: kindOf(content) };
}

export const textMessage = (body: string): proto.IMessage => ({ conversation: body });

export const encodeContent = (message: proto.IMessage) => Buffer.from(proto.Message.encode(message).finish());
export const decodeContent = (content: Uint8Array) => proto.Message.decode(content);
/** Encoded and padded, as it goes into a ciphertext. */
export const padded = (message: proto.IMessage) => encodeWAMessage(message);

/** What the owner's other devices are told about a message. */
export const deviceSent = (destinationJid: string, message: proto.IMessage): proto.IMessage => ({
  deviceSentMessage: { destinationJid, message },
});

function kindOf(content: proto.IMessage | undefined): string {
  const field = Object.entries(content ?? {}).find(([name, value]) => value && name !== 'messageContextInfo');
  return field ? field[0].replace(/Message(V\d)?$/, '') : 'empty';
}
