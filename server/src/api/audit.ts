import { z } from 'zod';
import type { AuditRecord } from '../audit/audit.ts';
import { listAudit as list, exportAudit as pieces } from '../audit/audit.ts';
import { showId } from '../base/id.ts';
import { listing } from './listing.ts';
import { operation } from './operation.ts';
import { idShape, time } from './shapes.ts';

const tag = 'Audit';

const entryShape = z
  .object({
    id: idShape('auditEntry'),
    n: z.string().describe('Counts from 1 within the workspace, without gaps.'),
    at: time,
    action: z.string().meta({ examples: ['member.role_changed'] }),
    actor: z.object({ kind: z.enum(['person', 'key', 'operator', 'house']), id: z.string().nullable() }),
    target: z.string().nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    personal: z
      .object({
        email: z.string().optional(),
        name: z.string().optional(),
        network: z.string().optional(),
        agent: z.string().optional(),
      })
      .nullable()
      .describe('Of the person who did it; null once they are erased.'),
    request_id: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry', description: 'One thing that was done, by whom. Entries are only ever added.' });

export const listAudit = listing({
  id: 'listAudit',
  tag,
  summary: 'List what was done',
  description:
    'Newest first. What concerns the team and the workspace itself stands with the live workspace; devices, keys and endpoints where they are.',
  permission: 'audit:read',
  item: entryShape,
  async run({ tx, workspace, page: { limit, after } }) {
    const before = after === undefined ? {} : { before: BigInt(after) };
    const records = await list(tx, workspace.id, { ...before, limit: limit + 1 });
    const kept = records.slice(0, limit);
    const last = kept.at(-1);
    return { data: kept.map(show), next: records.length > limit && last ? last.n.toString() : null };
  },
});

export const exportAudit = operation({
  id: 'exportAudit',
  tag,
  summary: 'Export the record',
  description:
    'All of it, oldest first, one JSON object a line, with the hashes that chain each entry to the one before: SHA-256 over the previous hash and the entry. Whoever keeps an export can prove later that nothing in it was changed or left out.',
  permission: 'audit:read',
  rate: 'reads',
  transaction: 'none',
  file: { type: 'application/x-ndjson', name: 'audit.jsonl' },
  run: async ({ house, workspace }) => pieces((work) => house.db.workspace(workspace.id, work), workspace.id, 'jsonl'),
});

function show(record: AuditRecord) {
  return {
    id: showId('auditEntry', record.id),
    n: record.n.toString(),
    at: record.at.toISOString(),
    action: record.action,
    actor: record.actor,
    target: record.target,
    details: record.details,
    personal: record.personal,
    request_id: record.requestId,
  };
}
