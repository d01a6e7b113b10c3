import { delay } from '../../base/timer.ts';

/** How the server asks its own parts how they are. Anything that throws or takes too long counts as not answering. */
export type Probes = {
  /** Resolves when the database took a write. */
  canCommit(): Promise<void>;
  /** For how long work has waited that is due, in milliseconds. */
  jobsLateMs(): Promise<number>;
  /** For how long an event has waited to be handed to endpoints, in milliseconds. */
  webhooksLateMs(): Promise<number>;
  /** Does this node still hold its devices? */
  leasesFresh(): boolean;
  isMailSet(): Promise<boolean>;
  /** Missing where the installation runs without a sandbox. */
  sandboxAnswers?: () => Promise<boolean>;
};

type PartState = 'good' | 'slow' | 'bad' | 'off' | 'unknown';
type Part = { state: PartState; lateMs?: number };

/** What the parts say of themselves. Nothing in it belongs to a workspace. */
export type Condition = {
  state: 'good' | 'slow' | 'bad';
  parts: Record<'database' | 'devices' | 'webhooks' | 'jobs' | 'mail' | 'sandbox', Part>;
};

const patienceMs = 2_000;
/** From here on work that waits is called late. */
const lateMs = 30_000;

export async function readCondition(probes: Probes): Promise<Condition> {
  const database = (await answers(probes.canCommit().then(() => true))) === true;
  // Whatever asks the database has nothing to say without it.
  const [jobs, webhooks, mail, sandbox] = await Promise.all([
    database ? answers(probes.jobsLateMs()) : undefined,
    database ? answers(probes.webhooksLateMs()) : undefined,
    database ? answers(probes.isMailSet()) : undefined,
    probes.sandboxAnswers ? answers(probes.sandboxAnswers()) : undefined,
  ]);
  const parts: Condition['parts'] = {
    database: { state: database ? 'good' : 'bad' },
    devices: { state: probes.leasesFresh() ? 'good' : 'bad' },
    webhooks: timely(webhooks),
    jobs: timely(jobs),
    mail: { state: mail === undefined ? 'unknown' : mail ? 'good' : 'off' },
    sandbox: { state: probes.sandboxAnswers ? (sandbox === true ? 'good' : 'bad') : 'off' },
  };
  const states = Object.values(parts).map(({ state }) => state);
  return { state: states.includes('bad') ? 'bad' : states.includes('slow') ? 'slow' : 'good', parts };
}

function timely(waitedMs: number | undefined): Part {
  if (waitedMs === undefined) return { state: 'unknown' };
  return { state: waitedMs < lateMs ? 'good' : 'slow', lateMs: waitedMs };
}

/** What was answered in time; `undefined` otherwise. */
function answers<T>(answer: Promise<T>): Promise<T | undefined> {
  return Promise.race([answer.catch(() => undefined), delay(patienceMs).then(() => undefined)]);
}
