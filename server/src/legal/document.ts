/** The legal documents there are, in the order of their tabs. */
export const legalDocuments = ['terms', 'privacy', 'disclaimer', 'cookies', 'acceptable-use'] as const;

export type LegalDocument = (typeof legalDocuments)[number];

export function isLegalDocument(text: string): text is LegalDocument {
  return legalDocuments.some((document) => document === text);
}

/** A version as its author wrote it: what the front matter says, and the Markdown below it. */
export type DocumentText = {
  document: LegalDocument;
  version: number;
  title: string;
  /** `YYYY-MM-DD`. */
  updatedOn: string;
  effectiveOn: string;
  /** Whether everybody with an account is told. */
  material: boolean;
  /** What changed, in a sentence, by language; `en` always. */
  summaries: Record<string, string>;
  markdown: string;
};

/** A published version. It never changes. */
export type LegalVersion = DocumentText & {
  /** SHA-256 of the Markdown, hexadecimal. */
  hash: string;
  publishedAt: Date;
  publishedBy: Publisher;
};

/** `house`: the built-in text, at the first start. `operator`: a later built-in text. `operator_text`: a text of the operator's own. */
export type Publisher = 'house' | 'operator' | 'operator_text';
