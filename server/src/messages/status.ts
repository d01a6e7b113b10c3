import type { EventType } from '../events/events.ts';
import type { MessageError, MessageRow, Status } from './message.ts';

/** What can be learnt about an outgoing message after it was queued. */
export type Fact =
  | { kind: 'sent' | 'delivered' | 'read' | 'played'; at: Date }
  | { kind: 'failed'; at: Date; error: MessageError }
  | { kind: 'expired' | 'canceled' | 'outcome_unknown'; at: Date };

type Times = Pick<MessageRow, 'status' | 'error' | 'sent_at' | 'delivered_at' | 'read_at' | 'played_at' | 'ended_at'>;

/** How far along a status is. Ends short of the wire rank below `sent`: a receipt proves that the message did go out. */
const rank: Record<Status, number> = {
  scheduled: 0,
  queued: 1,
  sending: 2,
  expired: 3,
  canceled: 3,
  outcome_unknown: 3,
  failed: 4,
  sent: 5,
  delivered: 6,
  read: 7,
  played: 8,
};

const steps = ['sent', 'delivered', 'read', 'played'] as const;

/**
 * Statuses only move forward (a lattice): any order and any number of the same facts ends in the same row.
 * A later step implies the earlier ones, so a read that overtakes its delivery tells both.
 * Returns the changed row and the events to tell, oldest step first; nothing when the fact is no news.
 */
export function learn<Row extends Times>(row: Row, fact: Fact): { row: Row; events: EventType[] } | null {
  switch (fact.kind) {
    case 'sent':
    case 'delivered':
    case 'read':
    case 'played':
      return advance(row, fact.kind, fact.at);
    case 'failed':
      return rank[row.status] >= rank.failed
        ? null
        : { row: { ...row, status: 'failed', error: fact.error, ended_at: fact.at }, events: ['message.failed'] };
    case 'expired':
    case 'canceled':
    case 'outcome_unknown':
      return rank[row.status] >= rank[fact.kind]
        ? null
        : { row: { ...row, status: fact.kind, ended_at: fact.at }, events: [`message.${fact.kind}`] };
  }
}

function advance<Row extends Times>(
  row: Row,
  kind: (typeof steps)[number],
  at: Date,
): { row: Row; events: EventType[] } | null {
  const next: Row = { ...row };
  const events: EventType[] = [];
  let news = false;
  for (const step of steps.slice(0, steps.indexOf(kind) + 1)) {
    const column = `${step}_at` as const;
    const known = next[column];
    if (known === null) events.push(`message.${step}`);
    // The earliest proof of a step is its time, whichever fact arrives first.
    if (known !== null && known <= at) continue;
    next[column] = at;
    news = true;
  }
  if (!news) return null;
  if (rank[kind] > rank[next.status]) {
    next.status = kind;
    next.error = null;
    next.ended_at = null;
  }
  return { row: next, events };
}
