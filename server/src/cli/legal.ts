import { readFile } from 'node:fs/promises';
import { systemClock } from '../base/clock.ts';
import type { Db } from '../db/db.ts';
import type { DocumentText, LegalDocument } from '../legal/legal.ts';
import {
  builtInDocuments,
  compareTexts,
  DocumentProblem,
  isLegalDocument,
  legalDocuments,
  listVersions,
  newestVersions,
  publishDocument,
  readDocument,
  seedDocuments,
} from '../legal/legal.ts';
import { onDatabase } from './on-database.ts';
import { Refusal, UsageError } from './refusal.ts';
import type { Call, Outcome } from './verb.ts';

/** `legal list | publish <document> [--file path.md] [--check]`: the legal documents of this installation. */
export async function legalVerb(call: Call): Promise<Outcome> {
  const [action, document, ...more] = call.positionals;
  if (action === 'list' && document === undefined)
    return onDatabase(call.config, 'legal', ({ db }) => listDocuments(db));
  if (action !== 'publish' || more.length > 0) throw new UsageError('Say list or publish.');
  if (document === undefined || !isLegalDocument(document)) {
    throw new UsageError(`Name a document: ${legalDocuments.join(', ')}.`);
  }
  const { file } = call.values;
  const text = typeof file === 'string' ? await readOwn(file, document) : builtInText(document);
  const wish = { text, isOwn: typeof file === 'string', isCheck: call.values['check'] === true };
  return onDatabase(call.config, 'legal', ({ db }) => publishText(db, wish));
}

/** The newest version of each document, and where a newer built-in text waits. */
export async function listDocuments(db: Db): Promise<Outcome> {
  const builtIn = new Map(builtInDocuments().map((text) => [text.document, text.version]));
  await seedDocuments(db, systemClock.now());
  const newest = await db.system(newestVersions);
  const documents = newest.map((version) => ({
    document: version.document,
    version: version.version,
    updated: version.updatedOn,
    effective: version.effectiveOn,
    published_at: version.publishedAt.toISOString(),
    text: version.publishedBy === 'operator_text' ? 'own' : 'built_in',
    built_in_version: builtIn.get(version.document) ?? null,
    hash: version.hash,
  }));
  const lines = documents.map(({ document, version, updated, text, built_in_version: comes }) => {
    const waits =
      comes !== null && comes > version ? `; version ${comes} came with this software: legal publish ${document}` : '';
    return `${document.padEnd(15)} version ${version}, ${updated}${text === 'own' ? ', your own text' : ''}${waits}`;
  });
  return { json: { documents }, text: lines.join('\n') };
}

type Wish = { text: DocumentText; isOwn: boolean; isCheck: boolean };

/** Publishes a text, or with `isCheck` only says what would come of it. Throws `Refusal` with the reason. */
export async function publishText(db: Db, wish: Wish): Promise<Outcome> {
  const { text, isOwn, isCheck } = wish;
  const { document, version, updatedOn, effectiveOn, material, summaries } = text;
  await seedDocuments(db, systemClock.now());
  const older = (await db.system((tx) => listVersions(tx, document)))[0];
  const done = await tryPublishing(db, wish);
  if (done.is === 'refused') throw refusal(text, done);
  const changes = compareTexts(older?.markdown ?? '', text.markdown).filter(
    ({ is }) => is !== 'same' && is !== 'skipped',
  );
  return {
    json: {
      document,
      version,
      updated: updatedOn,
      effective: effectiveOn,
      material,
      summaries,
      changed_lines: changes.length,
      announced: done.announced,
      published: !isCheck,
      hash: done.version.hash,
    },
    text: [
      isCheck
        ? `${document} version ${version} can be published; nothing was done.`
        : `${document} version ${version} is published, for good.`,
      ...(isOwn || older?.publishedBy !== 'operator_text'
        ? []
        : ['It takes the place of a text of your own, which stays readable as an old version.']),
      `${changes.length} lines differ from version ${older?.version ?? 0}. Updated ${updatedOn}, in effect from ${effectiveOn}.`,
      ...announcement(text, done.announced, isCheck),
    ].join('\n'),
  };
}

/** Publishes, or with `isCheck` does everything and takes it back. */
async function tryPublishing(
  db: Db,
  { text, isOwn, isCheck }: Wish,
): Promise<Awaited<ReturnType<typeof publishDocument>>> {
  let done: Awaited<ReturnType<typeof publishDocument>> | undefined;
  const takenBack = new Error('only looked');
  try {
    return await db.system(async (tx) => {
      done = await publishDocument(tx, { text, by: isOwn ? 'operator_text' : 'operator', at: systemClock.now() });
      if (isCheck) throw takenBack;
      return done;
    });
  } catch (error) {
    if (error === takenBack && done) return done;
    throw error;
  }
}

function announcement({ material, summaries }: DocumentText, announced: boolean, isCheck: boolean): string[] {
  if (!material) return ['It is not material: its date and the history change, and nobody is told.'];
  if (!announced) return ['It is the first version of its document, so nobody is told.'];
  const told = Object.entries(summaries).map(([language, summary]) => `  ${language.padEnd(6)} ${summary}`);
  const who =
    'Everybody with an account sees this on each page until they acknowledge it; letters go to those who want them';
  return [`${who}${isCheck ? ', once it is published' : ''}:`, ...told];
}

function refusal({ document, version }: DocumentText, { why, newest }: { why: string; newest: number }): Refusal {
  return why === 'not_newer'
    ? new Refusal(
        'version_not_newer',
        `${document} is at version ${newest} already, so version ${version} cannot be published.`,
      )
    : new Refusal(
        'version_not_next',
        `${document} is at version ${newest}: the front matter must say version: ${newest + 1}, not ${version}.`,
      );
}

/** Reads a text of the operator's own. Throws `Refusal` for what cannot be published. */
export async function readOwn(path: string, document: LegalDocument): Promise<DocumentText> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('file_unreadable', `${path} cannot be read (${error.code ?? 'unknown reason'}).`);
  });
  try {
    const read = readDocument(text);
    if (read.document === document) return read;
    throw new Refusal('wrong_document', `${path} says document: ${read.document}, not ${document}.`);
  } catch (error) {
    if (error instanceof DocumentProblem) throw new Refusal('document_faulty', `${path}: ${error.message}`);
    throw error;
  }
}

function builtInText(document: LegalDocument): DocumentText {
  const found = builtInDocuments().find((text) => text.document === document);
  if (!found) throw new Error(`no built-in ${document}`);
  return found;
}
