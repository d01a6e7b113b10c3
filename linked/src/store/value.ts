import { deserialize, serialize } from 'node:v8';

/** Turns a key's value into compact bytes: buffers stay bytes, nothing becomes base64. */
export function encodeValue(value: unknown): Buffer {
  return serialize(value);
}

/** Reads what `encodeValue` wrote. Each call makes a fresh value, so callers may change what they get. */
export function decodeValue(bytes: Buffer): unknown {
  return deserialize(Buffer.from(bytes));
}
