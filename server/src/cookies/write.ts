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
