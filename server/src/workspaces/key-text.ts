import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const publicLength = 12;
const secretLength = 32;
const shape = /^(wz_(live|test)_([0-9A-Za-z]{12})_([0-9A-Za-z]{32}))_([0-9A-Za-z]{6})$/;

/** What a key's text says by itself. `secretHash` is SHA-256: 190 random bits need no slow hash. */
export type KeyText = { mode: 'live' | 'test'; publicId: string; secretHash: Buffer };

/** Makes the text of a new key: `wz_<mode>_<public id>_<secret>_<crc32>`, all in base 62. */
export function newKeyText(mode: 'live' | 'test'): KeyText & { text: string } {
  const publicId = randomLetters(publicLength);
  const secret = randomLetters(secretLength);
  const head = `wz_${mode}_${publicId}_${secret}`;
  return { text: `${head}_${checksum(head)}`, mode, publicId, secretHash: hash(secret) };
}

/** Reads a key; `undefined` when its shape or checksum is wrong, so that typing errors never reach the database. */
export function readKeyText(text: string): KeyText | undefined {
  const [, head, mode, publicId, secret, sum] = shape.exec(text) ?? [];
  if (!head || !publicId || !secret || checksum(head) !== sum) return undefined;
  return { mode: mode === 'live' ? 'live' : 'test', publicId, secretHash: hash(secret) };
}

function randomLetters(length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}

function hash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function checksum(head: string): string {
  let rest = crc32(head);
  let text = '';
  for (let at = 0; at < 6; at += 1) {
    text = `${letters[rest % 62]}${text}`;
    rest = Math.floor(rest / 62);
  }
  return text;
}
