import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../secrets/secrets.ts';

/**
 * Makes the token for a session: `random.mac`, where the MAC covers the session's cookie (signed double submit, OWASP CSRF
 * Prevention Cheat Sheet). Without that session it is worth nothing, so a planted one is useless.
 */
export function newCsrfToken(secrets: Secrets, session: string): string {
  const salt = randomBytes(12).toString('base64url');
  return `${salt}.${macOf(secrets, session, salt)}`;
}

/** Was this token made for this session? */
export function isCsrfTokenOf(secrets: Secrets, session: string, token: string): boolean {
  const [salt = '', mac = '', ...more] = token.split('.');
  return more.length === 0 && isSame(mac, macOf(secrets, session, salt));
}

/** May an unsafe request go on? The token from the form or header must be the cookie's, and the session's. */
export function mayPost(
  secrets: Secrets,
  { session, cookie, given }: { session: string | undefined; cookie: string | undefined; given: string | undefined },
): boolean {
  if (!session || !cookie || !given) return false;
  return isSame(cookie, given) && isCsrfTokenOf(secrets, session, given);
}

/** What a browser tells of where a request comes from, and where it goes. `ownOrigin` counts where the request names no host. */
export type Provenance = {
  /** `Sec-Fetch-Site` and `Origin`. */
  site: string | string[] | undefined;
  origin: string | undefined;
  host: string;
  ownOrigin: string;
};

/** Does a request come from a page of another origin? Old browsers that do not say are left to the token. */
export function comesFromElsewhere({ site, origin, host, ownOrigin }: Provenance): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  if (origin === undefined) return false;
  return origin === 'null' || URL.parse(origin)?.host !== (host || URL.parse(ownOrigin)?.host);
}

function macOf(secrets: Secrets, session: string, salt: string): string {
  return secrets.hash('csrf', `${salt}.${session}`).toString('base64url');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
