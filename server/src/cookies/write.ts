import type { CookieName, CookieRow } from './registry.ts';
import { cookies } from './registry.ts';

/**
 * The `Set-Cookie` text of a registered cookie; `value: null` deletes it. Always host-only (no Domain), `SameSite=Lax`,
 * `Path=/`. `secure` is true where the site is reached by https. `endsInSeconds` shortens a cookie whose end was fixed earlier.
 */
export function cookieText(
  name: CookieName,
  value: string | null,
  { secure, endsInSeconds }: { secure: boolean; endsInSeconds?: number },
): string {
  const row: CookieRow = cookies[name];
  const life = value === null ? 0 : row.seconds === null ? null : Math.min(row.seconds, endsInSeconds ?? row.seconds);
  const parts = [`${name}=${value ?? ''}`, 'Path=/', 'SameSite=Lax'];
  if (row.httpOnly) parts.push('HttpOnly');
  if (life !== null) parts.push(`Max-Age=${life}`);
  if (secure) parts.push('Secure');
  return parts.join('; ');
}

/**
 * `Set-Cookie` texts that delete a cookie which a provider's script set on our host: a script may have set it for the host
 * alone or for a domain above it, and which one cannot be seen, so each is named. The one text here whose name is not ours.
 */
export function foreignCookieGone(name: string, { host, secure }: { host: string; secure: boolean }): string[] {
  const labels = /^[\d.:[\]]+$/.test(host) ? [] : host.split('.');
  const domains = labels.slice(0, -1).map((_, n) => labels.slice(n).join('.'));
  const tail = `Path=/; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`;
  return [`${name}=; ${tail}`, ...domains.map((domain) => `${name}=; Domain=${domain}; ${tail}`)];
}
