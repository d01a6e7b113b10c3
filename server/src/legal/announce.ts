import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { brand as asId } from '../base/id.ts';
import type { Brand } from '../brands/brands.ts';
import type { Db, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Language } from '../languages/languages.ts';
import {
  chooseLanguage,
  formatDate,
  isLanguage,
  languageFacts,
  localPath,
  translator,
} from '../languages/languages.ts';
import type { LegalVersion } from './document.ts';
import { legalDocuments } from './document.ts';
import { documentName, told } from './names.ts';
import { openNotices } from './notices.ts';
import { listVersions } from './versions.ts';

/** Somebody who wants letters about legal documents. */
export type LegalReader = {
  id: Id<'person'>;
  reseller: Id<'reseller'>;
  email: string;
  language: string;
  createdAt: Date;
};

export type LegalLetter = {
  brand: Brand;
  to: string;
  language: string;
  template: 'legal_change';
  values: Record<string, string>;
  ourWords: string[];
  link: string;
  isBulk: true;
};

export type Announcing = {
  db: Db;
  clock: Clock;
  brandFor: (reseller: Id<'reseller'>) => Brand;
  /** People who want such letters, in the order of their ids. */
  readers: (
    tx: Tx,
    asked: { after: Id<'person'> | null; before: Date; limit: number },
  ) => Promise<readonly LegalReader[]>;
  queueLetter: (tx: Tx, letter: LegalLetter) => Promise<void>;
};

const Payload = z.object({ document: z.enum(legalDocuments), version: z.int().positive() });

const peoplePerBatch = 100;
/** Batches of one run; then others may have their turn, long before the job's lease ends. */
const batchesMax = 20;

/**
 * Writes to everybody about a version, a batch of people in each transaction, together with the note how far it came: it goes
 * on where it stopped, and nobody is written to twice, however often it dies or runs on two nodes at once.
 */
export async function announceVersion(
  deps: Announcing,
  payload: Record<string, unknown>,
): Promise<{ again: Date } | undefined> {
  const { document, version } = Payload.parse(payload);
  for (let n = 0; n < batchesMax; n++) {
    const isDone = await deps.db.system(async (tx) => {
      const found = (await listVersions(tx, document)).find((one) => one.version === version);
      return !found || tellBatch(tx, deps, found);
    });
    if (isDone) return undefined;
  }
  return { again: deps.clock.now() };
}

/** True when nobody is left. */
async function tellBatch(tx: Tx, deps: Announcing, version: LegalVersion): Promise<boolean> {
  const { document } = version;
  const progress = await tx.maybe(sql<{ told_until: string | null }>`
    select told_until from legal_announcements
    where document = ${document} and version = ${version.version} and done_at is null for update`);
  if (!progress) return true;
  const after = progress.told_until === null ? null : asId<'person'>(progress.told_until);
  const readers = await deps.readers(tx, { after, before: version.publishedAt, limit: peoplePerBatch });
  for (const reader of readers) await tell(tx, deps, { version, reader });
  const last = readers.at(-1)?.id ?? after;
  const isDone = readers.length < peoplePerBatch;
  await tx.run(sql`
    update legal_announcements set told_until = ${last}::uuid, done_at = ${isDone ? deps.clock.now() : null}::timestamptz
    where document = ${document} and version = ${version.version}`);
  return isDone;
}

async function tell(
  tx: Tx,
  { brandFor, queueLetter }: Announcing,
  { version, reader }: { version: LegalVersion; reader: LegalReader },
): Promise<void> {
  const { document } = version;
  // Who has acknowledged it meanwhile, on a page, knows of it.
  const open = await openNotices(tx, reader);
  if (!open.some((notice) => notice.document === document && notice.version === version.version)) return;
  const brand = brandFor(reader.reseller);
  const language = languageOf(reader.language);
  const t = translator(language);
  await queueLetter(tx, {
    brand,
    to: reader.email,
    language,
    template: 'legal_change',
    values: {
      document: documentName(t, version),
      summary: told(version.summaries, { language, dir: languageFacts(language).dir }).text,
      date: formatDate(language, new Date(version.effectiveOn)),
    },
    ourWords: ['document', 'summary'],
    link: `${brand.origin}${localPath(language, `/legal/${document}/versions/${version.version}/changes`)}`,
    isBulk: true,
  });
}

function languageOf(text: string): Language {
  return isLanguage(text) ? text : chooseLanguage(text);
}
