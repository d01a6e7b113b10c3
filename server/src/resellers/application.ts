import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Brand } from '../brands/brands.ts';
import { sql } from '../db/db.ts';

/** How far an application is. The applicant may withdraw while it is `received` or `reviewing`. */
export type ApplicationState = 'received' | 'reviewing' | 'approved' | 'declined' | 'withdrawn';

export const applicationStates: readonly ApplicationState[] = [
  'received',
  'reviewing',
  'approved',
  'declined',
  'withdrawn',
];

/** Where the operator may take it from each state. What was declined may be looked at again; the rest has ended. */
export const nextStates = {
  received: ['reviewing', 'approved', 'declined'],
  reviewing: ['approved', 'declined'],
  approved: [],
  declined: ['reviewing'],
  withdrawn: [],
} as const satisfies Record<ApplicationState, readonly ApplicationState[]>;

export type NextState = (typeof nextStates)[ApplicationState][number];

/** How many customers somebody expects to serve, in the order of the form. */
export const customerRanges = ['1-10', '11-50', '51-200', '200+'] as const;

export type CustomerRange = (typeof customerRanges)[number];

/** Somebody asks to become a reseller. */
export type Application = {
  id: Id<'application'>;
  brand: Id<'brand'>;
  reference: string;
  company: string;
  website: string;
  /** Two letters. */
  country: string;
  name: string;
  email: string;
  language: string;
  customers: CustomerRange;
  useCase: string;
  state: ApplicationState;
  createdAt: Date;
};

/** `useCase` 20 to 5000 characters, `email` ≤ 254, the rest ≤ 200; the form has checked that. */
export type NewApplication = {
  brand: Brand;
  company: string;
  website: string;
  country: string;
  name: string;
  email: string;
  language: string;
  customers: CustomerRange;
  useCase: string;
};

/** One step of an application. `note` is what the applicant was told with it; empty when nothing was. */
export type ApplicationStep = { n: number; at: Date; state: ApplicationState; note: string };

export type ApplicationRow = {
  id: string;
  brand_id: string;
  reference: string;
  secret_hash: Buffer;
  company: string;
  website: string;
  country: string;
  name: string;
  email: string;
  language: string;
  customers: CustomerRange;
  use_case: string;
  state: ApplicationState;
  created_at: Date;
};

export const applicationColumns = sql`
  id, brand_id, reference, secret_hash, company, website, country, name, email, language, customers, use_case, state, created_at`;

export function readApplication(row: ApplicationRow): Application {
  return {
    id: brand(row.id),
    brand: brand(row.brand_id),
    reference: row.reference,
    company: row.company,
    website: row.website,
    country: row.country,
    name: row.name,
    email: row.email,
    language: row.language,
    customers: row.customers,
    useCase: row.use_case,
    state: row.state,
    createdAt: row.created_at,
  };
}
