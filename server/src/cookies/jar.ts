import type { CookieName } from './registry.ts';
import { cookieNames } from './registry.ts';

/** Our cookies of one request. `tossed`: one of them came twice, so somebody else planted one, and none can be believed. */
export type CookieJar = { get(name: CookieName): string | undefined; tossed: boolean };

const empty: CookieJar = { get: () => undefined, tossed: false };

/** Reads a `Cookie` header (RFC 6265, 5.4). Names that are not ours are not looked at. */
export function readJar(header: string | undefined): CookieJar {
  if (!header) return empty;
  const found = new Map<string, string>();
  let tossed = false;
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at < 1 || !cookieNames.some((known) => known === name)) continue;
    if (found.has(name)) tossed = true;
    found.set(name, pair.slice(at + 1).trim());
  }
  // A planted theme harms nobody; a planted session must not count, and neither may the real one beside it.
  return tossed
    ? { get: (name) => (name === 'theme' ? found.get(name) : undefined), tossed }
    : { get: (name) => found.get(name), tossed };
}
