import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import { changeConnection } from './connection.ts';
import type { DeviceObject } from './device.ts';
import { lockDevice } from './device.ts';
import { endPairing } from './pairing.ts';
import { getDevice } from './register.ts';

type Deps = { clock: Clock; wake: () => void };
type WorkspaceId = Id<'workspace'>;

export async function connectDevice(
  tx: Tx,
  { clock, wake }: Deps,
  workspace: Workspace,
  id: Id<'device'>,
): Promise<DeviceObject> {
  const device = await lockDevice(tx, workspace.id, id);
  if (workspace.state === 'suspended') {
    throw new Problem('workspace_suspended', {
      detail: 'A suspended workspace keeps its connections and opens no new ones.',
    });
  }
  if (device.connection.is === 'banned')
    throw new Problem('device_banned', { detail: 'WhatsApp refuses this account.' });
  if (device.connection.is === 'logged_out') {
    throw new Problem('device_logged_out', { detail: 'The device was logged out. Pair it again.' });
  }
  if (!device.linked)
    throw new Problem('device_not_linked', { detail: 'No number is linked yet. Pair the device first.' });
  if (device.connection.is === 'offline') {
    await changeConnection(tx, device, { is: 'connecting' }, clock.now());
    await tx.run(sql`update devices set wanted = true where workspace_id = ${workspace.id} and id = ${id}`);
    tx.afterCommit(wake);
  }
  return getDevice(tx, workspace.id, id);
}

export async function disconnectDevice(
  tx: Tx,
  { clock, wake }: Deps,
  workspace: WorkspaceId,
  id: Id<'device'>,
): Promise<DeviceObject> {
  const now = clock.now();
  const device = await lockDevice(tx, workspace, id);
  await endPairing(tx, device, { news: 'canceled', now });
  await tx.run(sql`update devices set wanted = false where workspace_id = ${workspace} and id = ${id}`);
  if (
    device.connection.is !== 'offline' &&
    device.connection.is !== 'logged_out' &&
    device.connection.is !== 'banned'
  ) {
    await changeConnection(
      tx,
      device,
      { is: 'offline', reason: device.linked ? 'disconnected' : null, retryAt: null },
      now,
    );
  }
  tx.afterCommit(wake);
  return getDevice(tx, workspace, id);
}

export async function logoutDevice(
  tx: Tx,
  { clock, wake }: Deps,
  workspace: WorkspaceId,
  id: Id<'device'>,
): Promise<DeviceObject> {
  const now = clock.now();
  const device = await lockDevice(tx, workspace, id);
  await endPairing(tx, device, { news: 'canceled', now });
  if (device.connection.is === 'logged_out') return getDevice(tx, workspace, id);
  if (device.linked) {
    // WhatsApp must hear of it first; the connections do that and then write `logged_out`.
    await tx.run(sql`
      update devices set wanted = false, logout_at = coalesce(logout_at, ${now}) where workspace_id = ${workspace} and id = ${id}`);
  } else {
    await tx.run(sql`update devices set wanted = false where workspace_id = ${workspace} and id = ${id}`);
    await changeConnection(tx, device, { is: 'offline', reason: null, retryAt: null }, now);
  }
  tx.afterCommit(wake);
  return getDevice(tx, workspace, id);
}

export async function pauseDevice(tx: Tx, deps: Deps, workspace: WorkspaceId, id: Id<'device'>): Promise<DeviceObject> {
  return setPaused(tx, deps, { workspace, id, paused: true });
}

export async function resumeDevice(
  tx: Tx,
  deps: Deps,
  workspace: WorkspaceId,
  id: Id<'device'>,
): Promise<DeviceObject> {
  return setPaused(tx, deps, { workspace, id, paused: false });
}

async function setPaused(
  tx: Tx,
  { wake }: Deps,
  { workspace, id, paused }: { workspace: WorkspaceId; id: Id<'device'>; paused: boolean },
): Promise<DeviceObject> {
  await lockDevice(tx, workspace, id);
  await tx.run(sql`update devices set paused = ${paused} where workspace_id = ${workspace} and id = ${id}`);
  tx.afterCommit(wake);
  return getDevice(tx, workspace, id);
}
