import type { Clock } from '../base/clock.ts';
import { projectLimits } from '../workspaces/workspaces.ts';

/** How often one key or session may ask, by kind of request; see workspaces/limits.ts for what counts. */
export type RateClass = 'reads' | 'writes' | 'sends';

/** Where a caller stands in its running minute. */
export type Standing = { allowed: boolean; limit: number; left: number; resetSeconds: number };

export type RateLimiter = { count(key: string, kind: RateClass, limit: number): Standing };

const windowMs = 60_000;

/** For people outside of any workspace: what a live workspace has when neither plan nor operator says otherwise. */
export const personalLimits = projectLimits('live');

/** Counts requests per key or session and kind in fixed minutes, in this process only: it keeps one caller from drowning the others. */
export function createRateLimiter(clock: Clock): RateLimiter {
  let windows = new Map<string, { used: number }>();
  let startedMs = 0;
  return {
    count(key, kind, limit) {
      const nowMs = clock.now().getTime();
      if (nowMs - startedMs >= windowMs || nowMs < startedMs) {
        startedMs = nowMs;
        windows = new Map();
      }
      const name = `${kind} ${key}`;
      const window = windows.get(name) ?? { used: 0 };
      windows.set(name, window);
      window.used += 1;
      const resetSeconds = Math.max(1, Math.ceil((startedMs + windowMs - nowMs) / 1000));
      return { allowed: window.used <= limit, limit, left: Math.max(0, limit - window.used), resetSeconds };
    },
  };
}

/** The draft `RateLimit` fields of the IETF (draft-ietf-httpapi-ratelimit-headers). */
export function rateHeaders(kind: RateClass, { limit, left, resetSeconds }: Standing): Record<string, string> {
  return {
    'ratelimit-policy': `"${kind}";q=${limit};w=${windowMs / 1000}`,
    ratelimit: `"${kind}";r=${left};t=${resetSeconds}`,
  };
}
