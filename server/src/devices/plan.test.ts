import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Held, HeldRow, Step } from './plan.ts';
import { planStep } from './plan.ts';

const now = new Date('2026-01-02T03:04:05Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const online: Held = { epoch: 7, state: { is: 'online', phone: '+491' }, pairing: undefined };
const waiting: Held = { epoch: 7, state: { is: 'offline', reason: 'network', retryInMs: 5_000 }, pairing: undefined };
const pairing = {
  linked: false,
  pairing_method: 'qr',
  pairing_started_at: ago(10),
  pairing_expires_at: ago(-10),
} as const;

const cases: [guarantee: string, row: Partial<HeldRow>, held: Held, step: Step][] = [
  ['leaves what is as wanted alone', {}, online, 'keep'],
  ['opens what is not open', {}, undefined, 'open'],
  ['opens anew what was opened with an older epoch', { epoch: '8' }, online, 'open'],
  ['lets go of what is not wanted', { wanted: false }, online, 'let_go'],
  ['lets go of what was deleted', { deleted_at: ago(1) }, online, 'let_go'],
  ['lets go of what is neither linked nor pairing', { linked: false }, undefined, 'let_go'],
  [
    'leaves what was replaced elsewhere alone',
    { connection: 'offline', reason: 'replaced_elsewhere' },
    undefined,
    'let_go',
  ],
  ['leaves what needs a new link alone', { connection: 'offline', reason: 'needs_relink' }, undefined, 'let_go'],
  ['opens after a restart', { connection: 'offline', reason: 'restarting' }, undefined, 'open'],
  [
    'opens what was refused as outdated, which the engine may have forgotten',
    { connection: 'offline', reason: 'client_outdated' },
    undefined,
    'open',
  ],
  [
    'waits until it is time to try again',
    { connection: 'offline', reason: 'network', retry_at: ago(-3) },
    undefined,
    'wait',
  ],
  ['tries again when it is time', { connection: 'offline', reason: 'network', retry_at: ago(1) }, undefined, 'open'],
  [
    'lets a worker dial by its own plan',
    { connection: 'offline', reason: 'network', retry_at: ago(20) },
    waiting,
    'keep',
  ],
  [
    'opens anew what a worker forgot to dial',
    { connection: 'offline', reason: 'network', retry_at: ago(31) },
    waiting,
    'open',
  ],
  [
    'opens what its owner wants connected while the worker waits',
    { connection: 'connecting', connection_since: ago(1) },
    waiting,
    'open',
  ],
  [
    'leaves a worker alone whose waiting is not written yet',
    { connection: 'connecting', connection_since: ago(0.1) },
    waiting,
    'keep',
  ],
  ['opens a pairing', pairing, undefined, 'open'],
  [
    'opens a pairing although the device was parked',
    { ...pairing, connection: 'offline', reason: 'needs_relink' },
    undefined,
    'open',
  ],
  ['lets a pairing run', pairing, { ...online, pairing: ago(10) }, 'keep'],
  ['opens a pairing that took another’s place', pairing, { ...online, pairing: ago(60) }, 'open'],
  ['ends a pairing nobody told the end of', { ...pairing, pairing_expires_at: ago(16) }, online, 'end_pairing'],
  ['logs out what is online', { wanted: false, logout_at: ago(1) }, online, 'log_out'],
  ['opens what has to be logged out', { wanted: false, logout_at: ago(1) }, undefined, 'open'],
  ['waits with a log-out until WhatsApp can be told', { wanted: false, logout_at: ago(1) }, waiting, 'wait'],
  ['forgets a link WhatsApp could not be told about', { wanted: false, logout_at: ago(31) }, waiting, 'forget_link'],
];

it.each(cases)('%s', (_guarantee, row, held, step) => {
  expect(planStep({ ...linkedRow(), ...row }, held, { now, settled: true })).toBe(step);
});

it('opens nothing before surviving workers had their chance to report', () => {
  expect(planStep(linkedRow(), undefined, { now, settled: false })).toBe('wait');
  expect(planStep({ ...linkedRow(), logout_at: ago(1) }, undefined, { now, settled: false })).toBe('wait');
});

function linkedRow(): HeldRow {
  return {
    workspace_id: randomUUID(),
    id: randomUUID(),
    kind: 'linked',
    name: 'Front desk',
    phone: '+491',
    lid: null,
    is_default: true,
    paused: false,
    wanted: true,
    linked: true,
    connection: 'online',
    connection_since: ago(100),
    reason: null,
    retry_at: null,
    logout_at: null,
    new_recipient_cap: null,
    created_at: ago(1_000),
    deleted_at: null,
    epoch: '7',
    pairing_method: null,
    pairing_phone: null,
    pairing_started_at: null,
    pairing_expires_at: null,
  };
}
