import { describe, expect, it } from 'vitest';
import { afterClosing, backoffMs, type Past } from './disconnect.ts';

const proven: Past = { opened: true, replaced: 0, broken: 0, restarts: 0 };
const said = (code: number) => ({ code, network: false });

describe('what follows a closed socket', () => {
  it.each([
    ['restart required', said(515), proven, { do: 'dial', wait: 'none' }],
    ['connection lost', said(408), proven, { do: 'dial', wait: 'backoff' }],
    ['connection closed', said(428), proven, { do: 'dial', wait: 'backoff' }],
    ['unavailable', said(503), proven, { do: 'dial', wait: 'backoff' }],
    [
      'an HTTP error on the way that looks like a ban',
      { code: 403, network: true },
      proven,
      { do: 'dial', wait: 'backoff' },
    ],
    ['replaced once', said(440), proven, { do: 'dial', wait: 'replaced' }],
    ['a broken session once', said(500), proven, { do: 'dial', wait: 'backoff' }],
    ['not multi-device, once', said(411), proven, { do: 'dial', wait: 'backoff' }],
    ['a restart that never ends', said(515), { ...proven, restarts: 4 }, { do: 'dial', wait: 'backoff' }],
  ] as const)('dials after %s', (_name, closing, past, next) => {
    expect(afterClosing(closing, past)).toEqual(next);
  });

  it.each([
    ['unlinked', said(401), proven, { state: { is: 'logged_out', reason: 'removed_on_phone' }, wipe: true }],
    [
      'refused before it was ever let in',
      said(401),
      { ...proven, opened: false },
      { state: { is: 'offline', reason: 'pairing_refused' }, wipe: true },
    ],
    ['banned', said(403), proven, { state: { is: 'banned' }, wipe: false }],
    ['restricted', said(402), proven, { state: { is: 'offline', reason: 'restricted' }, wipe: false }],
    ['outdated', said(405), proven, { state: { is: 'offline', reason: 'client_outdated' }, wipe: false }],
    [
      'replaced twice',
      said(440),
      { ...proven, replaced: 1 },
      { state: { is: 'offline', reason: 'replaced_elsewhere' }, wipe: false },
    ],
    [
      'broken twice, keeping its state',
      said(500),
      { ...proven, broken: 1 },
      { state: { is: 'offline', reason: 'bad_session' }, wipe: false },
    ],
  ] as const)('stops when %s', (_name, closing, past, next) => {
    expect(afterClosing(closing, past)).toMatchObject({ do: 'stop', ...next });
  });
});

describe('the wait before the next dial', () => {
  const retry = { baseMs: 1000, maxMs: 300_000 };
  it('grows up to its maximum and is spread from zero', () => {
    expect([0, 1, 4, 20, 2000].map((attempt) => backoffMs(attempt, retry, 1))).toEqual([
      1000, 2000, 16_000, 300_000, 300_000,
    ]);
    expect(backoffMs(5, retry, 0)).toBe(0);
    expect(backoffMs(5, retry, 0.5)).toBe(16_000);
  });
});
