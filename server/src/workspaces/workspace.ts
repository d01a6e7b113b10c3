import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Limits } from './limits.ts';
import { projectLimits } from './limits.ts';

/** The platform itself; every workspace belongs to a reseller, and the platform is the first. */
export const platform: Id<'reseller'> = brand('00000000-0000-7000-8000-000000000001');

export type WorkspaceState = 'active' | 'limited' | 'suspended';

/** A tenant. `world` names the pretend WhatsApp of a sandbox and is null in a live workspace. */
export type Workspace = {
  id: Id<'workspace'>;
  kind: 'live' | 'sandbox';
  twin: Id<'workspace'>;
  reseller: Id<'reseller'>;
  name: string;
  world: string | null;
  state: WorkspaceState;
  stateReason: string | null;
  limits: Limits;
};

export type WorkspaceRow = {
  id: string;
  kind: 'live' | 'sandbox';
  twin_id: string;
  reseller_id: string;
  name: string;
  world: string | null;
  state: WorkspaceState;
  state_reason: string | null;
  plan_limits: Record<string, number> | null;
  overrides: Record<string, number> | null;
};

/** The columns of a `WorkspaceRow`, for statements that name the table `w`. */
export const workspaceColumns = sql`
  w.id, w.kind, w.twin_id, w.reseller_id, w.name, w.world, w.state, w.state_reason,
  (select p.limits from plan_versions p where p.id = w.plan_version_id) as plan_limits,
  (select jsonb_object_agg(o.key, o.value) from limit_overrides o
    where o.workspace_id = w.id and (o.expires_at is null or o.expires_at > now())) as overrides`;

export function readWorkspace(row: WorkspaceRow): Workspace {
  return {
    id: brand(row.id),
    kind: row.kind,
    twin: brand(row.twin_id),
    reseller: brand(row.reseller_id),
    name: row.name,
    world: row.world,
    state: row.state,
    stateReason: row.state_reason,
    limits: projectLimits(row.kind, row.plan_limits ?? {}, row.overrides ?? {}),
  };
}

/** A workspace with the limits that hold now; `undefined` when there is none. Works in both kinds of transaction. */
export async function findWorkspace(tx: Tx, id: Id<'workspace'>): Promise<Workspace | undefined> {
  const row = await tx.maybe(sql<WorkspaceRow>`select ${workspaceColumns} from workspaces w where w.id = ${id}`);
  return row && readWorkspace(row);
}

/** Several workspaces at once, by id, as `findWorkspace`. */
export async function findWorkspaces(tx: Tx, ids: Id<'workspace'>[]): Promise<Map<Id<'workspace'>, Workspace>> {
  const rows = await tx.many(
    sql<WorkspaceRow>`select ${workspaceColumns} from workspaces w where w.id = any(${ids}::uuid[])`,
  );
  return new Map(rows.map((row) => [brand<'workspace'>(row.id), readWorkspace(row)]));
}

/** How many workspaces there are, a live one and its sandbox counted once. System transaction. */
export async function countWorkspaces(tx: Tx): Promise<number> {
  const { n } = await tx.one(sql<{ n: number }>`select count(*)::int as n from workspaces where kind = 'live'`);
  return n;
}
