import type { Id } from '../base/id.ts';
import { brand as asId, newId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Asking } from './asking.ts';
import { linkLifeMs } from './links.ts';

/** A wish for an account whose address is not proven yet. */
export type Registration = {
  id: Id<'registration'>;
  email: string;
  name: string;
  language: string;
  passwordHash: string;
  workspaceName: string;
  invitation: Id<'invitation'> | null;
  agreed: Record<string, number>;
  /** SHA-256 of the session cookie of the browser it came from. */
  browserHash: Buffer | null;
};

/** Keeps a wish in place of an earlier one for the same address, whose links die with it. System transaction. */
export async function keepRegistration(
  tx: Tx,
  { brand, knock: { now } }: Asking,
  wish: Omit<Registration, 'id'>,
): Promise<Id<'registration'>> {
  await lockAddress(tx, brand.reseller, wish.email);
  await dropRegistrations(tx, brand.reseller, wish.email);
  const id = newId('registration', now);
  await tx.run(sql`
    insert into registrations (id, reseller_id, email, name, language, password_hash, workspace_name, invitation_id, agreed,
      browser_hash, created_at, expires_at)
    values (${id}, ${brand.reseller}, ${wish.email}, ${wish.name}, ${wish.language}, ${wish.passwordHash}, ${wish.workspaceName},
      ${wish.invitation}, ${JSON.stringify(wish.agreed)}::jsonb, ${wish.browserHash}, ${now},
      ${new Date(now.getTime() + linkLifeMs.verify)})`);
  return id;
}

export async function findRegistration(tx: Tx, id: Id<'registration'>): Promise<Registration | undefined> {
  const row = await tx.maybe(sql<Row>`
    select id, email, name, language, password_hash, workspace_name, invitation_id, agreed, browser_hash
    from registrations where id = ${id}`);
  return (
    row && {
      id: asId(row.id),
      email: row.email,
      name: row.name,
      language: row.language,
      passwordHash: row.password_hash,
      workspaceName: row.workspace_name,
      invitation: row.invitation_id === null ? null : asId(row.invitation_id),
      agreed: row.agreed,
      browserHash: row.browser_hash,
    }
  );
}

/** Forgets the wishes for an address. System transaction. */
export async function dropRegistrations(tx: Tx, reseller: Id<'reseller'>, email: string): Promise<void> {
  await tx.run(sql`delete from registrations where reseller_id = ${reseller} and email = ${email}`);
}

/** Forgets wishes whose link is too old. System transaction. */
export async function sweepRegistrations(tx: Tx, now: Date): Promise<number> {
  return tx.run(sql`delete from registrations where expires_at < ${now}`);
}

/** Lets one transaction at a time decide who has an address. System transaction. */
export async function lockAddress(tx: Tx, reseller: Id<'reseller'>, email: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`address:${reseller}:${email}`}, 0))`);
}

type Row = {
  id: string;
  email: string;
  name: string;
  language: string;
  password_hash: string;
  workspace_name: string;
  invitation_id: string | null;
  agreed: Record<string, number>;
  browser_hash: Buffer | null;
};
