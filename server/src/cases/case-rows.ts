import { timingSafeEqual } from 'node:crypto';
import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { cutPage } from '../base/page.ts';
import type { Phone } from '../base/phone.ts';
import { newReference } from '../base/reference.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { hashLinkSecret, linkSecret } from '../secrets/secrets.ts';
import type { AbuseCase, CaseRow, CaseState, CaseStep, CaseStepKind, NewCase } from './case.ts';
import { caseColumns, codeLifeMs, codePrefix, readCase } from './case.ts';

/** The secret of a case's own page: made from its id, so that every letter can lead there. */
export function secretOf(secrets: Secrets, id: Id<'abuseCase'>): string {
  return linkSecret(secrets, `case:${id}`);
}

export async function insertCase(
  tx: Tx,
  secrets: Secrets,
  { brand, ...input }: NewCase,
  now: Date,
): Promise<AbuseCase> {
  const id = newId('abuseCase', now);
  const row = await tx.one(sql<CaseRow>`
    insert into abuse_cases (id, reseller_id, brand_id, reference, secret_hash, proof_code, reporter_phone, reported_phone, email,
      language, reason, body, created_at, updated_at)
    values (${id}, ${brand.reseller}, ${brand.id}, ${newReference('AB')}, ${hashLinkSecret(secretOf(secrets, id))},
      ${newReference(codePrefix)}, ${input.reporterPhone}, ${input.reportedPhone}, ${input.email}, ${input.language}, ${input.reason},
      ${input.body}, ${now}, ${now})
    returning ${caseColumns}`);
  return readCase(row);
}

/** Adds a step; `note` of a step about a workspace is its public id, of a decision the sentence that was told. */
export async function addStep(
  tx: Tx,
  id: Id<'abuseCase'>,
  { what, note = '', by = null, at }: { what: CaseStepKind; note?: string; by?: Id<'person'> | null; at: Date },
): Promise<void> {
  await tx.run(sql`
    insert into case_steps (case_id, n, at, what, note, taken_by)
    select ${id}, count(*) + 1, ${at}, ${what}, ${note}, ${by} from case_steps where case_id = ${id}`);
}

export async function setCaseState(tx: Tx, id: Id<'abuseCase'>, state: CaseState, now: Date): Promise<void> {
  await tx.run(sql`update abuse_cases set state = ${state}, updated_at = ${now} where id = ${id}`);
}

/** Notes that the number is the reporter's, and where the reported number was at home first of all. */
export async function setProven(
  tx: Tx,
  id: Id<'abuseCase'>,
  { workspace, now }: { workspace: Id<'workspace'> | null; now: Date },
): Promise<void> {
  await tx.run(sql`
    update abuse_cases set state = 'open', proven_at = ${now}, reported_workspace_id = ${workspace}, updated_at = ${now}
    where id = ${id}`);
}

export async function findCase(tx: Tx, id: Id<'abuseCase'>): Promise<AbuseCase | undefined> {
  const row = await tx.maybe(sql<CaseRow>`select ${caseColumns} from abuse_cases where id = ${id}`);
  return row && readCase(row);
}

/** The case for changing, locked until the transaction ends. */
export async function lockCase(tx: Tx, id: Id<'abuseCase'>): Promise<AbuseCase | undefined> {
  const row = await tx.maybe(sql<CaseRow>`select ${caseColumns} from abuse_cases where id = ${id} for update`);
  return row && readCase(row);
}

/** By the reference and the secret of its link; a wrong secret is answered like a missing case. */
export async function findCaseByLink(tx: Tx, reference: string, secret: string): Promise<AbuseCase | undefined> {
  const row = await tx.maybe(sql<CaseRow>`select ${caseColumns} from abuse_cases where reference = ${reference}`);
  return row && timingSafeEqual(row.secret_hash, hashLinkSecret(secret)) ? readCase(row) : undefined;
}

/** The cases that a message from this phone with these codes would prove, locked. */
export async function lockProvable(
  tx: Tx,
  { codes, phone, now }: { codes: string[]; phone: Phone; now: Date },
): Promise<AbuseCase[]> {
  const rows = await tx.many(sql<CaseRow>`
    select ${caseColumns} from abuse_cases
    where proof_code = any(${codes}::text[]) and reporter_phone = ${phone} and state = 'unproven' and created_at > ${oldest(now)}
    order by id for update`);
  return rows.map(readCase);
}

/** Does any case still wait for a message? */
export async function isAnyProvable(tx: Tx, now: Date): Promise<boolean> {
  const { found } = await tx.one(sql<{ found: boolean }>`
    select exists (select from abuse_cases where state = 'unproven' and created_at > ${oldest(now)}) as found`);
  return found;
}

export async function caseStepsOf(tx: Tx, id: Id<'abuseCase'>): Promise<CaseStep[]> {
  return tx.many(sql<CaseStep>`select n, at, what, note from case_steps where case_id = ${id} order by n`);
}

export async function listCases(
  tx: Tx,
  { limit, after, state }: PageRequest & { state?: CaseState },
): Promise<Page<AbuseCase>> {
  const rows = await tx.many(sql<CaseRow>`
    select ${caseColumns} from abuse_cases
    where (${after ?? null}::uuid is null or id < ${after ?? null}::uuid) and (${state ?? null}::text is null or state = ${state ?? null})
    order by id desc limit ${limit + 1}`);
  return cutPage(rows, limit, readCase);
}

/** How many wait for a decision. System transaction. */
export async function countOpenCases(tx: Tx): Promise<number> {
  return (await tx.one(sql<{ n: number }>`select count(*)::int as n from abuse_cases where state = 'open'`)).n;
}

/** Days for which a decided case is kept, and one that nobody ever proved. */
const keptDays = { decided: 400, unproven: 60 };

/** Forgets decided cases after 400 days and unproven ones after 60; an open one waits for its decision. System transaction. */
export async function forgetCases(tx: Tx, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  return tx.run(sql`
    delete from abuse_cases where (state in ('suspended', 'dismissed') and updated_at < ${before(keptDays.decided)})
      or (state = 'unproven' and created_at < ${before(keptDays.unproven)})`);
}

function oldest(now: Date): Date {
  return new Date(now.getTime() - codeLifeMs);
}
