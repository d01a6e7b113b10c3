import { randomBytes } from 'node:crypto';
import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Actor } from './chain.ts';
import { hashEntry, hashPersonal } from './chain.ts';

/** One thing that was done. Personal data stands in `personal` only: the chain covers it by a salted hash, so it can be erased. */
export type AuditEntry = {
  /** Whose record it belongs to: a workspace's, or a person's own. */
  chain: Id<'workspace'> | Id<'person'>;
  /** `noun.past_tense`, such as `member.invited`. */
  action: string;
  actor: Actor;
  /** The public id of what it was done to. */
  target?: string;
  /** Facts without personal data and secrets. */
  details?: Record<string, string | number | boolean | null>;
  personal?: { person: Id<'person'>; email?: string; name?: string; network?: string; agent?: string };
  requestId?: string;
  at: Date;
};

/** Appends to a chain, in the caller's transaction: if that does not commit, nothing was done and nothing is recorded. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${entry.chain}`}, 0))`);
  const last = await tx.maybe(sql<{ n: string; hash: Buffer }>`
    select a.n::text, a.hash from audit_entries a where a.chain_id = ${entry.chain} order by a.n desc limit 1`);
  const n = BigInt(last?.n ?? 0) + 1n;
  const id = newId('auditEntry', entry.at);
  const { person, ...fields } = entry.personal ?? { person: null };
  const personal = Object.keys(fields).length > 0 ? JSON.stringify(fields) : null;
  const salt = personal === null ? null : randomBytes(16);
  const personalHash = hashPersonal(salt, personal);
  const previous = last?.hash ?? Buffer.alloc(32);
  const details = JSON.stringify(entry.details ?? {});
  const hash = hashEntry({
    chain: entry.chain,
    n: n.toString(),
    id,
    at: entry.at,
    action: entry.action,
    actor: entry.actor,
    target: entry.target ?? null,
    details,
    requestId: entry.requestId ?? null,
    personalHash,
    previous,
  });
  await tx.run(sql`
    insert into audit_entries (chain_id, n, id, at, action, actor_kind, actor_id, target, details, request_id, person_id, personal, salt,
      personal_hash, previous, hash)
    values (${entry.chain}, ${n.toString()}::bigint, ${id}, ${entry.at}, ${entry.action}, ${entry.actor.kind}, ${entry.actor.id},
      ${entry.target ?? null}, ${details}, ${entry.requestId ?? null}, ${person}, ${personal}, ${salt}, ${personalHash},
      ${previous}, ${hash})`);
}
