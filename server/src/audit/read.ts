import { z } from 'zod';
import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Actor } from './chain.ts';

/** Personal data of an entry, until the person is erased. */
export type Personal = { email?: string; name?: string; network?: string; agent?: string };

/** One entry as it is read. `n` counts within its chain, from 1. */
export type AuditRecord = {
  n: bigint;
  id: Id<'auditEntry'>;
  at: Date;
  action: string;
  actor: Actor;
  target: string | null;
  details: Record<string, string | number | boolean | null>;
  requestId: string | null;
  /** Whose personal data stood in it; `personal` is null where there was none or it was erased. */
  person: Id<'person'> | null;
  personal: Personal | null;
};

export type Chain = Id<'workspace'> | Id<'person'>;

/** A chain, newest first, from before an entry on. In a workspace's transaction it sees that workspace's chain only. */
export async function listAudit(
  tx: Tx,
  chain: Chain,
  { before, limit }: { before?: bigint; limit: number },
): Promise<AuditRecord[]> {
  const edge = before?.toString() ?? null;
  const rows = await tx.many(sql<AuditRow>`
    select ${auditColumns} from audit_entries a
    where a.chain_id = ${chain} and (${edge}::bigint is null or a.n < ${edge}::bigint)
    order by a.n desc limit ${limit}`);
  return rows.map(readRecord);
}

/** A chain, oldest first, from after an entry on. */
export async function followAudit(tx: Tx, chain: Chain, after: bigint, limit: number): Promise<AuditRow[]> {
  return tx.many(sql<AuditRow>`
    select ${auditColumns} from audit_entries a
    where a.chain_id = ${chain} and a.n > ${after.toString()}::bigint order by a.n limit ${limit}`);
}

export type AuditRow = {
  n: string;
  id: string;
  at: Date;
  action: string;
  actor_kind: Actor['kind'];
  actor_id: string | null;
  target: string | null;
  details: string;
  request_id: string | null;
  person_id: string | null;
  personal: string | null;
  salt: Buffer | null;
  personal_hash: Buffer;
  previous: Buffer;
  hash: Buffer;
};

const auditColumns = sql`
  a.n::text, a.id, a.at, a.action, a.actor_kind, a.actor_id, a.target, a.details, a.request_id, a.person_id, a.personal, a.salt,
  a.personal_hash, a.previous, a.hash`;

const Details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const PersonalFields = z.object({
  email: z.string().optional(),
  name: z.string().optional(),
  network: z.string().optional(),
  agent: z.string().optional(),
});

export function readRecord(row: AuditRow): AuditRecord {
  return {
    n: BigInt(row.n),
    id: brand(row.id),
    at: row.at,
    action: row.action,
    actor: { kind: row.actor_kind, id: row.actor_id },
    target: row.target,
    details: Details.parse(JSON.parse(row.details)),
    requestId: row.request_id,
    person: row.person_id === null ? null : brand(row.person_id),
    personal: row.personal === null ? null : present(PersonalFields.parse(JSON.parse(row.personal))),
  };
}

function present(fields: z.infer<typeof PersonalFields>): Personal {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
