import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** `waiting` for the operator's approval; `leaving`: deleted on `leavesAt` unless undone. */
export type PersonState = 'waiting' | 'active' | 'suspended' | 'leaving';

/** Somebody with an account; unique by e-mail within a reseller. */
export type Person = {
  id: Id<'person'>;
  reseller: Id<'reseller'>;
  email: string;
  name: string;
  language: string;
  isOperator: boolean;
  state: PersonState;
  leavesAt: Date | null;
  hasPassword: boolean;
  /** Whether a letter to the address was answered. */
  isVerified: boolean;
  wantsLegalMail: boolean;
  createdAt: Date;
};

export type PersonRow = {
  person_id: string;
  reseller_id: string;
  email: string;
  name: string;
  language: string;
  operator: boolean;
  state: PersonState;
  leaves_at: Date | null;
  has_password: boolean;
  is_verified: boolean;
  legal_mail: boolean;
  person_created_at: Date;
};

/** The columns of a `PersonRow`, for statements that name the table `p`. */
export const personColumns = sql`
  p.id as person_id, p.reseller_id, p.email, p.name, p.language, p.operator, p.state, p.leaves_at,
  p.password_hash is not null as has_password, p.email_verified_at is not null as is_verified, p.legal_mail, p.created_at as person_created_at`;

export function readPerson(row: PersonRow): Person {
  return {
    id: brand(row.person_id),
    reseller: brand(row.reseller_id),
    email: row.email,
    name: row.name,
    language: row.language,
    isOperator: row.operator,
    state: row.state,
    leavesAt: row.leaves_at,
    hasPassword: row.has_password,
    isVerified: row.is_verified,
    wantsLegalMail: row.legal_mail,
    createdAt: row.person_created_at,
  };
}

/** A person by id. System transaction. */
export async function findPerson(tx: Tx, id: Id<'person'>): Promise<Person | undefined> {
  const row = await tx.maybe(sql<PersonRow>`select ${personColumns} from people p where p.id = ${id}`);
  return row && readPerson(row);
}

/** A person by address, in any case of letters, within one reseller's realm. System transaction. */
export async function findPersonByEmail(tx: Tx, reseller: Id<'reseller'>, email: string): Promise<Person | undefined> {
  const row = await tx.maybe(sql<PersonRow>`
    select ${personColumns} from people p where p.reseller_id = ${reseller} and p.email = ${email.toLowerCase()}`);
  return row && readPerson(row);
}

/** How many people there are, and how many of them wait for approval. System transaction. */
export async function countPeople(tx: Tx): Promise<{ all: number; waiting: number }> {
  return tx.one(sql<{ all: number; waiting: number }>`
    select count(*)::int as "all", count(*) filter (where state = 'waiting')::int as waiting from people`);
}

/** Several people at once, by id. System transaction. */
export async function findPeople(tx: Tx, ids: readonly Id<'person'>[]): Promise<Map<Id<'person'>, Person>> {
  const rows = await tx.many(sql<PersonRow>`select ${personColumns} from people p where p.id = any(${ids}::uuid[])`);
  return new Map(rows.map((row) => [brand<'person'>(row.person_id), readPerson(row)]));
}

/** Who runs the installation. System transaction. */
export async function listOperators(tx: Tx): Promise<Person[]> {
  const rows = await tx.many(sql<PersonRow>`
    select ${personColumns} from people p where p.operator and p.state in ('active', 'leaving') order by p.created_at`);
  return rows.map(readPerson);
}
