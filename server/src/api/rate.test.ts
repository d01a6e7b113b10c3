import { expect, it } from 'vitest';
import { createRateLimiter, rateHeaders } from './rate.ts';

it('lets a key make its number of requests a minute, by kind, and says what is left', () => {
  let nowMs = 1_000_000;
  const limiter = createRateLimiter({ now: () => new Date(nowMs) });
  const ask = (key: string, kind: 'reads' | 'sends' = 'reads') => limiter.count(key, kind, 2);
  expect([ask('a').left, ask('a').left, ask('a').allowed]).toEqual([1, 0, false]);
  expect([ask('b').allowed, ask('a', 'sends').allowed]).toEqual([true, true]);
  nowMs += 59_000;
  expect(ask('a')).toMatchObject({ allowed: false, resetSeconds: 1 });
  nowMs += 1_000;
  expect(ask('a')).toMatchObject({ allowed: true, left: 1, resetSeconds: 60 });
});

it('tells it in the fields of the draft', () => {
  expect(rateHeaders('reads', { allowed: true, limit: 100, left: 42, resetSeconds: 17 })).toEqual({
    'ratelimit-policy': '"reads";q=100;w=60',
    ratelimit: '"reads";r=42;t=17',
  });
});
