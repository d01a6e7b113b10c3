import { every, monotonicMs } from '../base/timer.ts';
import type { Ctx } from '../db/db.ts';
import { renewNode } from './leases.ts';

/** How long a renewal counts as fresh, in milliseconds: less than the database grants, so that we stop before others start. */
const freshMsMax = 20_000;

export type Heartbeat = { start(): Promise<void>; stop(): void; fresh(): boolean };

/** Renews this node's lease in the database and calls `onRenewed` each time that worked; when it does not, silence is the message. */
export function createHeartbeat({
  ctx,
  node,
  everyMs,
  onRenewed,
}: {
  ctx: Ctx;
  node: string;
  everyMs: number;
  onRenewed: () => void;
}): Heartbeat {
  let renewedMs = Number.NEGATIVE_INFINITY;
  let beating = false;
  let stop = (): void => {};

  async function beat(): Promise<void> {
    // One question at a time: a database that hangs must not collect them.
    if (beating) return;
    beating = true;
    const askedMs = monotonicMs();
    try {
      await ctx.db.system((tx) => renewNode(tx, node));
      // A reply that took long may speak of a lease that has run out meanwhile.
      if (monotonicMs() - askedMs <= everyMs) {
        renewedMs = askedMs;
        onRenewed();
      }
    } catch (error) {
      ctx.log.warn('this node could not renew its lease', { error, node });
    } finally {
      beating = false;
    }
  }

  return {
    async start() {
      await beat();
      stop = every(everyMs, () => void beat());
    },
    stop: () => stop(),
    fresh: () => monotonicMs() - renewedMs < freshMsMax,
  };
}
