import { recordAudit } from '../audit/audit.ts';
import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { LegalDocument } from './document.ts';

/** A material change of a legal document that a person has to be told of. Done once it is acknowledged, on any device. */
export type Notice = {
  document: LegalDocument;
  version: number;
  title: string;
  updatedOn: string;
  effectiveOn: string;
  /** What changed, by language; `en` always. */
  summaries: Record<string, string>;
  publishedAt: Date;
  doneAt: Date | null;
};

/** What is asked of a person for their notices. */
export type Noticed = { id: Id<'person'>; createdAt: Date };

/**
 * All notices of a person, the newest first. A version raises one when it is material and a change (the first version of a
 * document is none), and came after what the person agreed to at sign-up; for documents they did not agree to, after their
 * account was made. System transaction.
 */
export async function listNotices(tx: Tx, person: Noticed): Promise<Notice[]> {
  return (await tx.many(noticesOf(person))).map(readNotice);
}

/** The notices a person has not acknowledged, the newest first; one statement, as every page asks it. System transaction. */
export async function openNotices(tx: Tx, person: Noticed): Promise<Notice[]> {
  return (await listNotices(tx, person)).filter(({ doneAt }) => doneAt === null);
}

export type Acknowledging = {
  person: Noticed;
  document: LegalDocument;
  version: number;
  at: Date;
  /** Where it was done, for the person's own record. */
  from?: { network: string; agent: string };
  requestId?: string;
};

/**
 * Acknowledges a notice, and the older open ones of the same document, since the newer text holds their changes too. Doing it
 * again changes nothing. False when the person has no such notice. System transaction.
 */
export async function acknowledge(
  tx: Tx,
  { person, document, version, at, from, requestId }: Acknowledging,
): Promise<boolean> {
  const all = (await listNotices(tx, person)).filter((notice) => notice.document === document);
  if (!all.some((notice) => notice.version === version)) return false;
  for (const notice of all.filter((one) => one.version <= version && one.doneAt === null).reverse()) {
    const isNew = await tx.run(sql`
      insert into legal_acknowledgements (person_id, document, version, how, at)
      values (${person.id}, ${document}, ${notice.version}, 'acknowledged', ${at})
      on conflict (person_id, document, version) do nothing`);
    // Another device was faster: it has recorded it.
    if (isNew === 0) continue;
    await recordAudit(tx, {
      chain: person.id,
      action: 'legal_notice.acknowledged',
      actor: { kind: 'person', id: showId('person', person.id) },
      target: `${document}/${notice.version}`,
      details: { document, version: notice.version },
      ...(from ? { personal: { person: person.id, ...from } } : {}),
      ...(requestId ? { requestId } : {}),
      at,
    });
  }
  return true;
}

/**
 * Records what a person agreed to at sign-up, such as `{terms: 3, privacy: 2}`, in the transaction that makes them. Numbers
 * that were never published are left out: they came from a form. System transaction.
 */
export async function recordAgreement(
  tx: Tx,
  person: Id<'person'>,
  { agreed, at }: { agreed: Record<string, number>; at: Date },
): Promise<void> {
  for (const [document, version] of Object.entries(agreed)) {
    if (!Number.isInteger(version) || version < 1 || version > 1_000_000) continue;
    await tx.run(sql`
      insert into legal_acknowledgements (person_id, document, version, how, at)
      select ${person}, v.document, v.version, 'agreed', ${at}::timestamptz from legal_versions v
      where v.document = ${document} and v.version = ${version}
      on conflict (person_id, document, version) do nothing`);
  }
}

type NoticeRow = {
  document: LegalDocument;
  version: number;
  title: string;
  updated_on: string;
  effective_on: string;
  summaries: Record<string, string>;
  published_at: Date;
  done_at: Date | null;
};

function noticesOf({ id, createdAt }: Noticed) {
  return sql<NoticeRow>`
    select v.document, v.version, v.title, v.updated_on::text as updated_on, v.effective_on::text as effective_on,
      v.summaries, v.published_at, a.at as done_at
    from legal_versions v
    left join legal_acknowledgements a on a.person_id = ${id} and a.document = v.document and a.version = v.version
    left join lateral (
      select max(g.version) as version from legal_acknowledgements g
      where g.person_id = ${id} and g.document = v.document and g.how = 'agreed') agreed on true
    where v.material
      and exists (select 1 from legal_versions older where older.document = v.document and older.version < v.version)
      and case when agreed.version is null then v.published_at > ${createdAt}::timestamptz else v.version > agreed.version end
    order by v.published_at desc, v.document, v.version desc`;
}

function readNotice(row: NoticeRow): Notice {
  return {
    document: row.document,
    version: row.version,
    title: row.title,
    updatedOn: row.updated_on,
    effectiveOn: row.effective_on,
    summaries: row.summaries,
    publishedAt: row.published_at,
    doneAt: row.done_at,
  };
}
