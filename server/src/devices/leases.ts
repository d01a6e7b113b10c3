import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { parkingReasons } from './device.ts';

/** How long a node counts as alive after a renewal, in seconds on the database's clock. */
const nodeSeconds = 30;

/** Who may drive a device now. `epoch` only grows; key state of a linked device can only be written with the newest. */
export type Lease = { device: Id<'device'>; workspace: Id<'workspace'>; epoch: number };

type LeaseRow = { device_id: string; workspace_id: string; epoch: string };

/** Says that this node lives for another 30 s. All of this file runs in system transactions. */
export async function renewNode(tx: Tx, node: string): Promise<void> {
  await tx.run(sql`
    insert into nodes (id, until) values (${node}, now() + make_interval(secs => ${nodeSeconds}))
    on conflict (id) do update set until = excluded.until`);
}

/**
 * Takes the lease of one device with the next epoch, if nobody alive but this node holds it and this node is alive.
 * The row's lock makes racing nodes take turns: each success has an epoch of its own, higher than all before.
 */
export async function takeLease(
  tx: Tx,
  { node, workspace, device }: { node: string; workspace: Id<'workspace'>; device: Id<'device'> },
): Promise<Lease | undefined> {
  const row = await tx.maybe(sql<LeaseRow>`
    insert into device_leases as l (workspace_id, device_id, node_id, epoch)
    select ${workspace}::uuid, ${device}::uuid, ${node}::uuid, 1
    where exists (select from nodes n where n.id = ${node} and n.until > now())
    on conflict (workspace_id, device_id) do update set node_id = excluded.node_id, epoch = l.epoch + 1
      where l.node_id is null or l.node_id = excluded.node_id
        or not exists (select from nodes n where n.id = l.node_id and n.until > now())
    returning l.workspace_id, l.device_id, l.epoch`);
  return row && readLease(row);
}

/** Devices that should be connected and that no living node holds, oldest first. They still have to be taken. */
export async function findUnheld(
  tx: Tx,
  limit: number,
): Promise<{ workspace: Id<'workspace'>; device: Id<'device'> }[]> {
  const rows = await tx.many(sql<{ workspace_id: string; id: string }>`
    select d.workspace_id, d.id from devices d
    left join device_leases l on l.workspace_id = d.workspace_id and l.device_id = d.id
    left join nodes n on n.id = l.node_id and n.until > now()
    left join pairings p on p.workspace_id = d.workspace_id and p.device_id = d.id
    where (d.wanted or d.logout_at is not null) and n.id is null and (
      d.logout_at is not null or (d.deleted_at is null and (p.device_id is not null or (d.linked and not (
        d.connection = 'offline' and d.retry_at is null and coalesce(d.reason, '') = any (${parkingReasons}::text[]))))))
    order by d.id limit ${limit}`);
  return rows.map((row) => ({ workspace: brand(row.workspace_id), device: brand(row.id) }));
}

/** Gives leases back, so that another node need not wait: of one device, or of all this node holds. */
export async function releaseLeases(tx: Tx, node: string, device?: Id<'device'>): Promise<void> {
  await tx.run(sql`
    update device_leases set node_id = null
    where node_id = ${node} and (${device ?? null}::uuid is null or device_id = ${device ?? null}::uuid)`);
}

/** Takes this node off the list, after its leases. */
export async function removeNode(tx: Tx, node: string): Promise<void> {
  await tx.run(sql`delete from nodes where id = ${node}`);
}

function readLease(row: LeaseRow): Lease {
  return { device: brand(row.device_id), workspace: brand(row.workspace_id), epoch: Number(row.epoch) };
}
