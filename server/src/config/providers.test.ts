import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { ConfigProblem } from './problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'wz-providers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const counter = {
  name: 'Plain Counter',
  purpose: 'Counts visits',
  class: 'optional',
  hosts: ['stats.example.com'],
  script: 'https://stats.example.com/c.js',
  country: 'Germany',
  data: { en: 'Page and day', id: 'Halaman dan hari' },
  policy_url: 'https://example.com/privacy',
  cookies: [{ name: '_pc', days: 396 }],
  data_days: 730,
};

function read(declared: unknown) {
  const path = join(folder, 'providers.json');
  writeFileSync(path, typeof declared === 'string' ? declared : JSON.stringify(declared));
  return readConfig({ PROVIDERS_FILE: path }).providers;
}

function faultsOf(declared: unknown): string {
  try {
    read(declared);
  } catch (error) {
    if (error instanceof ConfigProblem) return error.message;
    throw error;
  }
  return '';
}

describe('the file of providers', () => {
  it('is not needed: then pages involve nobody', () => {
    expect(readConfig({}).providers).toEqual([]);
  });

  it('declares who is involved, in one language or several', () => {
    expect(read([counter])).toEqual([
      {
        key: 'plain-counter',
        name: 'Plain Counter',
        purpose: { en: 'Counts visits' },
        class: 'optional',
        hosts: ['https://stats.example.com'],
        script: 'https://stats.example.com/c.js',
        country: 'Germany',
        data: { en: 'Page and day', id: 'Halaman dan hari' },
        policyUrl: 'https://example.com/privacy',
        cookies: [{ name: '_pc', days: 396 }],
        dataDays: 730,
      },
    ]);
  });

  it('refuses the start with all its faults at once', () => {
    const faults = faultsOf([
      { ...counter, class: 'maybe', data_days: 731, cookies: [{ name: '_pc', days: 397 }] },
      {
        ...counter,
        name: 'Other',
        hosts: ['https://stats.example.com/'],
        purpose: { id: 'Hanya satu' },
        colour: 'red',
      },
    ]);
    for (const part of [
      '[0].class must be necessary or optional',
      '[0].data_days must be at most 730 (24 months)',
      '[0].cookies[0].days must be at most 396 (13 months)',
      '[1].hosts[0] must be a host',
      '[1].purpose must be a text',
      'colour',
    ]) {
      expect(faults).toContain(part);
    }
  });

  it.each([
    [
      'a script from a host it does not name',
      { script: 'https://elsewhere.example/c.js' },
      'must lie on one of its hosts',
    ],
    ['a script that would not wait for consent', { class: 'necessary' }, 'must be optional'],
    [
      'a cookie that poses as ours',
      { cookies: [{ name: 'PHPSESSID', days: 1 }] },
      'is the name of a cookie of this software',
    ],
    ['a cookie whose name would break a header', { cookies: [{ name: 'a;b', days: 1 }] }, 'must be letters'],
    ['every host at once', { hosts: ['*'] }, 'must be a host'],
    ['a keyword of the policy as a host', { hosts: ["'unsafe-inline'"] }, 'must be a host'],
    ['a host that carries another directive', { hosts: ['a.example; script-src *'] }, 'must be a host'],
    ['optional without hosts', { hosts: [], script: undefined }, 'must name at least one host'],
  ])('refuses %s', (_what, change, fault) => {
    expect(faultsOf([{ ...counter, ...change }])).toContain(fault);
  });

  it('refuses what is no list, no JSON or no file', () => {
    expect(faultsOf({ counter })).toContain('must hold a list');
    expect(faultsOf('[')).toContain('is not JSON');
    expect(() => readConfig({ PROVIDERS_FILE: join(folder, 'none.json') })).toThrow('cannot be read');
    expect(faultsOf([counter, counter])).toContain('[1].name stands twice');
  });
});
