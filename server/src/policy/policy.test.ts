import { describe, expect, it } from 'vitest';
import { decide, type Facts, readWish, takeToken } from './policy.ts';

const now = new Date('2026-11-22T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

const ordinary: Facts = {
  now,
  origin: 'api',
  purpose: 'service',
  workspace: { state: 'active' },
  person: { suppressedSince: null, lastInboundAt: null, approachedAt: null },
  device: { approached: 0, approachCap: 20, nextApproachAt: null },
};

type Change = { [K in keyof Facts]?: Facts[K] extends Date | string | null ? Facts[K] : Partial<Facts[K]> | null };

function facts({ person, device, workspace, ...plain }: Change): Facts {
  return {
    ...ordinary,
    ...plain,
    workspace: { ...ordinary.workspace, ...workspace },
    person: person === null ? null : { suppressedSince: null, lastInboundAt: null, approachedAt: null, ...person },
    device: { ...ordinary.device, ...device },
  } as Facts;
}

describe('decide', () => {
  const full = { approached: 20, approachCap: 20, nextApproachAt: hoursAgo(-3) };
  const table: [name: string, change: Change, expected: object][] = [
    ['lets a service message to a new person go and counts it', {}, { kind: 'allow', approaches: true }],
    [
      'does not count an answer within 24 hours',
      { person: { lastInboundAt: hoursAgo(23) } },
      { kind: 'allow', approaches: false },
    ],
    [
      'counts a person whose last message is older',
      { person: { lastInboundAt: hoursAgo(25) } },
      { kind: 'allow', approaches: true },
    ],
    [
      'does not count a person twice in 24 hours',
      { person: { approachedAt: hoursAgo(1) }, device: full },
      { kind: 'allow', approaches: false },
    ],
    ['does not count groups', { person: null, device: full }, { kind: 'allow', approaches: false }],
    [
      'holds new people past the cap until the oldest falls out',
      { device: full },
      { kind: 'hold', code: 'recipient_cap', until: full.nextApproachAt },
    ],
    [
      'denies new people where the cap is nothing',
      { device: { approachCap: 0 } },
      { kind: 'deny', code: 'recipient_cap' },
    ],
    ['answers in spite of the cap', { person: { lastInboundAt: hoursAgo(1) }, device: full }, { kind: 'allow' }],
    [
      'stops everything when suspended',
      { workspace: { state: 'suspended' }, person: { lastInboundAt: hoursAgo(1) } },
      { kind: 'deny', code: 'workspace_suspended' },
    ],
    [
      'lets a limited workspace answer',
      { workspace: { state: 'limited' }, person: { lastInboundAt: hoursAgo(1) } },
      { kind: 'allow' },
    ],
    [
      'lets a limited workspace write to nobody first',
      { workspace: { state: 'limited' } },
      { kind: 'deny', code: 'workspace_suspended' },
    ],
    [
      'refuses marketing while there is no ledger',
      { purpose: 'marketing', person: { lastInboundAt: hoursAgo(1) } },
      { kind: 'deny', code: 'consent_missing' },
    ],
    [
      'never writes to somebody who said stop',
      { person: { suppressedSince: hoursAgo(2), lastInboundAt: hoursAgo(2) } },
      { kind: 'deny', code: 'suppressed' },
    ],
    [
      'not even with a code, which may overtake everything else',
      { purpose: 'authentication', person: { suppressedSince: hoursAgo(2) } },
      { kind: 'deny', code: 'suppressed' },
    ],
    [
      'not by API even after a later message',
      { person: { suppressedSince: hoursAgo(2), lastInboundAt: hoursAgo(1) } },
      { kind: 'deny', code: 'suppressed' },
    ],
    [
      'lets a human answer a later message for 24 hours',
      { origin: 'inbox', person: { suppressedSince: hoursAgo(48), lastInboundAt: hoursAgo(23) } },
      { kind: 'allow' },
    ],
    [
      'and no longer',
      { origin: 'inbox', person: { suppressedSince: hoursAgo(48), lastInboundAt: hoursAgo(25) } },
      { kind: 'deny', code: 'suppressed' },
    ],
    [
      'and not for the message that said stop',
      { origin: 'inbox', person: { suppressedSince: hoursAgo(1), lastInboundAt: hoursAgo(1) } },
      { kind: 'deny', code: 'suppressed' },
    ],
  ];
  it.each(table)('%s', (_name, change, expected) => {
    expect(decide(facts(change))).toMatchObject(expected);
  });
});

describe('readWish', () => {
  const table: [text: string, wish: ReturnType<typeof readWish>][] = [
    ['STOP', 'stop'],
    ['  stop!! ', 'stop'],
    ['Stop 🛑', 'stop'],
    ['ＳＴＯＰ', 'stop'],
    ['opt out', 'stop'],
    ['Berhenti', 'stop'],
    ['darme de baja', 'stop'],
    ['Arrêter', 'stop'],
    ['توقف', 'stop'],
    ['СТОП', 'stop'],
    ['\u200fتوقف\u200f', 'stop'],
    ['START', 'start'],
    ['unstop', 'start'],
    ['cancel', 'maybe_stop'],
    ['batal', 'maybe_stop'],
    ['end', 'maybe_stop'],
    ['please stop the delivery at number 5', null],
    ['non-stop', null],
    ['SТОР', null],
    ['', null],
  ];
  it.each(table)('reads %j as %s', (text, wish) => {
    expect(readWish(text)).toBe(wish);
  });
});

describe('takeToken', () => {
  it('gives the burst at once, then one per refill', () => {
    const bucket = { size: 3, refillMs: 6_000 };
    let state: { tokens: number; at: Date | null } = { tokens: 0, at: null };
    for (let i = 0; i < 3; i++) {
      const taken = takeToken(bucket, state, now);
      if (!taken.ok) throw new Error('the burst is too small');
      state = taken.state;
    }
    expect(takeToken(bucket, state, now)).toEqual({ ok: false, readyAt: new Date(now.getTime() + 6_000) });
    expect(takeToken(bucket, state, new Date(now.getTime() + 6_000))).toMatchObject({ ok: true });
  });

  it('paces nothing without a refill time', () => {
    expect(takeToken({ size: 1, refillMs: 0 }, { tokens: 0, at: now }, now)).toMatchObject({ ok: true });
  });
});
