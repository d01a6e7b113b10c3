import { describe, expect, it } from 'vitest';
import type { Provider } from '../config/config.ts';
import { allowedProviders, consentValue, policyCookies, readConsent } from './legal.ts';

const counter: Provider = {
  key: 'counter',
  name: 'Counter',
  purpose: { en: 'Counts visits' },
  class: 'optional',
  hosts: ['https://stats.example.com'],
  script: 'https://stats.example.com/c.js',
  country: 'Germany',
  data: { en: 'Page' },
  policyUrl: 'https://example.com/privacy',
  cookies: [{ name: '_c', days: 30 }],
  dataDays: 365,
};
const chat: Provider = { ...counter, key: 'chat', name: 'Chat', cookies: [] };
const host: Provider = { ...counter, key: 'host', name: 'Host', class: 'necessary', script: null, cookies: [] };
const all = [counter, host, chat];

const read = (cookie: string | undefined, { signal = false, providers = all } = {}) =>
  readConsent({ cookie, signal, providers });
const yesToCounter = consentValue(3, { providers: all, accepted: ['counter'] });

describe('consent', () => {
  it('is not needed where nothing is optional, whatever a browser sends', () => {
    expect(read('3|x:1', { providers: [host] })).toEqual({ is: 'not_needed' });
  });

  it('is remembered by policy version and choice, in a value that is the same for everybody who chose so', () => {
    expect(yesToCounter).toMatch(/^3\|counter~[0-9a-f]{8}:1\|chat~[0-9a-f]{8}:0$/);
    expect(consentValue(3, { providers: all, accepted: ['counter'] })).toBe(yesToCounter);
    expect(read(yesToCounter)).toEqual({ is: 'chosen', accepted: ['counter'] });
  });

  it.each([undefined, '', 'yes', '3', '3|counter:1', '3|counter~00000000:1|chat~00000000:1', 'x'.repeat(5000)])(
    'is asked for when the cookie says %s',
    (cookie) => {
      expect(read(cookie)).toEqual({ is: 'unasked' });
    },
  );

  it('is asked for again when a provider is added or what it does changes, not when it goes', () => {
    expect(read(consentValue(3, { providers: [counter], accepted: ['counter'] }))).toEqual({ is: 'unasked' });
    const changed = [{ ...counter, purpose: { en: 'Shows advertisements' } }, host, chat];
    expect(read(yesToCounter, { providers: changed })).toEqual({ is: 'unasked' });
    expect(read(yesToCounter, { providers: [counter, host] })).toEqual({ is: 'chosen', accepted: ['counter'] });
  });

  it('is a no when the browser sends the signal, even beside a yes of before', () => {
    expect(read(yesToCounter, { signal: true })).toEqual({ is: 'signal' });
    expect(allowedProviders(all, read(yesToCounter, { signal: true }))).toEqual([host]);
  });

  it('lets in what was agreed to, and what is necessary', () => {
    expect(allowedProviders(all, read(yesToCounter))).toEqual([counter, host]);
    expect(allowedProviders(all, { is: 'unasked' })).toEqual([host]);
  });
});

describe('the cookies of the policy', () => {
  it('hold the cookie of the choice and those of providers only where there is a choice', () => {
    const names = (providers: Provider[]) => policyCookies(providers).map(({ name }) => name);
    expect(names([host])).not.toContain('cookie_consent');
    expect(names(all)).toEqual([...names([]), 'cookie_consent', '_c']);
  });
});
