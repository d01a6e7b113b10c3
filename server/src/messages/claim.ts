import type { Id } from '../base/id.ts';
import { lidOf, phoneOf, suppressedSince } from '../contacts/contacts.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { recipientCaps } from '../devices/devices.ts';
import type { Content } from '../engine/engine.ts';
import type { Decision, Facts } from '../policy/policy.ts';
import { decide, takeToken } from '../policy/policy.ts';
import type { Lane, Next, Room } from '../queue/queue.ts';
import { claimLanes, releaseLanes } from '../queue/queue.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import { findWorkspaces } from '../workspaces/workspaces.ts';
import { lockApproaches } from './approaches.ts';
import type { Hold, MessageRow, Origin } from './message.ts';
import type { Fact } from './status.ts';
import { recordFacts } from './write.ts';

/** The head of a claimed lane with everything the policy and the wire need. */
type Head = Pick<
  MessageRow,
  | 'workspace_id'
  | 'id'
  | 'device_id'
  | 'chat_id'
  | 'class'
  | 'purpose'
  | 'status'
  | 'attempts'
  | 'on_unknown'
  | 'expires_at'
> & {
  origin: Exclude<Origin, 'phone' | 'history'>;
  content: Content;
  wire_id: string;
  is_person: boolean;
  phone: string | null;
  lid: string | null;
  suppressed_since: Date | null;
  last_inbound_at: Date | null;
  approached_at: Date | null;
  pace_tokens: number;
  pace_at: Date | null;
  quoted: { wireId: string; fromMe: boolean; content: Content } | null;
};

/** A message that may go out now: it is marked `sending` and its lane is leased to this node. `perMinute`: its device's limit. */
export type Send = { lane: Lane; head: Head; attempt: number; perMinute: number };

type Verdict =
  | {
      kind: 'send';
      head: Head;
      lane: Lane;
      decision: Decision;
      approaches: boolean;
      perMinute: number;
      pace: { tokens: number; at: Date };
    }
  | { kind: 'wait'; head: Head; lane: Lane; until: Date; hold: Hold | null }
  | { kind: 'end'; head: Head; lane: Lane; fact: Fact };

/**
 * Takes what may go out now: leases lanes, looks at their heads, decides again on the facts of this moment, and marks.
 * Everything commits together, so a cap is never passed and a suppression that committed before is always seen.
 * `tx` is a system transaction.
 */
export async function claimSends(
  tx: Tx,
  { node, rooms, now }: { node: string; rooms: Room[]; now: Date },
): Promise<Send[]> {
  const lanes = await claimLanes(tx, node, rooms, now);
  if (lanes.length === 0) return [];
  const heads = await readHeads(tx, lanes);
  const workspaces = await findWorkspaces(tx, [...new Set(lanes.map((lane) => lane.workspace))]);
  const devices = [...new Set(lanes.map((lane) => lane.device))];
  const caps = await recipientCaps(tx, devices);
  const counts = await lockApproaches(
    tx,
    heads.filter((head) => head.is_person && !isFamiliar(head, now)).map((head) => head.device_id),
    now,
  );
  const byChat = new Map(heads.map((head) => [laneKey(head.chat_id, head.class), head]));
  const verdicts: Verdict[] = [];
  const nexts: Next[] = [];
  for (const lane of lanes) {
    const head = byChat.get(laneKey(lane.chat, lane.class));
    const workspace = workspaces.get(lane.workspace);
    if (!head || !workspace) nexts.push({ lane, at: 'drained' });
    else
      verdicts.push(
        judge(lane, head, {
          workspace,
          cap: caps.get(lane.device) ?? workspace.limits.new_recipients_per_day,
          counts,
          now,
        }),
      );
  }
  await apply(tx, verdicts, nexts, now);
  return verdicts.flatMap((verdict) =>
    verdict.kind === 'send'
      ? [{ lane: verdict.lane, head: verdict.head, attempt: verdict.head.attempts + 1, perMinute: verdict.perMinute }]
      : [],
  );
}

function laneKey(chat: string, laneClass: number): string {
  return `${chat}:${laneClass}`;
}

async function readHeads(tx: Tx, lanes: Lane[]): Promise<Head[]> {
  return tx.many(sql<Head>`
    select m.*, c.contact_id is not null as is_person, c.last_inbound_at, c.approached_at, c.pace_tokens, c.pace_at,
      ${phoneOf('c.workspace_id', 'c.contact_id')} as phone, ${lidOf('c.workspace_id', 'c.contact_id')} as lid,
      ${suppressedSince('c.workspace_id', 'c.contact_id')} as suppressed_since,
      case when m.reply_to is null then null else (
        select jsonb_build_object('wireId', q.wire_id, 'fromMe', q.direction = 'out', 'content', q.content)
        from messages q where q.workspace_id = m.workspace_id and q.id = m.reply_to and q.content is not null) end as quoted
    from unnest(${lanes.map((lane) => lane.workspace)}::uuid[], ${lanes.map((lane) => lane.device)}::uuid[], ${lanes.map((lane) => lane.chat)}::uuid[], ${lanes.map((lane) => lane.class)}::smallint[])
      as lane (workspace_id, device_id, chat_id, class)
    cross join lateral (
      select workspace_id, id, device_id, chat_id, class, origin, purpose, status, attempts, on_unknown, expires_at, content, wire_id, reply_to from messages
      where device_id = lane.device_id and chat_id = lane.chat_id and class = lane.class and unfinished and status in ('queued', 'sending')
      order by seq limit 1 for update
    ) m
    join chats c on c.workspace_id = m.workspace_id and c.id = m.chat_id`);
}

