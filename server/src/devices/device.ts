import type { Id } from '../base/id.ts';
import { brand, showId } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import { asPhone } from '../base/phone.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Capabilities, DeviceKind } from '../engine/engine.ts';
import { capabilities } from '../engine/engine.ts';

/** The live socket of a device. Only `offline` can come back by itself, and only when it has a `retryAt` or no parking reason. */
export type Connection =
  | { is: 'offline'; since: Date; reason: OfflineReason | null; retryAt: Date | null }
  | { is: 'pairing'; since: Date }
  | { is: 'connecting'; since: Date }
  | { is: 'online'; since: Date }
  | { is: 'logged_out'; since: Date; reason: LogoutReason }
  | { is: 'banned'; since: Date };

/** Why a device is offline. Those in `parkingReasons` stay until the owner asks for a connection or pairs again. */
export type OfflineReason =
  | 'network'
  | 'restarting'
  | 'replaced_elsewhere'
  | 'client_outdated'
  | 'restricted'
  | 'needs_relink'
  | 'pairing_expired'
  | 'pairing_refused'
  | 'disconnected';

export const parkingReasons: readonly string[] = [
  'replaced_elsewhere',
  'restricted',
  'needs_relink',
  'pairing_expired',
  'pairing_refused',
  'disconnected',
];

export type LogoutReason = 'removed_on_phone' | 'logged_out_by_us' | 'needs_relink';

/** One WhatsApp identity of a workspace. `linked`: it holds credentials; `wanted`: the owner wants it connected. */
export type Device = {
  id: Id<'device'>;
  workspace: Id<'workspace'>;
  kind: DeviceKind;
  name: string;
  phone: Phone | null;
  lid: string | null;
  isDefault: boolean;
  paused: boolean;
  wanted: boolean;
  linked: boolean;
  connection: Connection;
  newRecipientCap: number | null;
  createdAt: Date;
};

/** A device as the API, webhooks and screens show it. */
export type DeviceObject = {
  id: string;
  name: string;
  kind: DeviceKind;
  phone: string | null;
  default: boolean;
  paused: boolean;
  connection: { is: Connection['is']; since: string; reason?: string; retry_at?: string };
  can: Capabilities;
  created_at: string;
};

export type DeviceRow = {
  workspace_id: string;
  id: string;
  kind: DeviceKind;
  name: string;
  phone: string | null;
  lid: string | null;
  is_default: boolean;
  paused: boolean;
  wanted: boolean;
  linked: boolean;
  connection: Connection['is'];
  connection_since: Date;
  reason: string | null;
  retry_at: Date | null;
  logout_at: Date | null;
  new_recipient_cap: number | null;
  created_at: Date;
  deleted_at: Date | null;
};

/** The columns of a `DeviceRow`, for statements that name the table `d`. */
export const deviceColumns = sql`
  d.workspace_id, d.id, d.kind, d.name, d.phone, d.lid, d.is_default, d.paused, d.wanted, d.linked, d.connection,
  d.connection_since, d.reason, d.retry_at, d.logout_at, d.new_recipient_cap, d.created_at, d.deleted_at`;

export function readDevice(row: DeviceRow): Device {
  return {
    id: brand(row.id),
    workspace: brand(row.workspace_id),
    kind: row.kind,
    name: row.name,
    phone: row.phone === null ? null : asPhone(row.phone),
    lid: row.lid,
    isDefault: row.is_default,
    paused: row.paused,
    wanted: row.wanted,
    linked: row.linked,
    connection: readConnection(row),
    newRecipientCap: row.new_recipient_cap,
    createdAt: row.created_at,
  };
}

export function showDevice(device: Device): DeviceObject {
  return {
    id: showId('device', device.id),
    name: device.name,
    kind: device.kind,
    phone: device.phone,
    default: device.isDefault,
    paused: device.paused,
    connection: showConnection(device.connection),
    can: capabilities[device.kind],
    created_at: device.createdAt.toISOString(),
  };
}

/** The device, or `undefined` when this workspace has none of that id. */
export async function findDevice(tx: Tx, workspace: Id<'workspace'>, id: Id<'device'>): Promise<Device | undefined> {
  const row = await tx.maybe(sql<DeviceRow>`
    select ${deviceColumns} from devices d
    where d.workspace_id = ${workspace} and d.id = ${id} and d.deleted_at is null`);
  return row && readDevice(row);
}

/** The device for changing, locked until the transaction ends; a missing one is refused with `not_found`. */
export async function lockDevice(tx: Tx, workspace: Id<'workspace'>, id: Id<'device'>): Promise<Device> {
  const row = await tx.maybe(sql<DeviceRow>`
    select ${deviceColumns} from devices d
    where d.workspace_id = ${workspace} and d.id = ${id} and d.deleted_at is null for update`);
  if (!row) throw noSuchDevice();
  return readDevice(row);
}

export function noSuchDevice(): Problem {
  return new Problem('not_found', { detail: 'There is no such device.' });
}

function readConnection(row: DeviceRow): Connection {
  const since = row.connection_since;
  switch (row.connection) {
    case 'offline':
      // Our own rows hold only what connection.ts writes; see the migration's list of states.
      return { is: 'offline', since, reason: row.reason as OfflineReason | null, retryAt: row.retry_at };
    case 'logged_out':
      return { is: 'logged_out', since, reason: (row.reason ?? 'removed_on_phone') as LogoutReason };
    case 'pairing':
    case 'connecting':
    case 'online':
    case 'banned':
      return { is: row.connection, since };
    default:
      return row.connection satisfies never;
  }
}

function showConnection(connection: Connection): DeviceObject['connection'] {
  const shown: DeviceObject['connection'] = { is: connection.is, since: connection.since.toISOString() };
  if ('reason' in connection && connection.reason) shown.reason = connection.reason;
  if ('retryAt' in connection && connection.retryAt) shown.retry_at = connection.retryAt.toISOString();
  return shown;
}
