import type { Id } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** What has to be known of a device before a message is queued on it. */
export type SendingDevice = {
  id: Id<'device'>;
  kind: 'linked' | 'cloud';
  phone: string | null;
  /** It holds credentials, or the house is about to link it. */
  linked: boolean;
  connection: 'offline' | 'pairing' | 'connecting' | 'online' | 'logged_out' | 'banned';
  newRecipientCap: number | null;
};

/**
 * The row of the device to send from, as a source for other rooms' statements: the one named, else the one the expression
 * `usual` finds, else the workspace's default. What is found goes through `mustSendFrom`.
 */
export function sendingDevice(
  workspace: Id<'workspace'>,
  id: Id<'device'> | undefined,
  usual?: ReturnType<typeof sql>,
) {
  const byDefault = sql`(select id from devices where workspace_id = ${workspace} and deleted_at is null and is_default)`;
  const byHabit = sql`(select id from devices where workspace_id = ${workspace} and deleted_at is null and id = ${usual ?? null})`;
  const which = id ? sql`id = ${id}` : usual ? sql`id = coalesce(${byHabit}, ${byDefault})` : sql`is_default`;
  return sql`(
    select id, kind, phone, linked or expected as linked, connection, new_recipient_cap as "newRecipientCap" from devices
    where workspace_id = ${workspace} and deleted_at is null and ${which})`;
}

/**
 * Says why nothing can ever leave from a device as it is. One that is offline or connecting is fine: the message waits.
 * Throws `not_found`, `device_not_linked`, `device_logged_out` or `device_banned`.
 */
export function mustSendFrom<Found extends SendingDevice>(device: Found | undefined, isNamed: boolean): Found {
  if (!device) {
    if (isNamed) throw new Problem('not_found', { detail: 'There is no such device.' });
    throw new Problem('device_not_linked', {
      detail: 'This workspace has no device yet.',
      fix: { text: 'Create one with `POST /v1/devices`, then pair it.' },
    });
  }
  if (device.connection === 'banned') {
    throw new Problem('device_banned', { detail: 'WhatsApp refuses the account of this device.' });
  }
  if (device.connection === 'logged_out') {
    throw new Problem('device_logged_out', {
      detail: 'The device was logged out.',
      fix: { text: 'Pair it again: `POST /v1/devices/{id}/pairing`.' },
    });
  }
  if (!device.linked) {
    throw new Problem('device_not_linked', {
      detail: 'The device is not linked to a number yet.',
      fix: { text: 'Pair it: `POST /v1/devices/{id}/pairing`.' },
    });
  }
  return device;
}

/** Why nothing leaves from a device now, as a hold on what is queued there. */
export type StandStill = 'device_paused' | 'device_offline' | 'device_logged_out' | 'device_banned';

/** Why nothing leaves from a device now, as an expression for other rooms' statements; null when it sends. */
export function standStill(workspaceColumn: string, deviceColumn: string) {
  return sql`(
    select case
      when d.connection in ('logged_out', 'banned') then 'device_' || d.connection
      when d.paused then 'device_paused'
      when d.connection <> 'online' then 'device_offline' end
    from devices d where d.workspace_id = ${sql.ref(workspaceColumn)} and d.id = ${sql.ref(deviceColumn)})`;
}

/** The phone of a device, as an expression for other rooms' statements. */
export function devicePhone(workspaceColumn: string, deviceColumn: string) {
  return sql`(select d.phone from devices d where d.workspace_id = ${sql.ref(workspaceColumn)} and d.id = ${sql.ref(deviceColumn)})`;
}

/** The new-recipient caps that the operator set on single devices. */
export async function recipientCaps(tx: Tx, devices: Id<'device'>[]): Promise<Map<Id<'device'>, number>> {
  const rows = await tx.many(sql<{ id: Id<'device'>; cap: number }>`
    select id, new_recipient_cap as cap from devices where id = any(${devices}::uuid[]) and new_recipient_cap is not null`);
  return new Map(rows.map((row) => [row.id, row.cap]));
}
