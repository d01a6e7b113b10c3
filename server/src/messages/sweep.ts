import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Lane } from '../queue/queue.ts';
import { wakeLane } from '../queue/queue.ts';
import { recordFacts } from './write.ts';

const batch = 500;

/** How long after its time a message may still be on its way, in milliseconds; a lane's lease is shorter. */
const lateMs = 5 * 60_000;

/**
 * Ends messages whose time is over before they left. One that was handed over and never answered for (its device was
 * logged out) may have left, so it ends as unknown. `tx` is a system transaction; returns how many.
 */
export async function expireMessages(tx: Tx, now: Date): Promise<number> {
  const rows = await tx.many(sql<{ workspace_id: Id<'workspace'>; id: Id<'message'>; status: string }>`
    select workspace_id, id, status from messages
    where unfinished and expires_at <= ${now} and (status <> 'sending' or expires_at <= ${new Date(now.getTime() - lateMs)})
    order by expires_at limit ${batch} for update skip locked`);
  await recordFacts(
    tx,
    rows.map(({ workspace_id: workspace, id, status }) => ({
      workspace,
      by: { id },
      fact: { kind: status === 'sending' ? 'outcome_unknown' : 'expired', at: now },
    })),
    now,
  );
  return rows.length;
}

/** Ends what a device that is being deleted has not sent; what is on its way may have arrived. In the caller's transaction. */
export async function forsakeMessages(
  tx: Tx,
  workspace: Id<'workspace'>,
  device: Id<'device'>,
  now: Date,
): Promise<void> {
  const rows = await tx.many(sql<{ id: Id<'message'>; status: string }>`
    select id, status from messages
    where workspace_id = ${workspace} and device_id = ${device} and unfinished order by id for update`);
  const error = { code: 'device_deleted', detail: 'The device was deleted before the message was sent.' };
  await recordFacts(
    tx,
    rows.map(({ id, status }) => ({
      workspace,
      by: { id },
      fact: status === 'sending' ? { kind: 'outcome_unknown', at: now } : { kind: 'failed', at: now, error },
    })),
    now,
  );
}

/** Queues scheduled messages that are due; only now they get their place in the order of their lane. */
export async function releaseScheduled(tx: Tx, now: Date): Promise<number> {
  const lanes = await tx.many(sql<Lane>`
    update messages set status = 'queued', seq = nextval('messages_seq')
    where (workspace_id, id) in (select workspace_id, id from messages where unfinished and status = 'scheduled' and send_at <= ${now} order by send_at limit ${batch} for update skip locked)
    returning workspace_id as workspace, device_id as device, chat_id as chat, class`);
  for (const lane of lanes) await tx.run(wakeLane(lane, now));
  return lanes.length;
}

/** Removes what messages said after `days`; that they were sent, and when, stays. */
export async function forgetBodies(tx: Tx, now: Date, days: number): Promise<number> {
  const before = new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
  return tx.run(sql`
    update messages set content = null where (workspace_id, id) in (
      select workspace_id, id from messages where created_at < ${before} and content is not null and status not in ('queued', 'scheduled', 'sending') limit ${batch})`);
}
