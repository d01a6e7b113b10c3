import type { Id } from '../base/id.ts';
import { brand as asId } from '../base/id.ts';
import type { Brand } from '../brands/brands.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Language } from '../languages/languages.ts';
import { localPath } from '../languages/languages.ts';
import type { Asking } from './asking.ts';
import { languageOf } from './ground.ts';
import type { Person } from './person.ts';
import { hashToken, isToken, newToken } from './token.ts';

/** What a link is for. Each leads to a page of its own that reads `?token=` and asks before it uses it. */
export type LinkPurpose = 'verify' | 'reset' | 'change_email' | 'undo_change_email' | 'set_up' | 'keep_account';

/** The pages that links lead to. */
export const linkPaths: Record<LinkPurpose, string> = {
  verify: '/verify',
  reset: '/reset',
  change_email: '/change-email',
  undo_change_email: '/undo-change-email',
  set_up: '/setup',
  keep_account: '/keep-account',
};

/** Where other letters lead: to sign in, to ask for a reset link, to let people in who wait. */
export const places = { login: '/login', forgot: '/forgot', waiting: '/admin/waiting' };

const hourMs = 3_600_000;

/** How long links hold, in milliseconds. */
export const linkLifeMs: Record<LinkPurpose, number> = {
  verify: 24 * hourMs,
  reset: hourMs / 2,
  change_email: 24 * hourMs,
  undo_change_email: 7 * 24 * hourMs,
  set_up: 24 * hourMs,
  keep_account: 7 * 24 * hourMs,
};

/** What a link is about. */
export type Link = {
  person: Id<'person'> | null;
  registration: Id<'registration'> | null;
  email: string | null;
  createdAt: Date;
};

export type NewLink = {
  purpose: LinkPurpose;
  /** The host it is good on, without a port. */
  host: string;
  person?: Id<'person'>;
  registration?: Id<'registration'>;
  email?: string;
  now: Date;
};

/** Makes a link's token: 256 random bits, of which only the SHA-256 is kept. System transaction. */
export async function makeLink(tx: Tx, { purpose, host, person, registration, email, now }: NewLink): Promise<string> {
  const token = newToken();
  await tx.run(sql`
    insert into one_time_links (token_hash, purpose, person_id, registration_id, email, host, created_at, expires_at)
    values (${token.hash}, ${purpose}, ${person ?? null}, ${registration ?? null}, ${email ?? null}, ${host}, ${now},
      ${new Date(now.getTime() + linkLifeMs[purpose])})`);
  return token.text;
}

/** Where and when a link is shown. */
type Host = { knock: Pick<Asking['knock'], 'host' | 'now'> };

/** Looks at a link without using it; undefined when it is unknown, used, too old or of another host. System transaction. */
export async function lookAtLink(
  tx: Tx,
  { knock: { host, now } }: Host,
  purpose: LinkPurpose,
  token: string,
): Promise<Link | undefined> {
  if (!isToken(token)) return undefined;
  const row = await tx.maybe(sql<LinkRow>`
    select person_id, registration_id, email, created_at from one_time_links
    where token_hash = ${hashToken(token)} and purpose = ${purpose} and host = ${host} and used_at is null and expires_at > ${now}`);
  return row && readLink(row);
}

/** Uses a link up, in the transaction of what it brings about: of two clicks at once one gets it. System transaction. */
export async function spendLink(
  tx: Tx,
  { knock: { host, now } }: Host,
  purpose: LinkPurpose,
  token: string,
): Promise<Link | undefined> {
  if (!isToken(token)) return undefined;
  const row = await tx.maybe(sql<LinkRow>`
    update one_time_links set used_at = ${now}
    where token_hash = ${hashToken(token)} and purpose = ${purpose} and host = ${host} and used_at is null and expires_at > ${now}
    returning person_id, registration_id, email, created_at`);
  return row && readLink(row);
}

/** Makes a person's links of some purposes worthless. System transaction. */
export async function voidLinks(tx: Tx, person: Id<'person'>, purposes: LinkPurpose[], since?: Date): Promise<void> {
  await tx.run(sql`
    delete from one_time_links where person_id = ${person} and purpose = any(${purposes}::text[])
      and created_at >= ${since ?? new Date(0)}`);
}

/** Forgets links that are over. System transaction. */
export async function sweepLinks(tx: Tx, now: Date): Promise<number> {
  return tx.run(sql`delete from one_time_links where expires_at < ${now}`);
}

/** The full address of a page on the brand's own origin. */
export function pageAddress(brand: Brand, language: Language, path: string): string {
  return `${brand.origin}${localPath(language, path)}`;
}

/** The full address of a link, on the brand's own origin: there it is good, and nowhere else. */
export function linkAddress(brand: Brand, language: Language, purpose: LinkPurpose, token: string): string {
  return `${pageAddress(brand, language, linkPaths[purpose])}?token=${token}`;
}

/** The host on which a brand's links are good. */
export function linkHost(brand: Brand): string {
  return new URL(brand.origin).hostname;
}

/**
 * A reset link's token for the console or the operator, good on `host` (no port): sets a password for an account without one, or where no mail arrives.
 * Earlier ones become worthless. System transaction.
 */
export async function makeResetLink(tx: Tx, person: Id<'person'>, host: string, now: Date): Promise<string> {
  await voidLinks(tx, person, ['reset']);
  return makeLink(tx, { purpose: 'reset', host, person, now });
}

/** A new reset link for a person, as its full address. System transaction. */
export async function resetAddress(tx: Tx, { brand, knock }: Asking, person: Person): Promise<string> {
  const token = await makeResetLink(tx, person.id, linkHost(brand), knock.now);
  return linkAddress(brand, languageOf(person), 'reset', token);
}

type LinkRow = { person_id: string | null; registration_id: string | null; email: string | null; created_at: Date };

function readLink({ person_id, registration_id, email, created_at }: LinkRow): Link {
  return {
    person: person_id === null ? null : asId(person_id),
    registration: registration_id === null ? null : asId(registration_id),
    email,
    createdAt: created_at,
  };
}
