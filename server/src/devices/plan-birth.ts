import type { Id } from '../base/id.ts';
import { delay, monotonicMs } from '../base/timer.ts';
import type { Db, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { enqueueJob } from '../queue/queue.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import { createWorkspacePair } from '../workspaces/workspaces.ts';
import { bornNumbers } from './birth.ts';
import { insertDevice } from './register.ts';

/** The job that gives a new sandbox its life; its payload is a `PlannedBirth`. */
export const birthJob = 'sandbox.birth';

export type PlannedBirth = { workspace: string; device: string; owner: string; customer: string };

/**
 * Makes the device of a new sandbox and queues the rest, which needs a running server: linking it to a pretend phone and
 * a greeting. Returns the device and the pretend customer's phone. System transaction.
 */
async function planBirth(tx: Tx, sandbox: Workspace, at: Date): Promise<{ device: Id<'device'>; phone: string }> {
  const device = await insertDevice(tx, sandbox.id, { name: 'Sandbox device', kind: 'linked' }, at);
  await tx.run(sql`update devices set expected = true where workspace_id = ${sandbox.id} and id = ${device.id}`);
  const payload: PlannedBirth = { workspace: sandbox.id, device: device.id, ...bornNumbers };
  await enqueueJob(tx, { name: birthJob, key: `${birthJob}:${sandbox.id}`, payload, runAt: at });
  return { device: device.id, phone: bornNumbers.customer };
}

/** Makes a live workspace and its sandbox, and plans the sandbox's birth. System transaction. */
export async function openPair(
  tx: Tx,
  secrets: Secrets,
  pair: { name: string; reseller: Id<'reseller'>; at: Date },
): Promise<{ live: Workspace; sandbox: Workspace; device: Id<'device'>; phone: string }> {
  const { live, sandbox } = await createWorkspacePair(tx, secrets, pair);
  return { live, sandbox, ...(await planBirth(tx, sandbox, pair.at)) };
}

/**
 * Waits until planned devices are online, at most `msMax`; returns whether they are. Comes back at once when no server
 * runs: then the birth follows the next start.
 */
export async function awaitBirth(db: Db, device: Id<'device'>, msMax: number): Promise<boolean> {
  const deadline = monotonicMs() + msMax;
  for (;;) {
    const { running, online } = await db.system((tx) =>
      tx.one(sql<{ running: boolean; online: boolean }>`
        select exists (select from nodes where until > now()) as running,
          exists (select from devices where id = ${device} and connection = 'online') as online`),
    );
    if (online || !running || monotonicMs() > deadline) return online;
    await delay(100);
  }
}
