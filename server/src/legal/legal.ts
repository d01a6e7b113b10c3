export type { LegalDocument, LegalVersion } from './document.ts';
export { isLegalDocument, legalDocuments } from './document.ts';
export type { Notice } from './notices.ts';
export { acknowledge, listNotices, openNotices, recordAgreement } from './notices.ts';
export { currentVersions } from './versions.ts';
