import { readFileSync } from 'node:fs';
import type { DocumentText, LegalDocument } from './document.ts';
import { legalDocuments } from './document.ts';
import { readDocument } from './read-document.ts';

/** The text of a document that comes with this version of the software. */
export function builtInDocument(document: LegalDocument): DocumentText {
  return readDocument(readFileSync(new URL(`documents/${document}.md`, import.meta.url), 'utf8'));
}

export function builtInDocuments(): DocumentText[] {
  return legalDocuments.map(builtInDocument);
}
