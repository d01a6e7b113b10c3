import type { Provider } from '../config/config.ts';
import type { CookieClass, CookieName, CookieRow } from '../cookies/cookies.ts';
import { cookieNames, cookies } from '../cookies/cookies.ts';
import { optionalProviders } from './consent.ts';

/** A cookie as the policy tells it: one of ours, or one that the script of a provider sets once somebody agreed. */
export type PolicyCookie =
  | { from: 'us'; name: CookieName; class: CookieClass; seconds: number | null; httpOnly: boolean }
  | { from: 'provider'; name: string; provider: Provider; seconds: number };

/**
 * Every cookie that may be set under this configuration, from the list the software obeys: ours, of which `cookie_consent`
 * exists only where something optional is configured, and those that providers declared.
 */
export function policyCookies(providers: readonly Provider[]): PolicyCookie[] {
  const optional = optionalProviders(providers);
  const ours = cookieNames.flatMap((name): PolicyCookie[] => {
    const row: CookieRow = cookies[name];
    if (row.onlyWithOptional && optional.length === 0) return [];
    return [{ from: 'us', name, class: row.class, seconds: row.seconds, httpOnly: row.httpOnly }];
  });
  const theirs = optional.flatMap((provider) =>
    provider.cookies.map(
      ({ name, days }): PolicyCookie => ({ from: 'provider', name, provider, seconds: days * 86_400 }),
    ),
  );
  return [...ours, ...theirs];
}
