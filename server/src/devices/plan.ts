import type { SocketState } from '../engine/engine.ts';
import type { DeviceRow } from './device.ts';
import { parkingReasons } from './device.ts';

/** How long a log-out may wait for WhatsApp before our side of the link is removed alone, in milliseconds. */
const logoutMsMax = 30_000;

/** How long after its last QR or code a pairing whose end nobody told counts as over, in milliseconds. */
const pairingGraceMs = 15_000;

/** How long after its own plan a worker may dial before the device is opened anew, in milliseconds. */
const overdueMs = 30_000;

/** How long a device must have been wanted now before a worker's waiting counts as disobedience, in milliseconds. */
const askedMsMin = 500;

/** A device this node holds, as the database has it. */
export type HeldRow = DeviceRow & {
  epoch: string;
  pairing_method: 'qr' | 'code' | null;
  pairing_phone: string | null;
  pairing_started_at: Date | null;
  pairing_expires_at: Date | null;
};

/** What the engine has for it. `pairing`: the start of the pairing it was opened for, when that is known. */
export type Held = { epoch: number; state: SocketState; pairing: Date | undefined } | undefined;

/** What to do now to bring the device from what it is to what is wanted. */
export type Step = 'keep' | 'wait' | 'open' | 'let_go' | 'log_out' | 'forget_link' | 'end_pairing';

/**
 * The next step for one device; pure. `settled`: workers that outlived a restart of the server have had their chance
 * to report what they still hold, so that a missing session really is missing.
 */
export function planStep(row: HeldRow, held: Held, { now, settled }: { now: Date; settled: boolean }): Step {
  if (row.logout_at) return planLogout(row.logout_at, held, { now, settled });
  if (!isWanted(row)) return 'let_go';
  const pairing = row.pairing_started_at;
  if (pairing && row.pairing_expires_at && now.getTime() > row.pairing_expires_at.getTime() + pairingGraceMs)
    return 'end_pairing';
  if (!held) {
    if (isParked(row)) return 'let_go';
    const early = row.connection === 'offline' && row.retry_at !== null && row.retry_at > now;
    return settled && !early ? 'open' : 'wait';
  }
  if (held.epoch !== Number(row.epoch)) return 'open';
  const another = pairing && held.pairing && held.pairing.getTime() !== pairing.getTime();
  return another || isOverdue(row, held, now) || isAskedFor(row, held, now) ? 'open' : 'keep';
}

// A worker that was not renewed in time lets its sessions go; one that was waiting to dial says nothing then.
function isOverdue(row: HeldRow, held: NonNullable<Held>, now: Date): boolean {
  return held.state.is === 'offline' && row.retry_at !== null && now.getTime() - row.retry_at.getTime() > overdueMs;
}

// The worker waits before it dials again, and the owner asked for the connection now. The worker's own word for it is
// written a moment after it is known here, which must not look the same.
function isAskedFor(row: HeldRow, held: NonNullable<Held>, now: Date): boolean {
  const since = now.getTime() - row.connection_since.getTime();
  return held.state.is === 'offline' && row.connection === 'connecting' && since > askedMsMin;
}

/** Whether a device that is not open should be, by its row alone. */
export function wantsOpening(row: HeldRow): boolean {
  return row.logout_at !== null || (isWanted(row) && !isParked(row));
}

function isWanted(row: HeldRow): boolean {
  return row.wanted && row.deleted_at === null && (row.linked || row.pairing_started_at !== null);
}

function planLogout(askedAt: Date, held: Held, { now, settled }: { now: Date; settled: boolean }): Step {
  if (now.getTime() - askedAt.getTime() > logoutMsMax) return 'forget_link';
  if (!held) return settled ? 'open' : 'wait';
  return held.state.is === 'online' ? 'log_out' : 'wait';
}

function isParked(row: HeldRow): boolean {
  return (
    row.pairing_started_at === null &&
    row.connection === 'offline' &&
    row.retry_at === null &&
    parkingReasons.includes(row.reason ?? '')
  );
}
