import { createHash } from 'node:crypto';

/**
 * The secret in a link to one thing that belongs to nobody's account, named `kind:id`: 256 bits made from the installation's key,
 * so that later letters can carry the same link although only its hash is kept.
 */
export function linkSecret(secrets: { hash(purpose: string, text: string): Buffer }, thing: string): string {
  return secrets.hash('link', thing).toString('base64url');
}

/** What is kept of such a secret. */
export function hashLinkSecret(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
