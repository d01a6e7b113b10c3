import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import { readPhone } from '../base/phone.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { appendEvents } from '../events/events.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import type { Device } from './device.ts';

/** How long a pairing may wait for its first QR or code before it counts as expired, in milliseconds. */
const firstShowMsMax = 60_000;

export type PairingMethod = 'qr' | 'code';

/** What a person scans or types. `qr` or `code` is missing until WhatsApp has given one; ask again in a moment. */
export type PairingObject = { method: PairingMethod; qr?: string; code?: string; expires_at: string };

/** `phone` is for the method `code`. `risk_accepted`: the person was told that linking is not an official way; live only. */
export type NewPairing = { method: PairingMethod; phone?: string | undefined; risk_accepted?: boolean | undefined };

/** What becomes of a pairing, in the event `device.pairing_updated`. */
export type PairingNews = 'started' | 'shown' | 'expired' | 'canceled' | 'linked';

type PairingRow = { method: PairingMethod; shown: Buffer | null; expires_at: Date };

/** Checks a pairing's input and the device's state; answers the phone for the method `code`. Throws the refusal. */
export function checkPairing(workspace: Workspace, device: Device, input: NewPairing): Phone | null {
  if (workspace.state === 'suspended') {
    throw new Problem('workspace_suspended', { detail: 'A suspended workspace cannot link numbers.' });
  }
  if (device.kind !== 'linked') {
    throw new Problem('not_available', { detail: 'Only linked devices are paired by QR or code.' });
  }
  if (device.connection.is === 'banned') {
    throw new Problem('device_banned', {
      detail: 'WhatsApp refuses this account. Log the device out to use it for another number.',
    });
  }
  if (device.linked && !needsRelink(device)) {
    throw new Problem('conflict', { detail: 'The device is linked already. Log it out before pairing it anew.' });
  }
  if (workspace.kind === 'live' && input.risk_accepted !== true) {
    throw invalid(
      'risk_accepted',
      'Linking a number this way is not offered by WhatsApp and can cost the number. Send true once the owner has accepted that.',
    );
  }
  if (input.method === 'qr') return null;
  if (input.phone === undefined) throw invalid('phone', 'A pairing by code needs the phone that will type it.');
  const read = readPhone(input.phone, { possible: workspace.kind === 'sandbox' });
  if (read.ok) return read.phone;
  throw invalid('phone', read.reason, read.suggestion);
}

/** Writes the pairing that is to run; a running one is replaced. */
export async function insertPairing(
  tx: Tx,
  device: Device,
  { method, phone, now }: { method: PairingMethod; phone: Phone | null; now: Date },
): Promise<void> {
  const until = new Date(now.getTime() + firstShowMsMax);
  await tx.run(sql`
    insert into pairings (workspace_id, device_id, method, phone, started_at, expires_at, updated_at)
    values (${device.workspace}, ${device.id}, ${method}, ${phone}, ${now}, ${until}, ${now})
    on conflict (workspace_id, device_id) do update set method = excluded.method, phone = excluded.phone, shown = null,
      started_at = greatest(excluded.started_at, pairings.started_at + interval '1 ms'),
      expires_at = excluded.expires_at, updated_at = excluded.updated_at`);
  await tellPairing(tx, device, 'started', { method, expiresAt: until, now });
}

/** Keeps what WhatsApp gave to be scanned or typed, sealed: whoever reads it could link a phone of their own. */
export async function keepShown(
  tx: Tx,
  secrets: Secrets,
  device: Device,
  { method, text, expiresAt, now }: { method: PairingMethod; text: string; expiresAt: Date; now: Date },
): Promise<void> {
  const shown = await secrets.seal(tx, device.workspace, `pairing:${device.id}`, Buffer.from(text, 'utf8'));
  const kept = await tx.run(sql`
    update pairings set shown = ${shown}, expires_at = ${expiresAt}, updated_at = ${now}
    where workspace_id = ${device.workspace} and device_id = ${device.id} and method = ${method}`);
  if (kept === 1) await tellPairing(tx, device, 'shown', { method, expiresAt, now });
}

/** Whether the phone has had something to scan or type. */
export async function wasShown(tx: Tx, device: Device): Promise<boolean> {
  const row = await tx.maybe(sql<{ shown: boolean }>`
    select shown is not null as shown from pairings
    where workspace_id = ${device.workspace} and device_id = ${device.id}`);
  return row?.shown === true;
}

/** Forgets what was shown: a pairing that is opened anew starts with another QR or code. */
export async function hideShown(tx: Tx, device: Device): Promise<void> {
  await tx.run(sql`
    update pairings set shown = null
    where workspace_id = ${device.workspace} and device_id = ${device.id} and shown is not null`);
}

/** The pairing that runs now, or `undefined` when there is none or it has run out. */
export async function readPairing(
  tx: Tx,
  secrets: Secrets,
  workspace: Id<'workspace'>,
  { device, now }: { device: Id<'device'>; now: Date },
): Promise<PairingObject | undefined> {
  const row = await tx.maybe(sql<PairingRow>`
    select method, shown, expires_at from pairings
    where workspace_id = ${workspace} and device_id = ${device} and expires_at > ${now}`);
  if (!row) return undefined;
  const told = { method: row.method, expires_at: row.expires_at.toISOString() };
  if (!row.shown) return told;
  const text = (await secrets.unseal(tx, workspace, `pairing:${device}`, row.shown)).toString('utf8');
  return row.method === 'qr' ? { ...told, qr: text } : { ...told, code: text };
}

/** Ends the pairing, whatever its end is; answers whether there was one. */
export async function endPairing(
  tx: Tx,
  device: Device,
  { news, now }: { news: 'expired' | 'canceled' | 'linked'; now: Date },
): Promise<boolean> {
  const row = await tx.maybe(sql<{ method: PairingMethod }>`
    delete from pairings where workspace_id = ${device.workspace} and device_id = ${device.id} returning method`);
  if (row) await tellPairing(tx, device, news, { method: row.method, expiresAt: null, now });
  return row !== undefined;
}

// Without the QR or the code: events are kept for weeks and delivered to others. They are read with `GET …/pairing`.
async function tellPairing(
  tx: Tx,
  device: Device,
  news: PairingNews,
  { method, expiresAt, now }: { method: PairingMethod; expiresAt: Date | null; now: Date },
): Promise<void> {
  const pairing = { method, status: news, expires_at: expiresAt?.toISOString() ?? null };
  const data = { device: showId('device', device.id), pairing };
  await appendEvents(tx, [
    { workspace: device.workspace, type: 'device.pairing_updated', subject: device.id, at: now, data },
  ]);
}

function needsRelink(device: Device): boolean {
  return device.connection.is === 'offline' && device.connection.reason === 'needs_relink';
}

function invalid(path: string, message: string, suggestion?: string): Problem {
  return new Problem('validation_failed', {
    detail: message,
    errors: [{ path, message, ...(suggestion === undefined ? {} : { suggestion }) }],
  });
}
