import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { cutPage } from '../base/page.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { DeviceKind } from '../engine/engine.ts';
import { findWorkspace } from '../workspaces/workspaces.ts';
import type { Device, DeviceObject, DeviceRow } from './device.ts';
import { deviceColumns, findDevice, lockDevice, noSuchDevice, readDevice, showDevice } from './device.ts';
import { endPairing } from './pairing.ts';

type WorkspaceId = Id<'workspace'>;

type NewDevice = { name: string; kind: DeviceKind };

export async function createDevice(
  tx: Tx,
  { clock }: { clock: Clock },
  workspace: WorkspaceId,
  input: NewDevice,
): Promise<DeviceObject> {
  return showDevice(await insertDevice(tx, workspace, input, clock.now()));
}

/** Makes a device; the first one of a workspace is its default. Refuses kinds that are not built. */
export async function insertDevice(
  tx: Tx,
  workspace: WorkspaceId,
  { name, kind }: NewDevice,
  now: Date,
): Promise<Device> {
  if (kind !== 'linked') {
    throw new Problem('not_available', { detail: 'Devices of kind cloud are not built in this version.' });
  }
  await lockDefault(tx, workspace);
  await refuseTooMany(tx, workspace);
  const row = await tx.one(sql<DeviceRow>`
    insert into devices as d (workspace_id, id, kind, name, is_default, connection_since, created_at)
    select ${workspace}::uuid, ${newId('device', now)}::uuid, ${kind}, ${name}, not exists (
      select from devices other where other.workspace_id = ${workspace} and other.is_default and other.deleted_at is null
    ), ${now}::timestamptz, ${now}::timestamptz
    returning ${deviceColumns}`);
  return readDevice(row);
}

async function refuseTooMany(tx: Tx, workspace: WorkspaceId): Promise<void> {
  const limit = (await findWorkspace(tx, workspace))?.limits.devices ?? 0;
  const { count } = await tx.one(
    sql<{
      count: number;
    }>`select count(*)::int as count from devices where workspace_id = ${workspace} and deleted_at is null`,
  );
  if (count < limit) return;
  throw new Problem('conflict', {
    detail: `This workspace has its ${limit} devices already.`,
    params: { limit },
    fix: { text: 'Delete one that is no longer used.' },
  });
}

export async function listDevices(
  tx: Tx,
  workspace: WorkspaceId,
  { limit, after, only }: PageRequest & { only?: Id<'device'>[] | null },
): Promise<Page<DeviceObject>> {
  const rows = await tx.many(sql<DeviceRow>`
    select ${deviceColumns} from devices d
    where d.workspace_id = ${workspace} and d.deleted_at is null
      and (${after ?? null}::uuid is null or d.id > ${after ?? null}::uuid)
      and (${only ?? null}::uuid[] is null or d.id = any (${only ?? null}::uuid[]))
    order by d.id limit ${limit + 1}`);
  return cutPage(rows, limit, (row) => showDevice(readDevice(row)));
}

export async function getDevice(tx: Tx, workspace: WorkspaceId, id: Id<'device'>): Promise<DeviceObject> {
  const device = await findDevice(tx, workspace, id);
  if (!device) throw noSuchDevice();
  return showDevice(device);
}

export async function changeDevice(
  tx: Tx,
  workspace: WorkspaceId,
  id: Id<'device'>,
  change: { name?: string | undefined; default?: boolean | undefined },
): Promise<DeviceObject> {
  await lockDefault(tx, workspace);
  const device = await lockDevice(tx, workspace, id);
  if (change.default === false && device.isDefault) {
    const message = 'A workspace has one default device. Make another one the default instead.';
    throw new Problem('validation_failed', { detail: message, errors: [{ path: 'default', message }] });
  }
  if (change.default === true && !device.isDefault) {
    await tx.run(sql`update devices set is_default = false where workspace_id = ${workspace} and is_default`);
    await tx.run(sql`update devices set is_default = true where workspace_id = ${workspace} and id = ${id}`);
  }
  if (change.name !== undefined) {
    await tx.run(sql`update devices set name = ${change.name} where workspace_id = ${workspace} and id = ${id}`);
  }
  return getDevice(tx, workspace, id);
}

export async function deleteDevice(
  tx: Tx,
  { clock, wake }: { clock: Clock; wake: () => void },
  workspace: WorkspaceId,
  id: Id<'device'>,
): Promise<void> {
  const now = clock.now();
  await lockDefault(tx, workspace);
  const device = await lockDevice(tx, workspace, id);
  await endPairing(tx, device, { news: 'canceled', now });
  // A deleted device that still holds a link stays on the connections' list until WhatsApp was told.
  await tx.run(sql`
    update devices set deleted_at = ${now}, is_default = false, wanted = false,
      logout_at = case when linked then ${now}::timestamptz end
    where workspace_id = ${workspace} and id = ${id}`);
  if (device.isDefault) {
    await tx.run(sql`
      update devices set is_default = true where workspace_id = ${workspace} and id = (
        select id from devices where workspace_id = ${workspace} and deleted_at is null order by id limit 1)`);
  }
  tx.afterCommit(wake);
}

// Two devices made or changed at once would both see no default, or both be one.
async function lockDefault(tx: Tx, workspace: WorkspaceId): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`devices.default:${workspace}`}, 0))`);
}
