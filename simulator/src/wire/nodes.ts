import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildBuffer, S_WHATSAPP_NET } from 'baileys';
import type { Connection } from '../world/world.ts';

export function childrenOf(node: BinaryNode | undefined): BinaryNode[] {
  return Array.isArray(node?.content) ? node.content : [];
}

/** The bytes of a child; throws when the client left it out. */
export function bytesOf(node: BinaryNode | undefined, tag: string): Buffer {
  const bytes = getBinaryNodeChildBuffer(node, tag);
  if (!bytes) throw new Error(`The stanza lacks ${tag}`);
  return Buffer.from(bytes);
}

export function textOf(node: BinaryNode | undefined): string {
  return typeof node?.content === 'string'
    ? node.content
    : node?.content instanceof Uint8Array
      ? Buffer.from(node.content).toString('utf8')
      : '';
}

export function unsignedOf(bytes: Uint8Array): number {
  return Buffer.from(bytes).readUIntBE(0, bytes.length);
}

/** The id, value and signature inside `skey` or `key`. */
export function readKey(node: BinaryNode | undefined): { id: number; public: Buffer } {
  return { id: unsignedOf(bytesOf(node, 'id')), public: bytesOf(node, 'value') };
}

export function readSignedKey(parent: BinaryNode | undefined): { id: number; public: Buffer; signature: Buffer } {
  const node = getBinaryNodeChild(parent, 'skey');
  return { ...readKey(node), signature: bytesOf(node, 'signature') };
}

/** Answers an `iq`. */
export function answer(connection: Connection, request: BinaryNode, content?: BinaryNode[]) {
  connection.send({
    tag: 'iq',
    attrs: { from: request.attrs['to'] ?? S_WHATSAPP_NET, type: 'result', id: request.attrs['id'] ?? '' },
    ...(content ? { content } : {}),
  });
}

export function answerError(connection: Connection, request: BinaryNode, code: number, text: string) {
  connection.send({
    tag: 'iq',
    attrs: { from: request.attrs['to'] ?? S_WHATSAPP_NET, type: 'error', id: request.attrs['id'] ?? '' },
    content: [{ tag: 'error', attrs: { code: String(code), text } }],
  });
}
