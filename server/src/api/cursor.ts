import { timingSafeEqual } from 'node:crypto';
import { Problem } from '../base/problem.ts';

/** Signs text with a key that only this installation has. */
export type Sign = (text: string) => Buffer;

const signatureBytes = 12;

/** Wraps the last position of a page so that it only fits the same list of the same workspace with the same filters. */
export function makeCursor(sign: Sign, list: string, position: string): string {
  const signature = sign(`${list}\n${position}`).subarray(0, signatureBytes);
  return Buffer.concat([signature, Buffer.from(position, 'utf8')]).toString('base64url');
}

/** Opens a cursor; anything not made by `makeCursor` for this list is `validation_failed`. */
export function readCursor(sign: Sign, list: string, cursor: string): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const position = bytes.subarray(signatureBytes).toString('utf8');
  const isOurs =
    bytes.length > signatureBytes &&
    bytes.toString('base64url') === cursor &&
    timingSafeEqual(bytes.subarray(0, signatureBytes), sign(`${list}\n${position}`).subarray(0, signatureBytes));
  if (isOurs) return position;
  const message = 'This is not a cursor of this list. Use `next` of its last page, with the same filters.';
  throw new Problem('validation_failed', { detail: message, errors: [{ path: 'cursor', message }] });
}
