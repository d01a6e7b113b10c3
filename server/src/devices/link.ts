import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import type { DeviceObject } from './device.ts';
import { findDevice, lockDevice, noSuchDevice } from './device.ts';
import type { NewPairing, PairingObject } from './pairing.ts';
import { checkPairing, endPairing, insertPairing, readPairing } from './pairing.ts';
import { getDevice } from './register.ts';

type Deps = { secrets: Secrets; clock: Clock; wake: () => void };

export async function pairDevice(
  tx: Tx,
  { secrets, clock, wake }: Deps,
  { workspace, id, input }: { workspace: Workspace; id: Id<'device'>; input: NewPairing },
): Promise<PairingObject> {
  const now = clock.now();
  const device = await lockDevice(tx, workspace.id, id);
  const phone = checkPairing(workspace, device, input);
  await insertPairing(tx, device, { method: input.method, phone, now });
  await tx.run(sql`
    update devices set wanted = true, linked = false, logout_at = null, connection = 'pairing', connection_since = ${now},
      reason = null, retry_at = null
    where workspace_id = ${workspace.id} and id = ${id}`);
  tx.afterCommit(wake);
  const pairing = await readPairing(tx, secrets, workspace.id, { device: id, now });
  if (!pairing) throw new Error('a pairing vanished while it was made');
  return pairing;
}

export async function showPairing(
  tx: Tx,
  { secrets, clock }: Deps,
  workspace: Id<'workspace'>,
  id: Id<'device'>,
): Promise<PairingObject> {
  if (!(await findDevice(tx, workspace, id))) throw noSuchDevice();
  const pairing = await readPairing(tx, secrets, workspace, { device: id, now: clock.now() });
  if (!pairing) throw noPairing();
  return pairing;
}

export async function cancelPairing(
  tx: Tx,
  { clock, wake }: Deps,
  workspace: Id<'workspace'>,
  id: Id<'device'>,
): Promise<DeviceObject> {
  const now = clock.now();
  const device = await lockDevice(tx, workspace, id);
  if (!(await endPairing(tx, device, { news: 'canceled', now }))) throw noPairing();
  await tx.run(sql`
    update devices set wanted = false, connection = 'offline', connection_since = ${now}, reason = null, retry_at = null
    where workspace_id = ${workspace} and id = ${id}`);
  tx.afterCommit(wake);
  return getDevice(tx, workspace, id);
}

function noPairing(): Problem {
  return new Problem('not_found', { detail: 'No pairing is running for this device.' });
}