function isFamiliar(head: Head, now: Date): boolean {
  const since = now.getTime() - 24 * 60 * 60 * 1000;
  return [head.last_inbound_at, head.approached_at].some((at) => at !== null && at.getTime() > since);
}

type Weighing = {
  workspace: Workspace;
  cap: number;
  counts: Map<Id<'device'>, { count: number; nextAt: Date | null }>;
  now: Date;
};

function judge(lane: Lane, head: Head, { workspace, cap, counts, now }: Weighing): Verdict {
  // A message whose earlier attempt got no answer may have left: past its time it is unknown, not expired.
  if (head.expires_at && head.expires_at <= now)
    return {
      kind: 'end',
      head,
      lane,
      fact: { kind: head.status === 'sending' ? 'outcome_unknown' : 'expired', at: now },
    };
  const count = counts.get(head.device_id) ?? { count: 0, nextAt: null };
  const facts: Facts = {
    now,
    origin: head.origin,
    purpose: head.purpose,
    workspace: { state: workspace.state },
    person: head.is_person
      ? {
          suppressedSince: head.suppressed_since,
          lastInboundAt: head.last_inbound_at,
          approachedAt: head.approached_at,
        }
      : null,
    device: { approached: count.count, approachCap: cap, nextApproachAt: count.nextAt },
  };
  const decision = decide(facts);
  switch (decision.kind) {
    case 'deny':
      // A suspension may be lifted before the message expires; what a person or the rules refuse stays refused.
      if (decision.code === 'workspace_suspended') {
        return {
          kind: 'wait',
          head,
          lane,
          until: new Date(now.getTime() + 5_000),
          hold: { code: decision.code, until: null, sentence: decision.sentence },
        };
      }
      return {
        kind: 'end',
        head,
        lane,
        fact: { kind: 'failed', at: now, error: { code: decision.code, detail: decision.sentence } },
      };
    case 'hold':
      return {
        kind: 'wait',
        head,
        lane,
        until: decision.until,
        hold: { code: decision.code, until: decision.until.toISOString(), sentence: decision.sentence },
      };
    case 'allow': {
      const bucket = { size: workspace.limits.pair_burst, refillMs: workspace.limits.pair_refill_seconds * 1_000 };
      const taken = takeToken(bucket, { tokens: head.pace_tokens, at: head.pace_at }, now);
      if (!taken.ok) return { kind: 'wait', head, lane, until: taken.readyAt, hold: paceHold(taken.readyAt) };
      if (decision.approaches)
        counts.set(head.device_id, {
          count: count.count + 1,
          nextAt: count.nextAt ?? new Date(now.getTime() + 24 * 60 * 60 * 1000),
        });
      return {
        kind: 'send',
        head,
        lane,
        decision,
        approaches: decision.approaches,
        perMinute: workspace.limits.messages_per_minute,
        pace: taken.state,
      };
    }
  }
}

function paceHold(readyAt: Date): Hold {
  return {
    code: 'pair_pacing',
    until: readyAt.toISOString(),
    sentence: 'Many messages to one person are spread over time.',
  };
}

async function apply(tx: Tx, verdicts: Verdict[], nexts: Next[], now: Date): Promise<void> {
  const sends = verdicts.filter((verdict) => verdict.kind === 'send');
  const waits = verdicts.filter((verdict) => verdict.kind === 'wait');
  const ends = verdicts.filter((verdict) => verdict.kind === 'end');
  if (sends.length > 0) {
    await tx.run(sql`
      update messages m set status = 'sending', attempts = m.attempts + 1, sending_at = coalesce(m.sending_at, ${now}), hold = null,
        decision = claimed.decision
      from unnest(${sends.map((send) => send.head.workspace_id)}::uuid[], ${sends.map((send) => send.head.id)}::uuid[],
        ${sends.map((send) => JSON.stringify({ at: 'claim', decision: send.decision, cap_used: send.approaches }))}::jsonb[]) as claimed (workspace_id, id, decision)
      where m.workspace_id = claimed.workspace_id and m.id = claimed.id`);
    await tx.run(sql`
      update chats c set pace_tokens = paced.tokens, pace_at = paced.at, approached_at = case when paced.approaches then ${now} else c.approached_at end
      from unnest(${sends.map((send) => send.head.workspace_id)}::uuid[], ${sends.map((send) => send.head.chat_id)}::uuid[],
        ${sends.map((send) => send.pace.tokens)}::real[], ${sends.map((send) => send.pace.at)}::timestamptz[], ${sends.map((send) => send.approaches)}::boolean[])
        as paced (workspace_id, id, tokens, at, approaches)
      where c.workspace_id = paced.workspace_id and c.id = paced.id`);
  }
  if (waits.length > 0) {
    await tx.run(sql`
      update messages m set status = 'queued', hold = held.hold
      from unnest(${waits.map((wait) => wait.head.workspace_id)}::uuid[], ${waits.map((wait) => wait.head.id)}::uuid[],
        ${waits.map((wait) => (wait.hold ? JSON.stringify(wait.hold) : null))}::jsonb[]) as held (workspace_id, id, hold)
      where m.workspace_id = held.workspace_id and m.id = held.id`);
  }
  await recordFacts(
    tx,
    ends.map(({ head, fact }) => ({ workspace: head.workspace_id, by: { id: head.id }, fact })),
    now,
  );
  // A lane whose head ended has perhaps more: look again at once.
  const more = ends.map(({ lane }): Next => ({ lane, at: now }));
  await releaseLanes(tx, [...nexts, ...waits.map(({ lane, until }): Next => ({ lane, at: until })), ...more], now);
}
