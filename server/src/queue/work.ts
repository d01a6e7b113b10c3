import { delay } from '../base/timer.ts';
import type { Ctx } from '../db/db.ts';
import { claimJob, finishJob, postponeJob } from './jobs.ts';

/** How long a job may run before another node takes it for dead, in milliseconds. */
const leaseMs = 120_000;
const pollMs = 500;
const backOffMsMax = 60_000;

/** Runs durable jobs and routines until stopped. */
export type Work = { start(): void; stop(): Promise<void> };

/** Answers `again` where the work is not done and no fault of ours, such as a mail server that is away. */
export type RunJob = (payload: Record<string, unknown>) => Promise<{ again: Date } | undefined>;

type Runner = {
  ctx: Ctx;
  /** What to do for a job, by name; it may ask to be run again at a time of its own. */
  jobs: Record<string, RunJob>;
  routines: { name: string; everyMs: number; run: () => Promise<unknown> }[];
};

export function createWork({ ctx, jobs, routines }: Runner): Work {
  const ending = new AbortController();
  let loops: Promise<void>[] = [];

  // Each kind has its own loop: a mail server that does not answer must not keep a sandbox from being born.
  async function workJobs([name, run]: [string, RunJob]): Promise<void> {
    while (!ending.signal.aborted) {
      const job = await ctx.db.system((tx) => claimJob(tx, name, ctx.clock.now(), leaseMs)).catch(() => undefined);
      if (!job) {
        await delay(pollMs, ending.signal);
        continue;
      }
      try {
        const outcome = await run(job.payload);
        await ctx.db.system((tx) => (outcome ? postponeJob(tx, job.id, outcome.again, null) : finishJob(tx, job.id)));
      } catch (error) {
        const code = error instanceof Error ? error.name : 'unknown';
        ctx.log.warn('a job failed and will run again', { job: job.name, attempt: job.attempts, error });
        const at = new Date(ctx.clock.now().getTime() + Math.min(backOffMsMax, 1_000 * 2 ** Math.min(job.attempts, 6)));
        await ctx.db.system((tx) => postponeJob(tx, job.id, at, code)).catch(() => {});
      }
    }
  }

  async function repeat({ name, everyMs, run }: Runner['routines'][number]): Promise<void> {
    while (!ending.signal.aborted) {
      await run().catch((error: unknown) => ctx.log.warn('a routine failed and will run again', { job: name, error }));
      await delay(everyMs, ending.signal);
    }
  }

  return {
    start() {
      loops = [...Object.entries(jobs).map(workJobs), ...routines.map(repeat)];
    },
    async stop() {
      ending.abort();
      await Promise.all(loops);
    },
  };
}
