import type { Id } from '../base/id.ts';
import { brand, newId, showId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { newKeyText } from './key-text.ts';
import type { Permission } from './permissions.ts';
import { deviceScopes, isScope } from './permissions.ts';
import type { Workspace } from './workspace.ts';

/** An API key as the API shows it; never its secret. */
export type ApiKey = {
  id: string;
  name: string;
  hint: string;
  scopes: Permission[];
  devices: string[] | null;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
};

export type NewApiKey = {
  name: string;
  scopes: readonly Permission[];
  /** `null`: all devices. */
  devices: Id<'device'>[] | null;
  expiresAt: Date | null;
  createdBy: string;
  at: Date;
};

/**
 * Makes a key. `text` is the whole key and is never seen again. Refuses scopes that reach beyond devices for a key restricted
 * to some, and more keys than the limit allows. Works in both kinds of transaction.
 */
export async function makeApiKey(
  tx: Tx,
  workspace: Workspace,
  input: NewApiKey,
): Promise<{ key: ApiKey; text: string }> {
  refuseWideScopes(input);
  await refuseTooMany(tx, workspace);
  const { text, publicId, secretHash } = newKeyText(workspace.kind === 'live' ? 'live' : 'test');
  const row = await tx.one(sql<KeyRow>`
    insert into api_keys (workspace_id, id, public_id, secret_hash, name, scopes, device_ids, created_by, created_at, expires_at)
    values (${workspace.id}, ${newId('apiKey', input.at)}, ${publicId}, ${secretHash}, ${input.name}, ${[...input.scopes]}::text[],
      ${input.devices}::uuid[], ${input.createdBy}, ${input.at.toISOString()}::timestamptz, ${input.expiresAt?.toISOString() ?? null}::timestamptz)
    returning ${keyColumns}`);
  return { key: show(row, workspace.kind), text };
}

/** Newest first; `before` is the last id of the page before. */
export async function listApiKeys(
  tx: Tx,
  workspace: Workspace,
  { before, limit }: { before: Id<'apiKey'> | null; limit: number },
): Promise<ApiKey[]> {
  const rows = await tx.many(sql<KeyRow>`
    select ${keyColumns} from api_keys
    where workspace_id = ${workspace.id} and (${before}::uuid is null or id < ${before}::uuid) order by id desc limit ${limit}`);
  return rows.map((row) => show(row, workspace.kind));
}

/** Revokes a key; a second time changes nothing. Returns its public id, or `undefined` when there is no such key. */
export async function revokeApiKey(tx: Tx, workspace: Workspace, id: Id<'apiKey'>): Promise<string | undefined> {
  const row = await tx.maybe(sql<{ public_id: string }>`
    update api_keys set revoked_at = coalesce(revoked_at, now()) where workspace_id = ${workspace.id} and id = ${id} returning public_id`);
  return row?.public_id;
}

type KeyRow = {
  id: string;
  public_id: string;
  name: string;
  scopes: string[];
  device_ids: string[] | null;
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
};

const keyColumns = sql`id, public_id, name, scopes, device_ids, created_at, expires_at, revoked_at, last_used_at`;

function refuseWideScopes({ devices, scopes }: NewApiKey): void {
  if (devices === null) return;
  const wide = scopes.filter((scope) => !deviceScopes.includes(scope));
  if (wide.length === 0) return;
  throw new Problem('validation_failed', {
    detail: 'A key restricted to devices may only carry permissions that concern single devices.',
    errors: wide.map((scope) => ({ path: 'scopes', message: `\`${scope}\` reaches beyond single devices.` })),
  });
}

async function refuseTooMany(tx: Tx, { id, limits }: Workspace): Promise<void> {
  const { count } = await tx.one(sql<{ count: number }>`
    select count(*)::int as count from api_keys
    where workspace_id = ${id} and revoked_at is null and (expires_at is null or expires_at > now())`);
  if (count < limits.api_keys) return;
  throw new Problem('conflict', {
    detail: `A workspace may have ${limits.api_keys} API keys in use. Revoke one that is no longer needed.`,
    params: { limit: limits.api_keys },
  });
}

function show(row: KeyRow, kind: Workspace['kind']): ApiKey {
  return {
    id: showId('apiKey', row.id),
    name: row.name,
    hint: `wz_${kind === 'live' ? 'live' : 'test'}_${row.public_id}_…`,
    scopes: row.scopes.filter(isScope),
    devices: row.device_ids?.map((id) => showId('device', brand<'device'>(id))) ?? null,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
  };
}
