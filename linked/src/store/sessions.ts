import { type AuthenticationCreds, initAuthCreds } from 'baileys';
import type pg from 'pg';
import type { SealingKey } from '../../../server/src/base/seal.ts';
import type { Committer } from './committer.ts';
import type { KeyCache } from './key-cache.ts';
import { Fenced, StoreLost } from './problem.ts';
import { createSessionStore, type SessionStore } from './session-store.ts';
import { decodeValue, encodeValue } from './value.ts';
import { breakWriter, type Writer } from './write.ts';

export type SessionName = { workspace: string; session: string; epoch: number };

export type StorePorts = { committer: Committer; reader: pg.Pool; cache: KeyCache };

/** A session as found at opening. `clean` tells whether the worker before closed it in order. */
export type Opened = { creds: AuthenticationCreds | undefined; clean: boolean };

/**
 * Makes this worker the owner: writes the epoch first, and only a higher one. Waits for a commit of the owner before that
 * is on its way; after it the other can write nothing more. Throws `Fenced` when someone else is further.
 */
export async function claim({ committer }: StorePorts, name: SessionName): Promise<void> {
  await committer.alone(async (client) => {
    const { rowCount } = await client.query(
      `insert into wa_sessions as t (workspace_id, session_id, epoch, clean) values ($1, $2, $3, false)
       on conflict (workspace_id, session_id) do update set epoch = excluded.epoch, opened_at = now()
       where t.epoch < excluded.epoch`,
      [name.workspace, name.session, name.epoch],
    );
    if (rowCount === 0) throw new Fenced('a higher epoch owns the session');
  });
}

/**
 * Reads a session this worker owns into a fresh store. The row lock makes it wait for a statement of an earlier connection
 * of ours that may still be running after its reply was lost. Throws `Fenced` when the epoch is no longer ours.
 */
export async function load(
  ports: StorePorts,
  name: SessionName,
  key: SealingKey,
): Promise<{ store: SessionStore; opened: Opened }> {
  const writer: Writer = { ...name, broken: undefined };
  const store = createSessionStore({ ...ports, key, writer });
  const opened = await ports.committer.alone(async (client) => {
    const { rows } = await client.query<{ creds: Buffer | null; clean: boolean }>(
      'select creds, clean from wa_sessions where workspace_id = $1 and session_id = $2 and epoch = $3 for update',
      [name.workspace, name.session, name.epoch],
    );
    const row = rows[0];
    if (!row) throw new Fenced('a higher epoch owns the session');
    await client.query('update wa_sessions set clean = false where workspace_id = $1 and session_id = $2 and clean', [
      name.workspace,
      name.session,
    ]);
    return { clean: row.clean, creds: row.creds ? openCreds(store, row.creds) : undefined };
  });
  if (opened.creds) await skipUsedPreKeys(store, opened.creds);
  return { store, opened };
}

/** Throws `Fenced` when another worker has taken the session meanwhile. */
export async function verify({ reader }: StorePorts, { workspace, session, epoch }: SessionName): Promise<void> {
  const { rowCount } = await reader.query(
    'select 1 from wa_sessions where workspace_id = $1 and session_id = $2 and epoch = $3',
    [workspace, session, epoch],
  );
  if (rowCount === 0) throw new Fenced('a higher epoch owns the session');
}

export function newCreds(): AuthenticationCreds {
  return initAuthCreds();
}

/** Seals credentials as they are now; the caller writes them. */
export function sealCreds(store: SessionStore, creds: AuthenticationCreds): Buffer {
  return store.seal('wa_sessions', 'creds', encodeValue({ ...creds }));
}

/**
 * Replaces everything a session knew by freshly paired credentials, or by nothing, in one transaction.
 * The store is of no use afterwards: what Baileys still wants to write of the old life is refused.
 */
export async function replaceState(
  { committer }: StorePorts,
  store: SessionStore,
  creds?: AuthenticationCreds,
): Promise<void> {
  const { workspace, session, epoch } = store.writer;
  breakWriter(store.writer, new StoreLost('the state was replaced'));
  await committer.alone(async (client) => {
    const { rowCount } = await client.query(
      'update wa_sessions set creds = $4 where workspace_id = $1 and session_id = $2 and epoch = $3',
      [workspace, session, epoch, creds ? sealCreds(store, creds) : null],
    );
    if (rowCount === 0) throw new Fenced('a higher epoch owns the session');
    for (const table of ['wa_keys', 'wa_seen', 'wa_sent']) {
      await client.query(`delete from ${table} where workspace_id = $1 and session_id = $2`, [workspace, session]);
    }
  });
}

/** Says that the session was closed in order. */
export async function markClean({ committer }: StorePorts, { workspace, session, epoch }: SessionName): Promise<void> {
  await committer.alone(async (client) => {
    await client.query(
      'update wa_sessions set clean = true where workspace_id = $1 and session_id = $2 and epoch = $3',
      [workspace, session, epoch],
    );
  });
}

function openCreds(store: SessionStore, sealed: Buffer): AuthenticationCreds {
  // Written by `sealCreds` from the same type, and authenticated by the seal.
  return decodeValue(store.unseal('wa_sessions', 'creds', sealed)) as AuthenticationCreds;
}

/** A one-time key may be on disk, and on the wire, while the counter that names the next one was not yet; never make one twice. */
async function skipUsedPreKeys(store: SessionStore, creds: AuthenticationCreds): Promise<void> {
  const { workspace, session } = store.writer;
  const { rows } = await store.reader.query<{ last: string | null }>(
    `select max(id::bigint) as last from wa_keys where workspace_id = $1 and session_id = $2 and type = 'pre-key'`,
    [workspace, session],
  );
  const free = Number(rows[0]?.last ?? 0) + 1;
  if (free <= creds.nextPreKeyId) return;
  creds.nextPreKeyId = free;
  creds.firstUnuploadedPreKeyId = Math.max(creds.firstUnuploadedPreKeyId, free);
}
