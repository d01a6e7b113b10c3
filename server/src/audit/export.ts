import { csvLine } from '../base/csv.ts';
import { showId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import type { AuditRecord, AuditRow, Chain } from './read.ts';
import { followAudit, readRecord } from './read.ts';

export type ExportFormat = 'jsonl' | 'csv';

const pageSize = 500;
const columns = ['n', 'id', 'at', 'action', 'actor_kind', 'actor_id', 'target', 'details', 'request_id', 'person'];
const personalColumns = ['email', 'name', 'network', 'agent'] as const;

/**
 * A whole chain as text, oldest first, in pieces: JSON Lines (with the hashes, so that the receiver can prove the chain) or CSV that
 * no spreadsheet takes for formulas. `read` opens one short transaction per piece, such as `(work) => db.workspace(id, work)`.
 */
export async function* exportAudit(
  read: (work: (tx: Tx) => Promise<AuditRow[]>) => Promise<AuditRow[]>,
  chain: Chain,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine([...columns, ...personalColumns]);
  let after = 0n;
  for (;;) {
    const rows = await read((tx) => followAudit(tx, chain, after, pageSize));
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map((row) => (format === 'csv' ? asCsv(readRecord(row)) : asJson(row))).join('');
    after = BigInt(last.n);
  }
}

function asJson(row: AuditRow): string {
  const record = readRecord(row);
  const line = {
    n: row.n,
    id: showId('auditEntry', record.id),
    at: record.at.toISOString(),
    action: record.action,
    actor: record.actor,
    target: record.target,
    details: record.details,
    request_id: record.requestId,
    person: record.person && showId('person', record.person),
    personal: record.personal,
    personal_salt: row.salt?.toString('hex') ?? null,
    personal_hash: row.personal_hash.toString('hex'),
    previous: row.previous.toString('hex'),
    hash: row.hash.toString('hex'),
  };
  return `${JSON.stringify(line)}\n`;
}

function asCsv({ personal, ...record }: AuditRecord): string {
  return csvLine([
    record.n.toString(),
    showId('auditEntry', record.id),
    record.at.toISOString(),
    record.action,
    record.actor.kind,
    record.actor.id,
    record.target,
    JSON.stringify(record.details),
    record.requestId,
    record.person && showId('person', record.person),
    ...personalColumns.map((name) => personal?.[name] ?? null),
  ]);
}
