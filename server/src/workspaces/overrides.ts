import { recordAudit } from '../audit/audit.ts';
import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { liveOf } from './act.ts';
import type { LimitKey } from './limits.ts';
import { limits } from './limits.ts';
import { findWorkspace } from './workspace.ts';

/** Another number than plan and defaults give a workspace. It ends at `until`; without one it stays until it is taken back. */
export type Override = { key: LimitKey; value: number; reason: string; until: Date | null };

export function isLimitKey(text: string): text is LimitKey {
  return Object.hasOwn(limits, text);
}

/** What differs for a workspace now, by name. System transaction. */
export async function listOverrides(tx: Tx, workspace: Id<'workspace'>, now: Date): Promise<Override[]> {
  const rows = await tx.many(sql<Omit<Override, 'key'> & { key: string }>`
    select key, value::float8 as value, reason, expires_at as until from limit_overrides
    where workspace_id = ${workspace} and (expires_at is null or expires_at > ${now}) order by key`);
  return rows.flatMap(({ key, ...rest }) => (isLimitKey(key) ? [{ key, ...rest }] : []));
}

/** The operator gives a workspace another number, recorded with the reason. False when there is no such workspace. System transaction. */
export async function setOverride(
  tx: Tx,
  workspace: Id<'workspace'>,
  { override: { key, value, reason, until }, at }: { override: Override; at: Date },
): Promise<boolean> {
  const found = await findWorkspace(tx, workspace);
  if (!found) return false;
  await tx.run(sql`
    insert into limit_overrides (workspace_id, key, value, reason, set_by, expires_at, created_at)
    values (${workspace}, ${key}, ${value}, ${reason}, 'operator', ${until}, ${at})
    on conflict (workspace_id, key) do update set value = excluded.value, reason = excluded.reason,
      set_by = excluded.set_by, expires_at = excluded.expires_at, created_at = excluded.created_at`);
  await recordAudit(tx, {
    chain: liveOf(found),
    action: 'limit.set',
    actor: { kind: 'operator', id: null },
    target: showId('workspace', workspace),
    details: { limit: key, from: found.limits[key], to: value, reason, until: until?.toISOString() ?? null },
    at,
  });
  return true;
}

/** The published number holds again. False when nothing else was set. System transaction. */
export async function resetOverride(
  tx: Tx,
  workspace: Id<'workspace'>,
  { key, at }: { key: LimitKey; at: Date },
): Promise<boolean> {
  const found = await findWorkspace(tx, workspace);
  const gone = await tx.run(sql`delete from limit_overrides where workspace_id = ${workspace} and key = ${key}`);
  if (!found || gone === 0) return false;
  await recordAudit(tx, {
    chain: liveOf(found),
    action: 'limit.reset',
    actor: { kind: 'operator', id: null },
    target: showId('workspace', workspace),
    details: { limit: key, from: found.limits[key] },
    at,
  });
  return true;
}
