import type { Id } from '../base/id.ts';
import { brand, newId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { agentLabel, networkOf } from './agent.ts';
import type { Knock } from './knock.ts';
import type { Person, PersonRow } from './person.ts';
import { personColumns, readPerson } from './person.ts';
import { hashToken, isToken, newToken } from './token.ts';

/** `second_factor`: the password was right and the code is awaited; it opens nothing but the page that asks for it. */
export type SessionStage = 'second_factor' | 'full';

/** A signed-in browser. `confirmedAt`: when password or code were last proven in it; null when born from "remember me". */
export type Session = {
  id: Id<'session'>;
  person: Id<'person'>;
  stage: SessionStage;
  wantsRemembering: boolean;
  remembered: Id<'browser'> | null;
  agent: string;
  network: string;
  createdAt: Date;
  seenAt: Date;
  endsAt: Date;
  confirmedAt: Date | null;
};

const idleMs = 12 * 3_600_000;
const lifeMs = 24 * 3_600_000;
/** How long a code may be awaited, in milliseconds. */
const halfWayMs = 15 * 60_000;
/** For how long a proven password or code is enough for sensitive acts, in milliseconds. */
const confirmedMs = 10 * 60_000;
/** A session is marked as used at most this often, in milliseconds. */
const touchMs = 60_000;

export type NewSession = {
  person: Id<'person'>;
  stage: SessionStage;
  wantsRemembering?: boolean;
  remembered?: Id<'browser'> | null;
  /** Whether password or code were just proven. */
  isConfirmed: boolean;
};

/** Starts a session; `token` is the cookie's value and is never seen again. System transaction. */
export async function startSession(
  tx: Tx,
  knock: Knock,
  { person, stage, wantsRemembering = false, remembered = null, isConfirmed }: NewSession,
): Promise<{ session: Session; token: string }> {
  const token = newToken();
  const { now } = knock;
  const endsAt = new Date(now.getTime() + (stage === 'full' ? lifeMs : halfWayMs));
  const row = await tx.one(sql<SessionRow>`
    insert into sessions as s (id, token_hash, person_id, host, stage, wants_remembering, remembered_id, agent, network,
      created_at, seen_at, ends_at, confirmed_at)
    values (${newId('session', now)}, ${token.hash}, ${person}, ${knock.host}, ${stage}, ${wantsRemembering}, ${remembered},
      ${agentLabel(knock.userAgent)}, ${networkOf(knock.address)}, ${now}, ${now}, ${endsAt},
      ${isConfirmed ? now : null}::timestamptz)
    returning ${sessionColumns}`);
  return { session: readSession(row), token: token.text };
}

/**
 * The session a cookie belongs to, and its person: on the host it began on, not idle for 12 hours, not older than 24, and of a
 * person who may be here. Marks it as used. System transaction.
 */
export async function findSession(tx: Tx, knock: Knock): Promise<{ session: Session; person: Person } | undefined> {
  const { now } = knock;
  if (!knock.session || !isToken(knock.session)) return undefined;
  const row = await tx.maybe(sql<SessionRow & PersonRow>`
    select ${sessionColumns}, ${personColumns} from sessions s join people p on p.id = s.person_id
    where s.token_hash = ${hashToken(knock.session)} and s.host = ${knock.host} and s.ends_at > ${now}
      and s.seen_at > ${new Date(now.getTime() - idleMs)} and p.state in ('active', 'leaving')`);
  if (!row) return undefined;
  if (row.seen_at.getTime() < now.getTime() - touchMs) {
    await tx.run(sql`update sessions set seen_at = greatest(seen_at, ${now}) where id = ${row.session_id}`);
  }
  return { session: readSession(row), person: readPerson(row) };
}

/** May sensitive things be done in it without asking for the password again? */
export function isConfirmed(session: Session, now: Date): boolean {
  return session.confirmedAt !== null && session.confirmedAt.getTime() > now.getTime() - confirmedMs;
}

/** Sessions of a person, the most recently used first. System transaction. */
export async function listSessions(tx: Tx, person: Id<'person'>, now: Date): Promise<Session[]> {
  const rows = await tx.many(sql<SessionRow>`
    select ${sessionColumns} from sessions s where s.person_id = ${person} and s.stage = 'full' and s.ends_at > ${now}
      and s.seen_at > ${new Date(now.getTime() - idleMs)} order by s.seen_at desc, s.id desc limit 200`);
  return rows.map(readSession);
}

/**
 * Gives a session a new cookie value and throws the old one away; when it ends stays as it was. `isProven`: password or code were
 * just proven in it. `forgets`: it no longer hangs on a remembered browser. Throws `session_expired` when another request was
 * quicker. System transaction.
 */
export async function renewSession(
  tx: Tx,
  { session: shown, now }: Knock,
  session: Session,
  { isProven, forgets }: { isProven: boolean; forgets: boolean },
): Promise<string> {
  const token = newToken();
  const renewed = await tx.run(sql`
    update sessions set token_hash = ${token.hash}, confirmed_at = case when ${isProven} then ${now} else confirmed_at end,
      remembered_id = case when ${forgets} then null else remembered_id end
    where id = ${session.id} and token_hash = ${hashToken(shown ?? '')} and stage = 'full'`);
  if (renewed === 0)
    throw new Problem('session_expired', { detail: 'The session ended or changed meanwhile. Try again.' });
  return token.text;
}

/** Ends whatever session a browser shows, whoever's it is. System transaction. */
export async function endShown(tx: Tx, { session, host }: Knock): Promise<void> {
  if (!session || !isToken(session)) return;
  await tx.run(sql`delete from sessions where token_hash = ${hashToken(session)} and host = ${host}`);
}

/** Ends one session of a person; false when there is no such session. System transaction. */
export async function endSession(tx: Tx, person: Id<'person'>, id: Id<'session'>): Promise<boolean> {
  return (await tx.run(sql`delete from sessions where id = ${id} and person_id = ${person}`)) > 0;
}

/** Ends all sessions of a person but one, or all. Remembered browsers stay; see `forgetBrowsers`. System transaction. */
export async function endSessions(tx: Tx, person: Id<'person'>, but: Id<'session'> | null = null): Promise<number> {
  return tx.run(sql`delete from sessions where person_id = ${person} and (${but}::uuid is null or id <> ${but}::uuid)`);
}

/** Forgets sessions that have ended. System transaction. */
export async function sweepSessions(tx: Tx, now: Date): Promise<number> {
  return tx.run(sql`delete from sessions where ends_at < ${now} or seen_at < ${new Date(now.getTime() - idleMs)}`);
}

type SessionRow = {
  session_id: string;
  session_person_id: string;
  stage: SessionStage;
  wants_remembering: boolean;
  remembered_id: string | null;
  agent: string;
  network: string;
  session_created_at: Date;
  seen_at: Date;
  ends_at: Date;
  confirmed_at: Date | null;
};

const sessionColumns = sql`
  s.id as session_id, s.person_id as session_person_id, s.stage, s.wants_remembering, s.remembered_id, s.agent, s.network,
  s.created_at as session_created_at, s.seen_at, s.ends_at, s.confirmed_at`;

function readSession(row: SessionRow): Session {
  return {
    id: brand(row.session_id),
    person: brand(row.session_person_id),
    stage: row.stage,
    wantsRemembering: row.wants_remembering,
    remembered: row.remembered_id === null ? null : brand(row.remembered_id),
    agent: row.agent,
    network: row.network,
    createdAt: row.session_created_at,
    seenAt: row.seen_at,
    endsAt: row.ends_at,
    confirmedAt: row.confirmed_at,
  };
}
