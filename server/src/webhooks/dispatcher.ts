import { randomInt } from 'node:crypto';
import { delay, every, monotonicMs } from '../base/timer.ts';
import type { Ctx } from '../db/db.ts';
import { onAppended } from '../events/events.ts';
import type { Outbound, Targets } from '../outbound/outbound.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { createAlarm } from './alarm.ts';
import { createCalls } from './calls.ts';
import { type Claimed, claimDeliveries, releaseDeliveries } from './claim.ts';
import { fanOut } from './fan-out.ts';
import { judge } from './judge.ts';
import type { Result } from './pace.ts';
import { type Finished, recordFinished } from './record.ts';
import { createRecorder } from './recorder.ts';
import { signatureHeaders } from './sign.ts';

/** Tells endpoints what happened: queues deliveries for new events, calls, records, tries again. */
export type Dispatcher = {
  start(): void;
  /** Deliveries were queued by hand. */
  wake(): void;
  /** Starts no more calls, waits for those under way and records them. */
  stop(): Promise<void>;
};

export type DispatcherOptions = {
  ctx: Ctx;
  secrets: Secrets;
  outbound: Outbound;
  /** Where endpoints of a kind of workspace may lie; from the setting PRIVATE_TARGETS. */
  targetsOf: (kind: 'live' | 'sandbox') => Targets;
  /** The longest time between two looks at the database. */
  pollMs?: number;
  timeoutMs?: number;
  /** 0 to 1, for the jitter of retries. */
  chance?: () => number;
};

const leaseMs = 60_000;
const pool = 64;
const capacity = 1_024;
// Between two rounds under load: fuller batches for a delay nobody notices.
const restMs = 75;
// Where nobody listens there is no hurry: an installation without endpoints hardly pays for them.
const unheardMs = 200;
const tickMs = 100;
const flushMs = 5_000;

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { ctx, secrets, outbound, targetsOf, pollMs = 1_000, timeoutMs = 15_000, chance = anyChance } = options;
  const { db, clock, log } = ctx;
  const appended = createAlarm();
  const room = createAlarm();
  const recorder = createRecorder<Finished>({
    write: (finished) => db.system((tx) => recordFinished(tx, finished, clock.now())),
    onError: (error) =>
      log.error('results of webhooks could not be recorded; trying again', { room: 'webhooks', error }),
  });
  const calls = createCalls({
    call,
    onRoom: room.ring,
    onRelease: (claimed) => void release(claimed),
    nowMs: () => clock.now().getTime(),
    pool,
    capacity,
    leaseLeftMs: timeoutMs + 5_000,
  });
  let stopping = false;
  let stopped: Promise<unknown> = Promise.resolve();
  let start = '00000000-0000-0000-0000-000000000000';

  async function call(claimed: Claimed): Promise<Result> {
    const at = clock.now();
    const began = monotonicMs();
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'webhooks/1',
      ...signatureHeaders(claimed.keys, { id: claimed.event, body: claimed.body, at }),
    };
    const outcome = await outbound.post(claimed.url, {
      headers,
      body: claimed.body,
      timeoutMs,
      targets: targetsOf(claimed.kind),
    });
    const durationMs = Math.round(monotonicMs() - began);
    const { restMs, ...judged } = judge(outcome, { tries: claimed.tries + 1, now: clock.now(), chance: chance() });
    recorder.add({ claimed, at, durationMs, ...judged });
    return { ok: judged.verdict.is === 'delivered', durationMs, restMs };
  }

  async function release(claimed: Claimed[]): Promise<void> {
    // Whatever is not put back comes back by itself when its lease ends.
    await db
      .system((tx) => releaseDeliveries(tx, claimed, clock.now()))
      .catch((error: unknown) => log.warn('claimed webhooks were not put back', { room: 'webhooks', error }));
  }

  async function fanOutRound(): Promise<number> {
    const { queued, rest, unheard } = await db.system((tx) => fanOut(tx, clock.now()));
    if (queued > 0) room.ring();
    if (unheard && !stopping) await delay(unheardMs);
    if (rest === 'more') return 0;
    return rest === 'hidden' ? Math.min(restMs * 2, pollMs) : pollMs;
  }

  async function claimRound(): Promise<number> {
    const { total, ...wish } = calls.room();
    // Results that cannot be recorded must not pile up.
    if (total === 0 || recorder.pending() > capacity) return pollMs;
    const now = clock.now();
    const lease = new Date(now.getTime() + leaseMs);
    const claimed = await db.system((tx) => claimDeliveries(tx, secrets, { ...wish, total, start, lease }, now));
    if (claimed.length === total) start = claimed.at(-1)?.endpoint ?? start;
    calls.add(claimed);
    return pollMs;
  }

  async function loop(round: () => Promise<number>, alarm: { wait(ms: number): Promise<void> }): Promise<void> {
    while (!stopping) {
      const waitMs = await round().catch((error: unknown) => {
        log.error('a round of webhooks failed; trying again', { room: 'webhooks', error });
        return pollMs;
      });
      if (stopping) return;
      await delay(restMs);
      await alarm.wait(waitMs);
    }
  }

  return {
    start() {
      const stops = [onAppended(appended.ring), every(tickMs, calls.pump)];
      stopped = Promise.all([loop(fanOutRound, appended), loop(claimRound, room)]).then(() => {
        for (const stop of stops) stop();
      });
    },
    wake: room.ring,
    async stop() {
      stopping = true;
      appended.ring();
      room.ring();
      const unbegun = calls.close();
      await stopped;
      await release([...unbegun, ...calls.close()]);
      while (calls.underWay() > 0) await delay(restMs);
      // What a database that is away cannot take is sent again when the leases end.
      await Promise.race([recorder.flushed(), delay(flushMs)]);
    },
  };
}

function anyChance(): number {
  return randomInt(1_000_001) / 1_000_000;
}
