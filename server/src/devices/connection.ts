import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { NewEvent } from '../events/events.ts';
import { appendEvents } from '../events/events.ts';
import type { Connection, Device } from './device.ts';
import { showDevice } from './device.ts';

type WithoutSince<T> = T extends unknown ? Omit<T, 'since'> : never;

/** A connection to change to; since when is the moment of the change. */
export type NewConnection = WithoutSince<Connection>;

/**
 * Writes what a device is connected as, with the event that tells it, in one transaction.
 * Nothing is written or told when nothing changed. Returns the device as it is now.
 */
export async function changeConnection(tx: Tx, device: Device, next: NewConnection, now: Date): Promise<Device> {
  if (same(device.connection, next)) return device;
  const connection: Connection = { ...next, since: now };
  const changed: Device = { ...device, connection };
  const reason = 'reason' in connection ? connection.reason : null;
  const retryAt = 'retryAt' in connection ? connection.retryAt : null;
  await tx.run(sql`
    update devices set connection = ${connection.is}, connection_since = ${now}, reason = ${reason}, retry_at = ${retryAt}
    where workspace_id = ${device.workspace} and id = ${device.id}`);
  const type = newsOf(device.connection, next);
  if (type) {
    await appendEvents(tx, [
      { workspace: device.workspace, type, subject: device.id, at: now, data: showDevice(changed) },
    ]);
  }
  return changed;
}

/** Which event a change is; `undefined` for steps on the way that nobody needs to be told. */
function newsOf(from: NewConnection, to: NewConnection): NewEvent['type'] | undefined {
  switch (to.is) {
    case 'online':
      return from.is === 'online' ? undefined : 'device.connected';
    case 'logged_out':
      return from.is === 'logged_out' ? undefined : 'device.logged_out';
    case 'banned':
      return from.is === 'banned' ? undefined : 'device.disconnected';
    case 'offline':
      return from.is === 'online' || needsPerson(to.reason) ? 'device.disconnected' : undefined;
    case 'connecting':
    case 'pairing':
      return from.is === 'online' ? 'device.disconnected' : undefined;
    default:
      return to satisfies never;
  }
}

// These do not pass by themselves, so they are told even when the device was not online before.
function needsPerson(reason: string | null): boolean {
  return (
    reason === 'replaced_elsewhere' ||
    reason === 'client_outdated' ||
    reason === 'restricted' ||
    reason === 'needs_relink'
  );
}

function same(from: Connection, to: NewConnection): boolean {
  if (from.is !== to.is) return false;
  if (from.is === 'logged_out' && to.is === 'logged_out') return from.reason === to.reason;
  if (from.is !== 'offline' || to.is !== 'offline') return true;
  return from.reason === to.reason && from.retryAt?.getTime() === to.retryAt?.getTime();
}
