import { failures, type Outcome } from '../outbound/outbound.ts';
import { retryDelayMs } from './delivery.ts';
import type { Finished } from './record.ts';

const restMsMax = 3_600_000;
const throttled = new Set([429, 502, 504]);

export type Judgement = Pick<Finished, 'status' | 'error' | 'response' | 'verdict'> & { restMs: number };

/**
 * What follows from an outcome: only 2xx is success, 410 ends the endpoint, everything else is tried again until the
 * schedule is used up. `tries` counts this one. `restMs`: how long the receiver asked us to leave it alone.
 */
export function judge(
  outcome: Outcome,
  { tries, now, chance }: { tries: number; now: Date; chance: number },
): Judgement {
  if (outcome.is === 'failed') {
    const error = failures[outcome.reason];
    return { status: null, error, response: null, restMs: 0, verdict: again({ tries, now, chance }, 0) };
  }
  const { status, body } = outcome;
  const isGood = status >= 200 && status < 300;
  const restMs = throttled.has(status) ? readRetryAfter(outcome.retryAfter, now) : 0;
  return { status, response: body, error: isGood ? null : explain(status), restMs, verdict: follow() };

  function follow(): Finished['verdict'] {
    if (isGood) return { is: 'delivered' };
    if (status === 410) return { is: 'gone' };
    return again({ tries, now, chance }, restMs);
  }
}

/** Milliseconds that a Retry-After header asks for (seconds or a date), at most an hour; 0 when it says nothing sensible. */
export function readRetryAfter(header: string | undefined, now: Date): number {
  if (header === undefined) return 0;
  const ms = /^\d{1,12}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), restMsMax) : 0;
}

function again(
  { tries, now, chance }: { tries: number; now: Date; chance: number },
  restMs: number,
): Finished['verdict'] {
  const delayMs = retryDelayMs(tries, chance);
  if (delayMs === undefined) return { is: 'exhausted' };
  return { is: 'retry', at: new Date(now.getTime() + Math.max(delayMs, restMs)) };
}

function explain(status: number): string {
  if (status >= 300 && status < 400) return 'The endpoint answered with a redirect, which is not followed.';
  return 'The endpoint did not answer with a 2xx status.';
}
