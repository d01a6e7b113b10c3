import { getContentType, normalizeMessageContent, proto } from 'baileys';
import type { Inbound } from '../../../server/src/engine/linked/protocol.ts';

type Content = Extract<Inbound, { kind: 'message' }>['content'];

/** What a decrypted message says to people, or nothing when it speaks only to the software. */
export function contentOf(message: proto.IMessage): { content: Content; quotedWireId?: string } | undefined {
  const inner = normalizeMessageContent(message);
  if (!inner) return undefined;
  if (inner.protocolMessage) return fromProtocol(inner.protocolMessage);
  const text = inner.conversation || inner.extendedTextMessage?.text;
  if (text) {
    const quoted = inner.extendedTextMessage?.contextInfo?.stanzaId;
    return { content: { type: 'text', text: { body: text } }, ...(quoted ? { quotedWireId: quoted } : {}) };
  }
  const { senderKeyDistributionMessage, messageContextInfo, ...rest } = inner;
  const type = getContentType(rest);
  if (!type) return senderKeyDistributionMessage || messageContextInfo ? undefined : unsupported('empty');
  return unsupported(kindOf(type));
}

export function unsupported(kind: string): { content: Content } {
  return { content: { type: 'unsupported', unsupported: { kind } } };
}

/** Edits and revocations are things a person did; all other protocol messages are between devices. */
function fromProtocol(message: proto.Message.IProtocolMessage): { content: Content } | undefined {
  const types = proto.Message.ProtocolMessage.Type;
  if (message.type === types.REVOKE) return unsupported('revoke');
  if (message.type === types.MESSAGE_EDIT) return unsupported('edit');
  return undefined;
}

/** `imageMessage` is `image`, `pollCreationMessageV3` is `poll_creation`: WhatsApp's own name, in our spelling. */
function kindOf(type: string): string {
  return type
    .replace(/(Message)?(V\d+)?$/, '')
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .replace(/^_/, '');
}
