export type { Actor } from './chain.ts';
export { exportAudit } from './export.ts';
export type { AuditRecord } from './read.ts';
export { listAudit } from './read.ts';
export type { AuditEntry } from './record.ts';
export { recordAudit } from './record.ts';
export { eraseFromAudit, pruneAudit, verifyAudit } from './verify.ts';
