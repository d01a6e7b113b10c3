import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Ctx, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { OpenHow } from '../engine/engine.ts';
import type { LinkedEngine } from '../engine/linked/linked.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { changeConnection } from './connection.ts';
import type { Device, DeviceRow } from './device.ts';
import { deviceColumns, readDevice } from './device.ts';
import { findUnheld, releaseLeases, takeLease } from './leases.ts';
import { hideShown } from './pairing.ts';
import type { HeldRow } from './plan.ts';
import { planStep, wantsOpening } from './plan.ts';
import { recordLogout, recordPairingEnd } from './record.ts';

/** Devices taken over in one pass; with many to take, passes follow each other and none keeps the others waiting. */
const takeMax = 50;

export type TendDeps = {
  ctx: Ctx;
  engine: LinkedEngine;
  secrets: Secrets;
  node: string;
  /** For which pairing a device was opened; `undefined` when it was resumed. */
  opened: Map<string, Date | undefined>;
  isSandbox: (workspace: Id<'workspace'>) => Promise<boolean>;
  /** Told at each pass what this node holds. `heldBack`: nothing may be handed over now. */
  onHeld: (rows: { device: Device; heldBack: boolean }[]) => void;
};

/** One pass: everything this node holds moves one step towards what is wanted, then what nobody holds is taken. Answers whether more waits. */
export async function tendDevices(deps: TendDeps): Promise<boolean> {
  const { ctx, engine, node, opened } = deps;
  const rows = await ctx.db.system((tx) => readHeld(tx, node));
  deps.onHeld(
    rows.map((row) => ({ device: readDevice(row), heldBack: row.paused || row.logout_at !== null || !row.wanted })),
  );
  const held = new Set(rows.map((row) => row.id));
  for (const { device } of engine.sessions()) if (!held.has(device)) await engine.close(device);
  engine.expect(await countKinds(deps, rows));
  for (const row of rows) {
    await step(deps, row).catch((error: unknown) =>
      ctx.log.warn('a device could not be looked after', { error, device: row.id }),
    );
  }
  for (const device of opened.keys()) if (!held.has(device) && !engine.session(device)) opened.delete(device);
  const unheld = await ctx.db.system((tx) => findUnheld(tx, takeMax));
  for (const { workspace, device } of unheld) await open(deps, workspace, device);
  return unheld.length === takeMax;
}

/** The device, if this node holds it. */
export async function findHeldDevice(tx: Tx, node: string, id: Id<'device'>): Promise<Device | undefined> {
  const row = await tx.maybe(sql<DeviceRow>`
    select ${deviceColumns} from device_leases l
    join devices d on d.workspace_id = l.workspace_id and d.id = l.device_id
    where l.device_id = ${id} and l.node_id = ${node}`);
  return row && readDevice(row);
}

async function readHeld(tx: Tx, node: string): Promise<HeldRow[]> {
  return tx.many(sql<HeldRow>`
    select ${deviceColumns}, l.epoch, p.method as pairing_method, p.phone as pairing_phone,
      p.started_at as pairing_started_at, p.expires_at as pairing_expires_at
    from device_leases l
    join devices d on d.workspace_id = l.workspace_id and d.id = l.device_id
    left join pairings p on p.workspace_id = d.workspace_id and p.device_id = d.id
    where l.node_id = ${node} order by d.id`);
}

async function countKinds({ isSandbox }: TendDeps, rows: HeldRow[]): Promise<{ live: number; sandbox: number }> {
  const counts = { live: 0, sandbox: 0 };
  for (const row of rows) {
    if (row.wanted || row.logout_at) counts[(await isSandbox(brand(row.workspace_id))) ? 'sandbox' : 'live'] += 1;
  }
  return counts;
}

