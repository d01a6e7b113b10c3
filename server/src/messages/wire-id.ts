import type { Secrets } from '../secrets/secrets.ts';

/**
 * The id a message carries to WhatsApp: `3EB0` and 18 hex digits, as its own web client makes them, here derived from
 * the message's id, so that every attempt (also after a crash) carries the same one and a second copy is recognised.
 */
export function wireIdOf(secrets: Secrets, device: string, message: string): string {
  return `3EB0${secrets.hash('wire_id', `${device}:${message}`).toString('hex', 0, 9).toUpperCase()}`;
}
