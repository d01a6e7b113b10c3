import { createHash } from 'node:crypto';
import type { Provider } from '../config/config.ts';

/**
 * What a visitor said about what is optional. `not_needed`: nothing optional is configured. `signal`: the browser sends
 * Global Privacy Control, which is a no. `unasked`: they have to be asked, now or again. `accepted` holds keys of providers.
 */
export type Consent =
  | { is: 'not_needed' }
  | { is: 'signal' }
  | { is: 'unasked' }
  | { is: 'chosen'; accepted: readonly string[] };

/**
 * Reads the consent of a visit. A stored choice counts only while it speaks of every optional provider as it is today: one that
 * was added, or whose purpose, hosts, data or cookies changed, makes the visitor be asked again.
 */
export function readConsent({
  cookie,
  signal,
  providers,
}: {
  cookie: string | undefined;
  signal: boolean;
  providers: readonly Provider[];
}): Consent {
  const asked = optionalProviders(providers);
  if (asked.length === 0) return { is: 'not_needed' };
  if (signal) return { is: 'signal' };
  const [version = '', ...parts] = (cookie ?? '').split('|');
  if (!/^\d{1,6}$/.test(version)) return { is: 'unasked' };
  const choices = new Map(parts.map((part): [string, string] => [part.slice(0, -2), part.slice(-2)]));
  const accepted: string[] = [];
  for (const provider of asked) {
    const choice = choices.get(markOf(provider));
    if (choice !== ':1' && choice !== ':0') return { is: 'unasked' };
    if (choice === ':1') accepted.push(provider.key);
  }
  return { is: 'chosen', accepted };
}

/** The value of `cookie_consent`: the policy's version and each choice. It is the same for everybody who chose the same. */
export function consentValue(
  policyVersion: number,
  { providers, accepted }: { providers: readonly Provider[]; accepted: readonly string[] },
): string {
  const parts = optionalProviders(providers).map(
    (provider) => `${markOf(provider)}:${accepted.includes(provider.key) ? '1' : '0'}`,
  );
  return [policyVersion, ...parts].join('|');
}

export function optionalProviders(providers: readonly Provider[]): Provider[] {
  return providers.filter((provider) => provider.class === 'optional');
}

/** The providers that may be involved in a page now: the necessary ones, and the optional ones somebody agreed to. */
export function allowedProviders(providers: readonly Provider[], consent: Consent): Provider[] {
  return providers.filter(
    (provider) =>
      provider.class === 'necessary' || (consent.is === 'chosen' && consent.accepted.includes(provider.key)),
  );
}

/** Names a provider and what it is agreed for, so that another purpose is another question. */
function markOf({ key, ...told }: Provider): string {
  return `${key}~${createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 8)}`;
}
