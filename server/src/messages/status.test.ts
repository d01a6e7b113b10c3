import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MessageRow } from './message.ts';
import { type Fact, learn } from './status.ts';

type Times = Pick<MessageRow, 'status' | 'error' | 'sent_at' | 'delivered_at' | 'read_at' | 'played_at' | 'ended_at'>;

const queued: Times = {
  status: 'queued',
  error: null,
  sent_at: null,
  delivered_at: null,
  read_at: null,
  played_at: null,
  ended_at: null,
};
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

const facts: Fact[] = [
  { kind: 'sent', at: at(1) },
  { kind: 'delivered', at: at(2) },
  { kind: 'read', at: at(3) },
  { kind: 'played', at: at(4) },
  { kind: 'failed', at: at(5), error: { code: 'rejected', detail: 'x' } },
  { kind: 'outcome_unknown', at: at(6) },
];

function tell(order: Fact[]): { row: Times; events: string[] } {
  let row = queued;
  const events: string[] = [];
  for (const fact of order) {
    const news = learn(row, fact);
    if (!news) continue;
    row = news.row;
    events.push(...news.events);
  }
  return { row, events };
}

it('ends in the same row for every order and every repetition of the same receipts', () => {
  const expected = tell(facts).row;
  fc.assert(
    fc.property(fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }), (order) => {
      expect(tell(order).row).toEqual(expected);
    }),
  );
});

it('tells each step once and never a step back', () => {
  const rank = ['message.sent', 'message.delivered', 'message.read', 'message.played'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...facts), { maxLength: 20 }), (order) => {
      const steps = tell(order).events.filter((type) => rank.includes(type));
      expect(new Set(steps).size).toBe(steps.length);
      expect(steps).toEqual([...steps].sort((a, b) => rank.indexOf(a) - rank.indexOf(b)));
    }),
  );
});

it('lets a receipt prove what an end had given up', () => {
  const { row, events } = tell([
    { kind: 'outcome_unknown', at: at(1) },
    { kind: 'delivered', at: at(2) },
  ]);
  expect(row).toMatchObject({ status: 'delivered', ended_at: null });
  expect(events).toEqual(['message.outcome_unknown', 'message.sent', 'message.delivered']);
});

it('keeps a failure over a later cancel or expiry', () => {
  expect(
    tell([
      { kind: 'failed', at: at(1), error: { code: 'x', detail: 'y' } },
      { kind: 'expired', at: at(2) },
    ]).row.status,
  ).toBe('failed');
});
