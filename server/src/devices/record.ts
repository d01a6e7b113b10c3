import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { SocketState } from '../engine/engine.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { changeConnection } from './connection.ts';
import type { Device, DeviceRow, OfflineReason } from './device.ts';
import { deviceColumns, parkingReasons, readDevice } from './device.ts';
import { endPairing, keepShown, wasShown } from './pairing.ts';

/** How long to wait before a device is opened again that its worker gave up without a verdict, in milliseconds. */
const reopenMs = 5_000;

/** What an engine told about a device, and as whom: only the holder of the newest lease is believed. */
export type Report = { node: string; device: Id<'device'>; epoch: number; state: SocketState; now: Date };

/** The device after the report, or `undefined` when the report came from a holder of the past. */
export async function recordState(tx: Tx, secrets: Secrets, report: Report): Promise<Device | undefined> {
  const row = await tx.maybe(sql<DeviceRow>`
    select ${deviceColumns} from devices d
    join device_leases l on l.workspace_id = d.workspace_id and l.device_id = d.id
    where d.id = ${report.device} and l.device_id = ${report.device}
      and l.node_id = ${report.node} and l.epoch = ${report.epoch}
    for update of d`);
  if (!row) return undefined;
  const device = readDevice(row);
  const { state, now } = report;
  switch (state.is) {
    case 'pairing':
      return recordPairing(tx, secrets, device, { state, now });
    case 'connecting':
      return recordConnecting(tx, device, now);
    case 'online':
      return recordOnline(tx, device, state, now);
    case 'offline':
      return recordOffline(tx, device, state, now);
    case 'logged_out':
      return recordLogout(tx, device, state.reason, now);
    case 'banned':
      await endPairing(tx, device, { news: 'expired', now });
      await setWanted(tx, device, false);
      return changeConnection(tx, device, { is: 'banned' }, now);
    default:
      return state satisfies never;
  }
}

/** Writes that the link is gone. Also used when WhatsApp could not be told in time. */
export async function recordLogout(
  tx: Tx,
  device: Device,
  reason: 'removed_on_phone' | 'logged_out_by_us' | 'needs_relink',
  now: Date,
): Promise<Device> {
  await endPairing(tx, device, { news: 'expired', now });
  await tx.run(sql`
    update devices set linked = false, wanted = false, logout_at = null
    where workspace_id = ${device.workspace} and id = ${device.id}`);
  return changeConnection(tx, { ...device, linked: false, wanted: false }, { is: 'logged_out', reason }, now);
}

/** Writes that a pairing came to nothing. */
export async function recordPairingEnd(tx: Tx, device: Device, reason: OfflineReason, now: Date): Promise<Device> {
  await endPairing(tx, device, { news: 'expired', now });
  if (!device.linked) await setWanted(tx, device, false);
  return changeConnection(tx, device, { is: 'offline', reason, retryAt: null }, now);
}

/** Writes that this node lets go of all its devices, as one statement of fact per device that was online. */
export async function recordDrain(tx: Tx, node: string, now: Date): Promise<void> {
  const rows = await tx.many(sql<DeviceRow>`
    select ${deviceColumns} from devices d
    join device_leases l on l.workspace_id = d.workspace_id and l.device_id = d.id
    where l.node_id = ${node} and d.deleted_at is null and d.connection in ('online', 'connecting')
    order by d.id for update of d`);
  for (const row of rows) {
    await changeConnection(tx, readDevice(row), { is: 'offline', reason: 'restarting', retryAt: null }, now);
  }
}

async function recordPairing(
  tx: Tx,
  secrets: Secrets,
  device: Device,
  { state, now }: { state: Extract<SocketState, { is: 'pairing' }>; now: Date },
): Promise<Device> {
  const expiresAt = new Date(now.getTime() + state.expiresInMs);
  const text = state.method === 'qr' ? state.qr : state.code;
  await keepShown(tx, secrets, device, { method: state.method, text, expiresAt, now });
  return device;
}

// After a QR or code was shown, dialling means that the phone has agreed: the credentials are durable, so a crash from here on resumes.
async function recordConnecting(tx: Tx, device: Device, now: Date): Promise<Device> {
  if (!device.wanted) return device;
  if (device.connection.is !== 'pairing') return changeConnection(tx, device, { is: 'connecting' }, now);
  if (!(await wasShown(tx, device))) return device;
  await endPairing(tx, device, { news: 'linked', now });
  await setLinked(tx, device, true);
  return changeConnection(tx, { ...device, linked: true }, { is: 'connecting' }, now);
}

async function recordOnline(
  tx: Tx,
  device: Device,
  { phone, lid }: { phone: string; lid?: string },
  now: Date,
): Promise<Device> {
  await endPairing(tx, device, { news: 'linked', now });
  const row = await tx.one(sql<DeviceRow>`
    update devices d set linked = true, phone = ${phone}, lid = coalesce(${lid ?? null}, d.lid)
    where d.workspace_id = ${device.workspace} and d.id = ${device.id}
    returning ${deviceColumns}`);
  const linked = readDevice(row);
  // Somebody asked for the opposite meanwhile: the connections are about to close it.
  return linked.wanted || row.logout_at ? changeConnection(tx, linked, { is: 'online' }, now) : linked;
}

async function recordOffline(
  tx: Tx,
  device: Device,
  state: Extract<SocketState, { is: 'offline' }>,
  now: Date,
): Promise<Device> {
  if (!device.wanted) return device;
  const reason = reasonOf(state.reason);
  const stays = state.retryInMs === undefined && (parkingReasons.includes(reason) || reason === 'client_outdated');
  if (device.connection.is === 'pairing') return stays ? recordPairingEnd(tx, device, reason, now) : device;
  if (reason === 'pairing_refused') await setLinked(tx, device, false);
  const retryAt = stays ? null : new Date(now.getTime() + (state.retryInMs ?? reopenMs));
  return changeConnection(tx, device, { is: 'offline', reason, retryAt }, now);
}

async function setLinked(tx: Tx, device: Device, linked: boolean): Promise<void> {
  await tx.run(
    sql`update devices set linked = ${linked} where workspace_id = ${device.workspace} and id = ${device.id}`,
  );
}

// The owner's words for what the engine calls it.
function reasonOf(reason: Extract<SocketState, { is: 'offline' }>['reason']): OfflineReason {
  switch (reason) {
    case 'bad_session':
      return 'needs_relink';
    case 'released':
    case 'draining':
      return 'restarting';
    case 'network':
    case 'replaced_elsewhere':
    case 'client_outdated':
    case 'restricted':
    case 'pairing_expired':
    case 'pairing_refused':
      return reason;
    default:
      return reason satisfies never;
  }
}

async function setWanted(tx: Tx, device: Device, wanted: boolean): Promise<void> {
  await tx.run(
    sql`update devices set wanted = ${wanted} where workspace_id = ${device.workspace} and id = ${device.id}`,
  );
}
