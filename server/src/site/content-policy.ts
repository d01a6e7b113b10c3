import type { Provider } from '../config/config.ts';
import { allowedProviders } from '../legal/legal.ts';
import type { Visit } from './visit.ts';

/** What of others a page lets in: origins it may load from and send to, and scripts it runs. */
export type Guests = { hosts: string[]; scripts: string[] };

const nobody: Guests = { hosts: [], scripts: [] };

/** Nothing inline, nothing from elsewhere: what a page needs it gets from its own origin, but for declared guests. */
export function contentPolicy({ hosts, scripts }: Guests = nobody): string {
  const guests = [...new Set(hosts)].map((host) => ` ${host}`).join('');
  const guestScripts = [...new Set(scripts)].map((script) => ` ${sourceOf(script)}`).join('');
  return [
    "default-src 'none'",
    `script-src 'self'${guestScripts}`,
    "style-src 'self'",
    `img-src 'self' data:${guests}`,
    "font-src 'self'",
    `connect-src 'self'${guests}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * The guests of one page: providers that are necessary, and those the visitor agreed to. A script of others could read all it
 * stands beside, so it never runs on a page with a form of ours, nor while somebody is signed in.
 */
export function guestsOf(
  { consent, reader }: Pick<Visit, 'consent' | 'reader'>,
  { providers, hasForm }: { providers: readonly Provider[]; hasForm: boolean },
): Guests {
  const mayRun = reader.is === 'nobody' && !hasForm;
  const allowed = allowedProviders(providers, mayRun ? consent : { is: 'unasked' });
  return {
    hosts: allowed.flatMap((provider) => provider.hosts),
    scripts: allowed.flatMap(({ script }) => (script === null ? [] : [script])),
  };
}

/** Takes back what an earlier yes left in a browser that says no now, or on a site that has nothing optional any more. */
export function forgetStaleChoice(visit: Visit, providers: readonly Provider[]): void {
  if (visit.jar.get('cookie_consent') === undefined) return;
  if (visit.consent.is !== 'signal' && visit.consent.is !== 'not_needed') return;
  visit.setCookie('cookie_consent', null);
  visit.clearCookiesOf(providers);
}

/** An address as a source of the policy: without its query, and with what would end the directive written in percents. */
function sourceOf(script: string): string {
  const { origin, pathname } = new URL(script);
  return `${origin}${pathname.replaceAll(';', '%3B').replaceAll(',', '%2C')}`;
}