async function step(deps: TendDeps, row: HeldRow): Promise<void> {
  const { ctx, engine, node, opened } = deps;
  const id: Id<'device'> = brand(row.id);
  const workspace: Id<'workspace'> = brand(row.workspace_id);
  const session = engine.session(id);
  const held = session && { ...session, pairing: opened.get(id) };
  const now = ctx.clock.now();
  const sandbox = await deps.isSandbox(workspace);
  const next = planStep(row, held, { now, settled: engine.settled(sandbox) });
  switch (next) {
    case 'keep':
    case 'wait':
      return;
    case 'open':
      // Held already and still refused: no new epoch, it would be taken for nothing every two seconds.
      return engine.outdated({ sandbox, workspace }) ? markOutdated(ctx, workspace, id) : open(deps, workspace, id);
    case 'log_out':
      return engine.logout(id);
    case 'let_go':
      await engine.close(id);
      return ctx.db.system((tx) => releaseLeases(tx, node, id));
    case 'forget_link':
      await engine.logout(id);
      await ctx.db.system(async (tx) => {
        const fresh = await lockRow(tx, workspace, id);
        if (fresh?.logout_at) await recordLogout(tx, readDevice(fresh), 'logged_out_by_us', now);
      });
      return engine.close(id);
    case 'end_pairing':
      await ctx.db.system(async (tx) => {
        const fresh = await lockRow(tx, workspace, id);
        const same = fresh?.pairing_started_at?.getTime() === row.pairing_started_at?.getTime();
        if (fresh && same) await recordPairingEnd(tx, readDevice(fresh), 'pairing_expired', now);
      });
      return engine.close(id);
    default:
      return next satisfies never;
  }
}

// A pass acts on what it read at its start; a log-out or another wish may have come since.
async function lockRow(tx: Tx, workspace: Id<'workspace'>, id: Id<'device'>): Promise<HeldRow | undefined> {
  return tx.maybe(sql<HeldRow>`
    select ${deviceColumns}, 0 as epoch, p.method as pairing_method, p.phone as pairing_phone,
      p.started_at as pairing_started_at, p.expires_at as pairing_expires_at
    from devices d left join pairings p on p.workspace_id = d.workspace_id and p.device_id = d.id
    where d.workspace_id = ${workspace} and d.id = ${id} for update of d`);
}

// A new epoch for every opening: whoever held the device before, here or elsewhere, can write no key state any more.
async function open(deps: TendDeps, workspace: Id<'workspace'>, id: Id<'device'>): Promise<void> {
  const { ctx, engine, node, opened } = deps;
  const sandbox = await deps.isSandbox(workspace);
  const taken = await ctx.db.system(async (tx) => {
    const row = await lockRow(tx, workspace, id);
    if (!row || !wantsOpening(row)) return undefined;
    const lease = await takeLease(tx, { node, workspace, device: id });
    if (!lease) return undefined;
    const how = howToOpen(row);
    if (how.kind === 'pair') await hideShown(tx, readDevice(row));
    else if (row.wanted) await changeConnection(tx, readDevice(row), { is: 'connecting' }, ctx.clock.now());
    return { epoch: lease.epoch, how, pairing: row.pairing_started_at ?? undefined };
  });
  if (!taken) return;
  if (engine.outdated({ sandbox, workspace })) return markOutdated(ctx, workspace, id);
  opened.set(id, taken.pairing);
  await engine.open({ device: id, workspace, sandbox, epoch: taken.epoch, how: taken.how });
}

function howToOpen(row: HeldRow): OpenHow {
  if (row.pairing_method === 'qr') return { kind: 'pair', method: 'qr' };
  if (row.pairing_method === 'code' && row.pairing_phone)
    return { kind: 'pair', method: 'code', phone: row.pairing_phone };
  return { kind: 'resume' };
}

async function markOutdated(ctx: Ctx, workspace: Id<'workspace'>, id: Id<'device'>): Promise<void> {
  await ctx.db.system(async (tx) => {
    const row = await lockRow(tx, workspace, id);
    if (!row || !wantsOpening(row)) return;
    const device = readDevice(row);
    const now = ctx.clock.now();
    if (device.connection.is === 'pairing') await recordPairingEnd(tx, device, 'client_outdated', now);
    else await changeConnection(tx, device, { is: 'offline', reason: 'client_outdated', retryAt: null }, now);
  });
}
