import { describe, expect, it } from 'vitest';
import { retryDelayMs } from './delivery.ts';
import { readRetryAfter } from './judge.ts';
import { allowance, isFresh, learn, newPace } from './pace.ts';

const good = { ok: true, durationMs: 10 };
const bad = { ok: false, durationMs: 10 };

describe('the pace of an endpoint', () => {
  it('starts with two calls at once, opens up to ten with quick successes, and falls to one when it is slow', () => {
    const pace = newPace();
    expect(allowance(pace, 0)).toBe(2);
    for (let i = 0; i < 20; i += 1) learn(pace, good, i);
    expect(allowance(pace, 20)).toBe(10);
    learn(pace, bad, 21);
    expect(allowance(pace, 21)).toBe(5);
    learn(pace, { ok: true, durationMs: 5_000 }, 22);
    expect(allowance(pace, 22)).toBe(1);
  });

  it('rests for 30 s after ten calls of which nine failed, then lets one through', () => {
    const pace = newPace();
    learn(pace, good, 0);
    for (let i = 0; i < 8; i += 1) learn(pace, bad, 1_000);
    expect(allowance(pace, 1_000)).toBeGreaterThan(0);
    learn(pace, bad, 1_000);
    expect(allowance(pace, 1_000)).toBe(0);
    expect(allowance(pace, 30_999)).toBe(0);
    expect(allowance(pace, 31_000)).toBe(1);
  });

  it('rests again when that one fails, and is itself again when it succeeds', () => {
    const pace = newPace();
    for (let i = 0; i < 10; i += 1) learn(pace, bad, 0);
    learn(pace, bad, 30_000);
    expect(allowance(pace, 59_999)).toBe(0);
    learn(pace, good, 60_000);
    expect(allowance(pace, 60_000)).toBe(2);
  });

  it('does not rest when failures are few, or lie more than a minute apart', () => {
    const few = newPace();
    for (let i = 0; i < 100; i += 1) learn(few, i % 2 ? bad : good, 0);
    expect(allowance(few, 0)).toBeGreaterThan(0);
    const rare = newPace();
    for (let i = 0; i < 30; i += 1) learn(rare, bad, i * 10_000);
    expect(allowance(rare, 300_000)).toBe(1);
  });

  it('leaves an endpoint alone for as long as it asked', () => {
    const pace = newPace();
    learn(pace, { ...bad, restMs: 10_000 }, 0);
    expect(allowance(pace, 9_999)).toBe(0);
    expect(allowance(pace, 10_000)).toBe(1);
  });

  it('forgets an endpoint that was quiet for a minute', () => {
    const pace = newPace();
    learn(pace, good, 0);
    expect(isFresh(pace, 30_000)).toBe(false);
    expect(isFresh(pace, 66_000)).toBe(true);
  });
});

it('tries ten times within 75 h 35 min, each delay up to a tenth shorter or longer', () => {
  const delays = Array.from({ length: 9 }, (_, at) => retryDelayMs(at + 1, 0.5) ?? 0);
  expect(delays.map((ms) => ms / 1000)).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(delays.reduce((sum, ms) => sum + ms, 0) / 60_000).toBeCloseTo(75 * 60 + 35, 0);
  expect(retryDelayMs(10, 0.5)).toBeUndefined();
  expect([retryDelayMs(1, 0), retryDelayMs(1, 1)]).toEqual([4_500, 5_500]);
});

it.each([
  ['7', 7_000],
  ['Fri, 01 Jan 2027 00:00:30 GMT', 30_000],
  ['Fri, 01 Jan 2027 02:00:00 GMT', 3_600_000],
  ['86400', 3_600_000],
  ['99999999999999999999', 0],
  ['Thu, 31 Dec 2026 23:00:00 GMT', 0],
  ['-5', 0],
  ['soon', 0],
  ['', 0],
  [undefined, 0],
])('reads Retry-After %j as %i ms', (header, ms) => {
  expect(readRetryAfter(header, new Date('2027-01-01T00:00:00Z'))).toBe(ms);
});
