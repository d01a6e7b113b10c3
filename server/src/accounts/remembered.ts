import { timingSafeEqual } from 'node:crypto';
import type { Id } from '../base/id.ts';
import { brand, newId } from '../base/id.ts';
import type { Query, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { agentLabel, networkOf } from './agent.ts';
import type { Knock } from './knock.ts';
import { hashToken, isToken, newToken } from './token.ts';

/** A browser that stays signed in for 30 days because its person asked for that. */
export type RememberedBrowser = {
  id: Id<'browser'>;
  agent: string;
  network: string;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
};

/** The cookie that remembers: `selector.validator`, and when it ends; rotation never moves that. */
export type RememberCookie = { value: string; expiresAt: Date };

/**
 * What became of a `remember_me` value. `theft`: its selector is known and its validator is an old one, so somebody else has
 * used it meanwhile. `again`: the one before, within the grace for parallel tabs; it is good, and not rotated.
 */
export type Remembering =
  | { is: 'unknown' }
  | { is: 'theft'; person: Id<'person'> }
  | { is: 'again'; person: Id<'person'>; browser: Id<'browser'> }
  | { is: 'rotated'; person: Id<'person'>; browser: Id<'browser'>; cookie: RememberCookie };

const lifeMs = 30 * 86_400_000;
const graceMs = 10_000;
const browsersMax = 10;

/** Remembers a browser; the one unused longest goes when a person has ten. System transaction. */
export async function rememberBrowser(
  tx: Tx,
  knock: Knock,
  person: Id<'person'>,
): Promise<{ browser: Id<'browser'>; cookie: RememberCookie }> {
  const [selector, validator] = [newToken(), newToken()];
  const browser = newId('browser', knock.now);
  const expiresAt = new Date(knock.now.getTime() + lifeMs);
  await tx.run(sql`
    delete from remembered_browsers where person_id = ${person} and id not in (
      select id from remembered_browsers where person_id = ${person} order by last_used_at desc, id desc limit ${browsersMax - 1})`);
  await tx.run(sql`
    insert into remembered_browsers (id, person_id, host, selector, validator_hash, rotated_at, agent, network, created_at, expires_at, last_used_at)
    values (${browser}, ${person}, ${knock.host}, ${selector.hash}, ${validator.hash}, ${knock.now}, ${agentLabel(knock.userAgent)},
      ${networkOf(knock.address)}, ${knock.now}, ${expiresAt}, ${knock.now})`);
  return { browser, cookie: { value: `${selector.text}.${validator.text}`, expiresAt } };
}

/** Judges the cookie a browser shows and rotates it. The row is locked, so of two tabs the second sees the first's rotation. System transaction. */
export async function useRemembered(tx: Tx, knock: Knock): Promise<Remembering> {
  const shown = split(knock);
  if (!shown) return { is: 'unknown' };
  const row = await tx.maybe(sql<Row>`${rowOf(shown.selector, knock)} for update`);
  if (!row) return { is: 'unknown' };
  const person = brand<'person'>(row.person_id);
  const browser = brand<'browser'>(row.id);
  const given = hashToken(shown.validator);
  if (timingSafeEqual(given, row.validator_hash)) {
    const next = newToken();
    await tx.run(sql`
      update remembered_browsers set validator_hash = ${next.hash}, previous_hash = ${row.validator_hash}, rotated_at = ${knock.now},
        last_used_at = ${knock.now}, network = ${networkOf(knock.address)} where id = ${row.id}`);
    return {
      is: 'rotated',
      person,
      browser,
      cookie: { value: `${shown.selector}.${next.text}`, expiresAt: row.expires_at },
    };
  }
  return isInGrace(row, given, knock.now) ? { is: 'again', person, browser } : { is: 'theft', person };
}

/** Whose browser a cookie says this is, without rotating or judging it; undefined unless the cookie is good. System transaction. */
export async function findShown(
  tx: Tx,
  knock: Knock,
): Promise<{ person: Id<'person'>; browser: Id<'browser'> } | undefined> {
  const shown = split(knock);
  if (!shown) return undefined;
  const row = await tx.maybe(rowOf(shown.selector, knock));
  if (!row) return undefined;
  const given = hashToken(shown.validator);
  const isGood = timingSafeEqual(given, row.validator_hash) || isInGrace(row, given, knock.now);
  return isGood ? { person: brand(row.person_id), browser: brand(row.id) } : undefined;
}

/** The browsers a person is remembered in, the most recently used first. System transaction. */
export async function listBrowsers(tx: Tx, person: Id<'person'>, now: Date): Promise<RememberedBrowser[]> {
  const rows = await tx.many(sql<Listed>`
    select id, agent, network, created_at, last_used_at, expires_at from remembered_browsers
    where person_id = ${person} and expires_at > ${now} order by last_used_at desc, id desc`);
  return rows.map((row) => ({
    id: brand(row.id),
    agent: row.agent,
    network: row.network,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
  }));
}

/** Forgets a browser and ends the sessions born from it; false when there is none. System transaction. */
export async function forgetBrowser(tx: Tx, person: Id<'person'>, id: Id<'browser'>): Promise<boolean> {
  return (await tx.run(sql`delete from remembered_browsers where id = ${id} and person_id = ${person}`)) > 0;
}

/** Forgets all browsers of a person, but one perhaps. System transaction. */
export async function forgetBrowsers(tx: Tx, person: Id<'person'>, but: Id<'browser'> | null = null): Promise<number> {
  return tx.run(sql`
    delete from remembered_browsers where person_id = ${person} and (${but}::uuid is null or id <> ${but}::uuid)`);
}

/** Forgets browsers whose 30 days are over. System transaction. */
export async function sweepBrowsers(tx: Tx, now: Date): Promise<number> {
  return tx.run(sql`delete from remembered_browsers where expires_at < ${now}`);
}

function split({ remember = '' }: Knock): { selector: string; validator: string } | undefined {
  const [selector = '', validator = '', ...more] = remember.split('.');
  return more.length === 0 && isToken(selector) && isToken(validator) ? { selector, validator } : undefined;
}

function rowOf(selector: string, { host, now }: Knock): Query<Row> {
  return sql<Row>`
    select id, person_id, validator_hash, previous_hash, rotated_at, expires_at from remembered_browsers
    where selector = ${hashToken(selector)} and host = ${host} and expires_at > ${now}`;
}

function isInGrace({ previous_hash, rotated_at }: Row, given: Buffer, now: Date): boolean {
  const isPrevious = previous_hash !== null && timingSafeEqual(given, previous_hash);
  return isPrevious && now.getTime() - rotated_at.getTime() <= graceMs;
}

type Row = {
  id: string;
  person_id: string;
  validator_hash: Buffer;
  previous_hash: Buffer | null;
  rotated_at: Date;
  expires_at: Date;
};

type Listed = { id: string; agent: string; network: string; created_at: Date; last_used_at: Date; expires_at: Date };
