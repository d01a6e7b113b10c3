import { createHash, randomBytes } from 'node:crypto';

/** A secret that stands in a cookie or a link: 256 random bits as base64url (43 characters); only its SHA-256 is kept. */
export function newToken(): { text: string; hash: Buffer } {
  const text = randomBytes(32).toString('base64url');
  return { text, hash: hashToken(text) };
}

/** SHA-256: 256 random bits need no slow hash. */
export function hashToken(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Has a text the shape of a token? Saves the database from nonsense. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}
