/**
 * How fast one endpoint is called. All times are milliseconds of one clock.
 * - `window`: calls at once. It grows with every quick success and shrinks with failures, so a slow endpoint soon holds one socket.
 * - The breaker opens after many failures, rests, then lets one call through to see.
 */
export type Pace = {
  window: number;
  restUntil: number;
  /** After a rest of the breaker: one call decides whether it closes. */
  probing: boolean;
  recent: { slot: number; calls: number; failures: number }[];
};

export type Result = { ok: boolean; durationMs: number; restMs?: number };

const windowStart = 2;
const windowMax = 10;
const slowMs = 5_000;
const slotMs = 5_000;
const recentMs = 60_000;
const breakerCalls = 10;
const breakerShare = 0.9;
const breakerRestMs = 30_000;

export function newPace(): Pace {
  return { window: windowStart, restUntil: 0, probing: false, recent: [] };
}

/** How many calls may be under way now. */
export function allowance(pace: Pace, now: number): number {
  if (now < pace.restUntil) return 0;
  return pace.probing ? 1 : pace.window;
}

/** Takes a result into account. */
export function learn(pace: Pace, result: Result, now: number): void {
  pace.window = nextWindow(pace.window, result);
  if (result.restMs) pace.restUntil = Math.max(pace.restUntil, now + result.restMs);
  count(pace, result.ok, now);
  if (pace.probing) {
    if (result.ok) close(pace);
    else open(pace, now);
  } else if (mostlyFails(pace)) open(pace, now);
}

/** True when nothing is known that a new endpoint would not also have. */
export function isFresh(pace: Pace, now: number): boolean {
  return (
    now >= pace.restUntil &&
    !pace.probing &&
    pace.recent.every(({ slot }) => slot < Math.floor((now - recentMs) / slotMs))
  );
}

function nextWindow(window: number, { ok, durationMs }: Result): number {
  if (durationMs >= slowMs) return 1;
  if (!ok) return Math.max(1, Math.floor(window / 2));
  return Math.min(windowMax, window + 1);
}

function count(pace: Pace, ok: boolean, now: number): void {
  const slot = Math.floor(now / slotMs);
  pace.recent = pace.recent.filter((one) => one.slot > slot - recentMs / slotMs);
  const last = pace.recent.at(-1);
  const current = last?.slot === slot ? last : { slot, calls: 0, failures: 0 };
  if (current !== last) pace.recent.push(current);
  current.calls += 1;
  if (!ok) current.failures += 1;
}

function mostlyFails({ recent }: Pace): boolean {
  const calls = recent.reduce((sum, one) => sum + one.calls, 0);
  const failures = recent.reduce((sum, one) => sum + one.failures, 0);
  return calls >= breakerCalls && failures >= calls * breakerShare;
}

function open(pace: Pace, now: number): void {
  pace.probing = true;
  pace.restUntil = Math.max(pace.restUntil, now + breakerRestMs);
  pace.recent = [];
}

function close(pace: Pace): void {
  pace.probing = false;
  pace.recent = [];
}
