import { parse } from 'yaml';
import { z } from 'zod';
import type { DocumentText } from './document.ts';
import { legalDocuments } from './document.ts';
import { everyToken, isHeading, isLink, isSafeLink } from './markdown.ts';
import { placeholders, placeholdersIn, tablePlaceholders } from './placeholders.ts';

/** A text that cannot be published, with all its faults, in words for the operator who wrote it. */
export class DocumentProblem extends Error {
  readonly faults: string[];

  constructor(faults: string[]) {
    super(['The document cannot be published:', ...faults.map((fault) => `  ${fault}`)].join('\n'));
    this.name = 'DocumentProblem';
    this.faults = faults;
  }
}

const charactersMax = 200_000;

const date = z.iso.date({ error: 'must be a date such as 2026-11-25' });
const line = (max: number) => z.string().trim().min(1).max(max);

const FrontMatter = z
  .strictObject({
    document: z.enum(legalDocuments, { error: `must be one of ${legalDocuments.join(', ')}` }),
    version: z.int().min(1).max(100_000),
    title: line(80),
    updated: date,
    effective: date,
    material: z.boolean({ error: 'must be true (everybody with an account is told) or false' }),
    summary: line(1_000),
    summaries: z.record(z.string(), line(1_000)),
  })
  .refine(({ updated, effective }) => effective >= updated, {
    path: ['effective'],
    error: 'must not lie before the day of the update',
  });

/**
 * Reads a document: YAML front matter between two lines of `---`, then Markdown. Throws `DocumentProblem` with every fault:
 * also for raw HTML, pictures, links that lead nowhere good and placeholders that nothing fills.
 */
export function readDocument(text: string): DocumentText {
  if (text.length > charactersMax) throw new DocumentProblem([`is longer than ${charactersMax} characters`]);
  const [, head, body] = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined || body === undefined) {
    throw new DocumentProblem(['has no front matter: it must begin with a block of settings between two lines of ---']);
  }
  const markdown = body.replaceAll('\r\n', '\n').trim();
  const front = FrontMatter.safeParse(readHead(head));
  const faults = [...(front.error?.issues ?? []).map(describe), ...bodyFaults(markdown)];
  if (!front.success || faults.length > 0) throw new DocumentProblem(faults);
  const { document, version, title, updated, effective, material, summary, summaries } = front.data;
  return {
    document,
    version,
    title,
    updatedOn: updated,
    effectiveOn: effective,
    material,
    summaries: { ...summaries, en: summary },
    markdown,
  };
}

/** `summary_id: …` and its like are the summaries in other languages. */
function readHead(head: string): unknown {
  let read: unknown;
  try {
    read = parse(head);
  } catch (error) {
    throw new DocumentProblem([`front matter: ${error instanceof Error ? error.message : String(error)}`]);
  }
  if (typeof read !== 'object' || read === null) return read;
  const entries = Object.entries(read);
  const summaries = entries.flatMap(([name, value]) =>
    /^summary_[A-Za-z-]+$/.test(name) ? [[name.slice('summary_'.length), value]] : [],
  );
  const rest = entries.filter(([name]) => !name.startsWith('summary_'));
  return { ...Object.fromEntries(rest), summaries: Object.fromEntries(summaries) };
}

function bodyFaults(markdown: string): string[] {
  const tokens = everyToken(markdown);
  const faults = tokens.flatMap((token): string[] => {
    const quoted = token.raw.trim().slice(0, 60);
    if (token.type === 'html') return [`HTML is not taken, only Markdown: ${quoted}`];
    if (token.type === 'image') return [`pictures are not taken: ${quoted}`];
    if (isLink(token) && !isSafeLink(token.href)) return [`a link may not lead to ${token.href.slice(0, 60)}`];
    if (isHeading(token) && (token.depth === 1 || token.depth > 3)) {
      return [`headings are ## and ###, as the page has its title already: ${quoted}`];
    }
    return [];
  });
  const unknown = placeholdersIn(markdown).filter((name) => !placeholders.some((known) => known === name));
  const misplaced = tablePlaceholders.filter(
    (name) =>
      markdown.includes(`{{${name}}}`) && !markdown.split(/\n{2,}/).some((block) => block.trim() === `{{${name}}}`),
  );
  return [
    ...(markdown === '' ? ['has no text below its front matter'] : []),
    ...faults,
    ...new Set(unknown.map((name) => `nothing fills {{${name}}}; there are ${placeholders.join(', ')}`)),
    ...misplaced.map((name) => `{{${name}}} must stand alone in a paragraph`),
  ];
}

function describe({ path, message, code }: z.core.$ZodIssue): string {
  const place = path.join('.').replace(/^summaries\./, 'summary_');
  return `front matter: ${place}${place ? ' ' : ''}${code === 'unrecognized_keys' ? message.toLowerCase() : message}`;
}
