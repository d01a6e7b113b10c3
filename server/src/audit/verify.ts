import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { hashEntry, hashPersonal } from './chain.ts';
import type { AuditRow, Chain } from './read.ts';
import { followAudit } from './read.ts';

/** What a proof found. `from` is the oldest entry that is still kept; `n` the first entry that is not as it was written. */
export type Proof =
  | { is: 'whole'; entries: number; from: bigint | null; hash: string }
  | { is: 'broken'; n: bigint; because: 'gap' | 'link' | 'entry' | 'personal' };

const pageSize = 1_000;
const start = Buffer.alloc(32);

/**
 * Proves that no entry of a chain was changed, left out or put in between, from its oldest kept entry on. Erased personal fields
 * do not break it, as the chain covers only their hash. What it cannot see is a chain cut off at its end: compare `hash` with
 * one noted earlier for that.
 */
export async function verifyAudit(tx: Tx, chain: Chain): Promise<Proof> {
  let last: { n: bigint; hash: Buffer } | undefined;
  let from: bigint | null = null;
  let entries = 0;
  for (;;) {
    const rows = await followAudit(tx, chain, last?.n ?? 0n, pageSize);
    for (const row of rows) {
      const n = BigInt(row.n);
      from ??= n;
      if (last && n !== last.n + 1n) return { is: 'broken', n, because: 'gap' };
      // The first kept entry may follow pruned ones; the very first follows nothing.
      const previous = last?.hash ?? (n === 1n ? start : row.previous);
      const because = faultOf(row, chain, previous);
      if (because) return { is: 'broken', n, because };
      last = { n, hash: row.hash };
      entries += 1;
    }
    if (rows.length < pageSize) return { is: 'whole', entries, from, hash: (last?.hash ?? start).toString('hex') };
  }
}

/** Erases a person's data from every chain; the chains stay provable. Answers from how many entries. System transaction. */
export async function eraseFromAudit(tx: Tx, person: Id<'person'>): Promise<number> {
  const { erased } = await tx.one(sql<{ erased: number }>`select erase_from_audit(${person}) as erased`);
  return erased;
}

/** Ends the keeping of entries older than 400 days. System transaction. */
export async function pruneAudit(tx: Tx): Promise<number> {
  const { pruned } = await tx.one(sql<{ pruned: number }>`select prune_audit(400) as pruned`);
  return pruned;
}

function faultOf(row: AuditRow, chain: Chain, previous: Buffer): 'link' | 'entry' | 'personal' | undefined {
  if (!row.previous.equals(previous)) return 'link';
  if (row.personal !== null && !hashPersonal(row.salt, row.personal).equals(row.personal_hash)) return 'personal';
  const hash = hashEntry({
    chain,
    n: row.n,
    id: row.id,
    at: row.at,
    action: row.action,
    actor: { kind: row.actor_kind, id: row.actor_id },
    target: row.target,
    details: row.details,
    requestId: row.request_id,
    personalHash: row.personal_hash,
    previous,
  });
  return hash.equals(row.hash) ? undefined : 'entry';
}
