import { createHash } from 'node:crypto';

/** What the envelope of a Signal message says in clear: which message key the sender used. */
export type CiphertextHeader = { ratchetKey: Buffer; counter: number; message: Buffer };

/** Reads the header of a `msg` or `pkmsg` ciphertext; undefined when it is not one. */
export function readHeader(type: string, ciphertext: Uint8Array): CiphertextHeader | undefined {
  const bytes = Buffer.from(ciphertext.buffer, ciphertext.byteOffset, ciphertext.byteLength);
  if (type === 'msg') return readWhisperMessage(bytes);
  const inner = fieldsOf(bytes.subarray(1)).get(4);
  return Buffer.isBuffer(inner) ? readWhisperMessage(inner) : undefined;
}

/** A short name for one sender's chain of message keys towards one recipient. */
export function chainOf(sender: string, recipient: string, header: CiphertextHeader): Buffer {
  return createHash('sha256').update(`${sender} ${recipient} `).update(header.ratchetKey).digest().subarray(0, 16);
}

export function digestOf(header: CiphertextHeader): Buffer {
  return createHash('sha256').update(header.message).digest().subarray(0, 8);
}

/** One version byte, the message, eight bytes of authentication. */
function readWhisperMessage(bytes: Buffer): CiphertextHeader | undefined {
  const fields = fieldsOf(bytes.subarray(1, -8));
  const [ratchetKey, counter] = [fields.get(1), fields.get(2)];
  return Buffer.isBuffer(ratchetKey)
    ? { ratchetKey, counter: typeof counter === 'number' ? counter : 0, message: bytes }
    : undefined;
}

/** The top-level fields of a protobuf message: numbers and bytes, as much as can be read. */
function fieldsOf(bytes: Buffer): Map<number, number | Buffer> {
  const fields = new Map<number, number | Buffer>();
  let at = 0;
  const varint = (): number => {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const wireType = tag & 7;
    if (wireType === 0) fields.set(tag >>> 3, varint());
    else if (wireType === 2) {
      const length = varint();
      fields.set(tag >>> 3, bytes.subarray(at, at + length));
      at += length;
    } else break;
  }
  return fields;
}
