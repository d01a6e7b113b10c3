export type { Actor, AuditEntry } from './record.ts';
export { recordAudit } from './record.ts';
