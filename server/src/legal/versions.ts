import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { LegalDocument, LegalVersion, Publisher } from './document.ts';
import { legalDocuments } from './document.ts';

/** The newest version of each document, in the order of the tabs. System transaction. */
export async function newestVersions(tx: Tx): Promise<LegalVersion[]> {
  const rows = await tx.many(sql<VersionRow>`
    select distinct on (document) ${versionColumns} from legal_versions v order by document, version desc`);
  const versions = rows.map(readVersion);
  return legalDocuments.flatMap((name) => versions.filter(({ document }) => document === name));
}

/** All versions of a document, the newest first. System transaction. */
export async function listVersions(tx: Tx, document: LegalDocument): Promise<LegalVersion[]> {
  const rows = await tx.many(sql<VersionRow>`
    select ${versionColumns} from legal_versions v where document = ${document} order by version desc`);
  return rows.map(readVersion);
}

/** The numbers a person agrees to when they make an account now: `{terms: 3, privacy: 2}`. System transaction. */
export async function currentVersions(tx: Tx): Promise<Record<'terms' | 'privacy', number>> {
  const rows = await tx.many(sql<{ document: string; version: number }>`
    select document, max(version) as version from legal_versions where document in ('terms', 'privacy') group by document`);
  const numbers = new Map(rows.map(({ document, version }) => [document, version]));
  return { terms: numbers.get('terms') ?? 0, privacy: numbers.get('privacy') ?? 0 };
}

export async function insertVersion(tx: Tx, version: LegalVersion): Promise<void> {
  await tx.run(sql`
    insert into legal_versions (document, version, title, updated_on, effective_on, material, summaries, markdown, hash,
      published_at, published_by)
    values (${version.document}, ${version.version}, ${version.title}, ${version.updatedOn}::date,
      ${version.effectiveOn}::date, ${version.material}, ${JSON.stringify(version.summaries)}::jsonb, ${version.markdown},
      decode(${version.hash}, 'hex'), ${version.publishedAt}, ${version.publishedBy})`);
}

export type VersionRow = {
  document: LegalDocument;
  version: number;
  title: string;
  updated_on: string;
  effective_on: string;
  material: boolean;
  summaries: Record<string, string>;
  markdown: string;
  hash: string;
  published_at: Date;
  published_by: Publisher;
};

const versionColumns = sql`
  v.document, v.version, v.title, v.updated_on::text as updated_on, v.effective_on::text as effective_on, v.material,
  v.summaries, v.markdown, encode(v.hash, 'hex') as hash, v.published_at, v.published_by`;

function readVersion(row: VersionRow): LegalVersion {
  return {
    document: row.document,
    version: row.version,
    title: row.title,
    updatedOn: row.updated_on,
    effectiveOn: row.effective_on,
    material: row.material,
    summaries: row.summaries,
    markdown: row.markdown,
    hash: row.hash,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
  };
}
