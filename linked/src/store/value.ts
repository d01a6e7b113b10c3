import { deserialize, serialize } from 'node:v8';

/** Types whose readers never change what they get, so that one object may serve them all. */
const unchanging: ReadonlySet<string> = new Set([
  'session',
  'lid-mapping',
  'devices',
  'identity-key',
  'pre-key',
  'tctoken',
]);

/** Values by their bytes, for as long as the bytes themselves are kept. */
const opened = new WeakMap<Buffer, unknown>();

/** Turns a key's value into compact bytes: buffers stay bytes, nothing becomes base64. */
export function encodeValue(value: unknown, type = ''): Buffer {
  const bytes = serialize(value);
  if (unchanging.has(type)) opened.set(bytes, value);
  return bytes;
}

/** Reads what `encodeValue` wrote; a fresh value at each call, but for types whose readers change nothing. */
export function decodeValue(bytes: Buffer, type = ''): unknown {
  const shared = unchanging.has(type);
  const known = shared ? opened.get(bytes) : undefined;
  if (known !== undefined) return known;
  const value: unknown = deserialize(Buffer.from(bytes));
  if (shared) opened.set(bytes, value);
  return value;
}
