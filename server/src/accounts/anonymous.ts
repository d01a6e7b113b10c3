import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../secrets/secrets.ts';

/** How long a form may stay open before its session counts no more, in milliseconds. */
const lifeMs = 24 * 3_600_000;

/**
 * The session of somebody who is not signed in, for the forms they may send. It needs no row: the value proves itself, for one
 * host and a day. A value we did not make is never taken over, so nobody can fix a session beforehand.
 */
export function newAnonymousSession(secrets: Secrets, host: string, now: Date): string {
  const head = `a.${now.getTime().toString(36)}.${randomBytes(16).toString('base64url')}`;
  return `${head}.${macOf(secrets, host, head)}`;
}

/** Did we make this session, for this host, within a day? */
export function isAnonymousSession(
  secrets: Secrets,
  { value, host, now }: { value: string; host: string; now: Date },
): boolean {
  const [, head, time = '', mac = ''] =
    /^(a\.([0-9a-z]{8,9})\.[A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})$/.exec(value) ?? [];
  if (!head) return false;
  const ageMs = now.getTime() - Number.parseInt(time, 36);
  return (
    ageMs >= -60_000 && ageMs < lifeMs && timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secrets, host, head)))
  );
}

function macOf(secrets: Secrets, host: string, head: string): string {
  return secrets.hash('anonymous_session', `${host} ${head}`).subarray(0, 16).toString('base64url');
}
