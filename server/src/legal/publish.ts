import { createHash } from 'node:crypto';
import type { Db, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { enqueueJob } from '../queue/queue.ts';
import { builtInDocuments } from './built-in.ts';
import type { DocumentText, LegalVersion, Publisher } from './document.ts';
import { insertVersion, listVersions, newestVersions } from './versions.ts';

/** What came of publishing; `announced`: a notice is raised for everybody, and letters go out. */
export type Publishing =
  | { is: 'published'; version: LegalVersion; announced: boolean }
  | { is: 'refused'; why: 'not_newer' | 'not_next'; newest: number };

/** The job that writes to people about a version; its payload is `{document, version}`. */
export const announceJob = 'legal.announce';

/**
 * Publishes a text, for good. An own text must carry exactly the next number; a built-in one any higher number, as an
 * installation may have skipped a release. Of two who publish at once the second is refused. System transaction.
 */
export async function publishDocument(
  tx: Tx,
  { text, by, at }: { text: DocumentText; by: Publisher; at: Date },
): Promise<Publishing> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('legal.publish', 0))`);
  const newest = (await listVersions(tx, text.document))[0]?.version ?? 0;
  if (text.version <= newest) return { is: 'refused', why: 'not_newer', newest };
  if (by === 'operator_text' && text.version !== newest + 1) return { is: 'refused', why: 'not_next', newest };
  const version: LegalVersion = {
    ...text,
    hash: createHash('sha256').update(text.markdown).digest('hex'),
    publishedAt: at,
    publishedBy: by,
  };
  await insertVersion(tx, version);
  const announced = text.material && newest > 0;
  if (announced) await announce(tx, text);
  return { is: 'published', version, announced };
}

/**
 * At the start of an installation: publishes the built-in text of each document that has none. Returns the documents for which
 * a newer built-in text waits for `legal publish`.
 */
export async function seedDocuments(db: Db, at: Date): Promise<{ waiting: DocumentText[] }> {
  const builtIn = builtInDocuments();
  return db.system(async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('legal.publish', 0))`);
    const newest = new Map((await newestVersions(tx)).map(({ document, version }) => [document, version]));
    for (const text of builtIn) if (!newest.has(text.document)) await publishDocument(tx, { text, by: 'house', at });
    return { waiting: builtIn.filter(({ document, version }) => version > (newest.get(document) ?? version)) };
  });
}

async function announce(tx: Tx, { document, version }: DocumentText): Promise<void> {
  await tx.run(sql`insert into legal_announcements (document, version) values (${document}, ${version})`);
  await enqueueJob(tx, {
    name: announceJob,
    key: `${announceJob}:${document}:${version}`,
    payload: { document, version },
  });
}
