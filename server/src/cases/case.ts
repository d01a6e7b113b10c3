import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import { asPhone } from '../base/phone.ts';
import type { Brand } from '../brands/brands.ts';
import { sql } from '../db/db.ts';

/** What is reported, in the order of the form. */
export const caseReasons = [
  'spam',
  'fraud',
  'impersonation',
  'threats',
  'illegal_goods',
  'child_safety',
  'other',
] as const;

export type CaseReason = (typeof caseReasons)[number];

/**
 * unproven: nobody has shown yet that the number is the reporter's. open: proven, and suppressed wherever the reported number is
 * at home; somebody must decide. suspended and dismissed: decided.
 */
export type CaseState = 'unproven' | 'open' | 'suspended' | 'dismissed';

export const caseStates: readonly CaseState[] = ['unproven', 'open', 'suspended', 'dismissed'];

/** A report of abuse by somebody who was written to. */
export type AbuseCase = {
  id: Id<'abuseCase'>;
  brand: Id<'brand'>;
  reference: string;
  /** What a message from the reporter's phone to the operator's number must contain. */
  proofCode: string;
  reporterPhone: Phone;
  reportedPhone: Phone;
  email: string | null;
  language: string;
  reason: CaseReason;
  body: string;
  state: CaseState;
  provenAt: Date | null;
  createdAt: Date;
};

/** What a step tells: `suppressed` and `suspended` name a workspace in `note`, `nobody_here` says that there was none. */
export type CaseStepKind =
  | 'reported'
  | 'proven'
  | 'proven_by_hand'
  | 'suppressed'
  | 'nobody_here'
  | 'suspended'
  | 'dismissed';

export type CaseStep = { n: number; at: Date; what: CaseStepKind; note: string };

/** Texts as the form has checked them: `body` 10 to 5000 characters, `email` ≤ 254. */
export type NewCase = {
  brand: Brand;
  reporterPhone: Phone;
  reportedPhone: Phone;
  email: string | null;
  language: string;
  reason: CaseReason;
  body: string;
};

/** How long a code proves a number, in milliseconds. */
export const codeLifeMs = 7 * 86_400_000;

/** Before `codePrefix`, so that people see what they send; no brand's name, because it must mean the same on every host. */
export const codePrefix = 'REPORT';

/** May a message still prove it? */
export function isProvable({ state, createdAt }: AbuseCase, now: Date): boolean {
  return state === 'unproven' && now.getTime() - createdAt.getTime() < codeLifeMs;
}

export type CaseRow = {
  id: string;
  brand_id: string;
  reference: string;
  secret_hash: Buffer;
  proof_code: string;
  reporter_phone: string;
  reported_phone: string;
  email: string | null;
  language: string;
  reason: CaseReason;
  body: string;
  state: CaseState;
  proven_at: Date | null;
  created_at: Date;
};

export const caseColumns = sql`
  id, brand_id, reference, secret_hash, proof_code, reporter_phone, reported_phone, email, language, reason, body, state, proven_at,
  created_at`;

export function readCase(row: CaseRow): AbuseCase {
  return {
    id: brand(row.id),
    brand: brand(row.brand_id),
    reference: row.reference,
    proofCode: row.proof_code,
    reporterPhone: asPhone(row.reporter_phone),
    reportedPhone: asPhone(row.reported_phone),
    email: row.email,
    language: row.language,
    reason: row.reason,
    body: row.body,
    state: row.state,
    provenAt: row.proven_at,
    createdAt: row.created_at,
  };
}
