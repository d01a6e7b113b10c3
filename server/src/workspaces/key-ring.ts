import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Db } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { readKeyText } from './key-text.ts';
import type { Permission } from './permissions.ts';
import { isScope } from './permissions.ts';
import type { Workspace, WorkspaceRow } from './workspace.ts';
import { readWorkspace, workspaceColumns } from './workspace.ts';

/** Who calls, proven by an API key. `devices`: the only ones it may touch; `null` for all. */
export type KeyCaller = {
  by: 'key';
  key: Id<'apiKey'>;
  workspace: Workspace;
  permissions: ReadonlySet<Permission>;
  devices: readonly Id<'device'>[] | null;
};

/** Finds callers by their keys. What it read of a key or its workspace is believed for at most one second. */
export type KeyRing = {
  /** The caller a key belongs to; throws `key_malformed`, `key_unknown`, `key_revoked` or `key_expired`. */
  caller(text: string): Promise<KeyCaller>;
  /** Forgets what was read of a key, so that a revocation in this process holds at once. */
  forget(publicId: string): void;
};

/** How long a row is believed, in milliseconds: revocation and suspension hold everywhere within this time. */
const believedMs = 1_000;
const entriesMax = 10_000;

export function createKeyRing({ db, clock }: { db: Db; clock: Clock }): KeyRing {
  const entries = new Map<string, { readAtMs: number; found: Promise<Found | undefined> }>();

  function find(publicId: string): Promise<Found | undefined> {
    const nowMs = clock.now().getTime();
    const entry = entries.get(publicId);
    if (entry && nowMs - entry.readAtMs < believedMs) return entry.found;
    // Whoever tries endless unknown keys costs one query each, not our memory.
    if (entries.size >= entriesMax) entries.clear();
    const found = read(db, publicId);
    entries.set(publicId, { readAtMs: nowMs, found });
    found.catch(() => entries.delete(publicId));
    return found;
  }

  return {
    async caller(text) {
      const given = readKeyText(text);
      if (!given)
        throw new Problem('key_malformed', { detail: 'The API key is cut off, mistyped or not a key at all.' });
      const found = await find(given.publicId);
      const isTheirs =
        found !== undefined && found.mode === given.mode && timingSafeEqual(found.secretHash, given.secretHash);
      if (!isTheirs) throw new Problem('key_unknown', { detail: 'This installation does not know the API key.' });
      if (found.revokedAt) throw new Problem('key_revoked', { detail: 'The API key was revoked.' });
      if (found.expiresAt && found.expiresAt <= clock.now()) {
        throw new Problem('key_expired', { detail: 'The API key has expired.' });
      }
      return found.caller;
    },
    forget(publicId) {
      entries.delete(publicId);
    },
  };
}

type Found = {
  mode: 'live' | 'test';
  secretHash: Buffer;
  revokedAt: Date | null;
  expiresAt: Date | null;
  caller: KeyCaller;
};

type Row = WorkspaceRow & {
  key_id: string;
  secret_hash: Buffer;
  scopes: string[];
  device_ids: string[] | null;
  revoked_at: Date | null;
  expires_at: Date | null;
};

// The system role, because only the row tells which workspace it is. The use is noted here, at most once a minute.
async function read(db: Db, publicId: string): Promise<Found | undefined> {
  const row = await db.system((tx) =>
    tx.maybe(sql<Row>`
      with noted as (
        update api_keys set last_used_at = now()
        where public_id = ${publicId} and revoked_at is null and (last_used_at is null or last_used_at < now() - interval '1 minute'))
      select k.id as key_id, k.secret_hash, k.scopes, k.device_ids, k.revoked_at, k.expires_at, ${workspaceColumns}
      from api_keys k join workspaces w on w.id = k.workspace_id where k.public_id = ${publicId}`),
  );
  if (!row) return undefined;
  const workspace = readWorkspace(row);
  return {
    mode: workspace.kind === 'live' ? 'live' : 'test',
    secretHash: row.secret_hash,
    revokedAt: row.revoked_at,
    expiresAt: row.expires_at,
    caller: {
      by: 'key',
      key: brand(row.key_id),
      workspace,
      permissions: new Set(row.scopes.filter(isScope)),
      devices: row.device_ids?.map((id) => brand<'device'>(id)) ?? null,
    },
  };
}
