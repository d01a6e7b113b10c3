import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { SendOutcome } from '../engine/engine.ts';
import type { Lane, Next } from '../queue/queue.ts';
import { releaseLanes } from '../queue/queue.ts';
import { addUsage } from '../workspaces/workspaces.ts';
import type { Send } from './claim.ts';
import { momentOf } from './moment.ts';
import type { Learnt } from './write.ts';
import { recordFacts } from './write.ts';

/** A send that came back. */
export type Returned = { send: Send; outcome: SendOutcome };

const resendMsMax = 60_000;

/** Records what became of sends and lets their lanes go on. `tx` is a system transaction. */
export async function recordOutcomes(tx: Tx, returned: Returned[], now: Date): Promise<void> {
  const facts: Learnt[] = [];
  const waits: { lane: Lane; at: Date }[] = [];
  const requeue: Send[] = [];
  const done: Lane[] = [];
  for (const { send, outcome } of returned) {
    const about = { workspace: send.lane.workspace, by: { id: send.head.id } };
    switch (outcome.kind) {
      case 'sent':
        facts.push({ ...about, fact: { kind: 'sent', at: momentOf(outcome.atMs, now) } });
        done.push(send.lane);
        break;
      case 'refused':
        facts.push({
          ...about,
          fact: { kind: 'failed', at: now, error: { code: outcome.code, detail: outcome.detail } },
        });
        done.push(send.lane);
        break;
      case 'retry':
        requeue.push(send);
        waits.push({ lane: send.lane, at: new Date(now.getTime() + outcome.afterMs) });
        break;
      case 'unknown':
        if (send.head.on_unknown === 'hold') {
          facts.push({ ...about, fact: { kind: 'outcome_unknown', at: now } });
          done.push(send.lane);
        } else {
          // The same id again: whoever has the first copy drops the second.
          waits.push({
            lane: send.lane,
            at: new Date(now.getTime() + Math.min(resendMsMax, 1_000 * 2 ** Math.min(send.attempt, 6))),
          });
        }
    }
  }
  const { sent } = await recordFacts(tx, facts, now);
  await backToQueue(tx, requeue);
  await countUsage(
    tx,
    sent.map((row) => row.workspace_id),
    now,
  );
  await releaseLanes(tx, [...(await nextOf(tx, done, now)), ...waits], now);
}

// Not sent at all, so it waits like any queued message: it can be canceled and expires.
async function backToQueue(tx: Tx, sends: Send[]): Promise<void> {
  if (sends.length === 0) return;
  await tx.run(sql`
    update messages m set status = 'queued'
    from unnest(${sends.map((send) => send.lane.workspace)}::uuid[], ${sends.map((send) => send.head.id)}::uuid[]) as back (workspace_id, id)
    where m.workspace_id = back.workspace_id and m.id = back.id and m.status = 'sending'`);
}

async function nextOf(tx: Tx, lanes: Lane[], now: Date): Promise<Next[]> {
  if (lanes.length === 0) return [];
  const waiting = await tx.many(sql<{ chat_id: string; class: number }>`
    select lane.chat_id, lane.class
    from unnest(${lanes.map((lane) => lane.device)}::uuid[], ${lanes.map((lane) => lane.chat)}::uuid[], ${lanes.map((lane) => lane.class)}::smallint[]) as lane (device_id, chat_id, class)
    where exists (select 1 from messages m where m.device_id = lane.device_id and m.chat_id = lane.chat_id and m.class = lane.class and m.unfinished and m.status in ('queued', 'sending'))`);
  const more = new Set(waiting.map((lane) => `${lane.chat_id}:${lane.class}`));
  return lanes.map((lane) => ({ lane, at: more.has(`${lane.chat}:${lane.class}`) ? now : 'drained' }));
}

async function countUsage(tx: Tx, workspaces: string[], now: Date): Promise<void> {
  if (workspaces.length === 0) return;
  const counts = new Map<string, number>();
  for (const workspace of workspaces) counts.set(workspace, (counts.get(workspace) ?? 0) + 1);
  await addUsage(tx, 'messages_sent', [...counts], now);
}
