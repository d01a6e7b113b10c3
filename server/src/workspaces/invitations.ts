import type { Person } from '../accounts/accounts.ts';
import { findPeople, findPersonByEmail, needEmail, newToken } from '../accounts/accounts.ts';
import type { Id } from '../base/id.ts';
import { brand, newId, showId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Language } from '../languages/languages.ts';
import { isLanguage, localPath, translator } from '../languages/languages.ts';
import type { Mailer } from '../mail/mail.ts';
import { type Act, liveOf, lockTeam, noteAct, refuseBeyondReach } from './act.ts';
import type { Role } from './permissions.ts';
import type { Workspace } from './workspace.ts';

/** The roles one can be invited to: ownership passes by offer only. */
export type InvitedRole = Exclude<Role, 'owner'>;

/** An open invitation as the workspace sees it. */
export type InvitationObject = {
  id: string;
  email: string;
  role: InvitedRole;
  invited_by: string;
  created_at: string;
  expires_at: string;
};

/** How long an invitation stays open, in milliseconds. */
const openMs = 7 * 86_400_000;
/** Letters to one address within a day, whoever invites: nobody's letter box is filled by us. */
const lettersPerAddressMax = 5;
const lettersPerWorkspaceMax = 200;

/**
 * Invites an address and sends it a letter with a link. Refuses whoever is a member already (`conflict`), an address with an open
 * invitation (`conflict`), a role beyond one's reach, and too many letters (`rate_limited`). System transaction.
 */
export async function invite(
  tx: Tx,
  mailer: Mailer,
  act: Act,
  input: { email: string; role: InvitedRole },
): Promise<InvitationObject> {
  const live = liveOf(act.workspace);
  const { role } = input;
  const email = needEmail(input.email);
  refuseBeyondReach(act, role);
  await lockTeam(tx, live);
  const known = await findPersonByEmail(tx, act.workspace.reseller, email);
  if (known && (await isMember(tx, live, known.id))) throw conflict('is_member', 'This person is a member already.');
  await tx.run(sql`
    update invitations set revoked_at = expires_at
    where workspace_id = ${live} and email = ${email} and accepted_at is null and revoked_at is null and expires_at <= ${act.at}`);
  const open = await tx.maybe(sql<{ id: string }>`
    select id from invitations where workspace_id = ${live} and email = ${email} and accepted_at is null and revoked_at is null`);
  if (open) throw conflict('is_invited', 'This address has an open invitation. Send it again, or take it back first.');
  return send(tx, mailer, act, { email, role, known });
}

/** Sends an invitation again, with a new link and seven new days; the old link is worth nothing any more. System transaction. */
export async function inviteAgain(tx: Tx, mailer: Mailer, act: Act, id: Id<'invitation'>): Promise<InvitationObject> {
  const live = liveOf(act.workspace);
  await lockTeam(tx, live);
  const { email, role } = await needOpen(tx, live, id, act.at);
  refuseBeyondReach(act, role);
  await tx.run(sql`update invitations set revoked_at = ${act.at} where workspace_id = ${live} and id = ${id}`);
  const known = await findPersonByEmail(tx, act.workspace.reseller, email);
  return send(tx, mailer, act, { email, role, known });
}

/** Takes an invitation back. System transaction. */
export async function revokeInvitation(tx: Tx, act: Act, id: Id<'invitation'>): Promise<void> {
  const live = liveOf(act.workspace);
  await lockTeam(tx, live);
  const { role } = await needOpen(tx, live, id, act.at);
  refuseBeyondReach(act, role);
  await tx.run(sql`update invitations set revoked_at = ${act.at} where workspace_id = ${live} and id = ${id}`);
  await noteAct(tx, act, { action: 'invitation.revoked', target: showId('invitation', id), details: { role } });
}

/** The open invitations of a workspace, newest first. Works in both kinds of transaction, in the live workspace's. */
export async function listInvitations(
  tx: Tx,
  workspace: Workspace,
  { limit, after, now }: PageRequest & { now: Date },
): Promise<Page<InvitationObject>> {
  const rows = await tx.many(sql<InvitationRow>`
    select ${invitationColumns} from invitations i
    where i.workspace_id = ${liveOf(workspace)} and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${now}
      and (${after ?? null}::uuid is null or i.id < ${after ?? null}::uuid)
    order by i.id desc limit ${limit + 1}`);
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { data: kept.map(show), next: rows.length > limit && last ? last.id : null };
}

/** The names of those who invited, by id, for pages. System transaction. */
export async function inviterNames(tx: Tx, people: Id<'person'>[]): Promise<Map<Id<'person'>, string>> {
  const found = await findPeople(tx, people);
  return new Map([...found].map(([id, { name, email }]) => [id, name || email]));
}

type Sending = { email: string; role: InvitedRole; known: Person | undefined };

async function send(tx: Tx, mailer: Mailer, act: Act, { email, role, known }: Sending): Promise<InvitationObject> {
  const live = liveOf(act.workspace);
  if (!act.person)
    throw new Problem('session_required', { detail: 'Only people invite people; their name stands in the letter.' });
  await refuseTooManyLetters(tx, live, email, act.at);
  const token = newToken();
  const id = newId('invitation', act.at);
  const row = await tx.one(sql<InvitationRow>`
    insert into invitations as i (workspace_id, id, email, role, token_hash, invited_by, created_at, expires_at)
    values (${live}, ${id}, ${email}, ${role}, ${token.hash}, ${act.person.id}, ${act.at}, ${new Date(act.at.getTime() + openMs)})
    returning ${invitationColumns}`);
  await noteAct(tx, act, { action: 'member.invited', target: showId('invitation', id), details: { role } });
  const language: Language = known && isLanguage(known.language) ? known.language : act.language;
  await mailer.queue(tx, {
    brand: act.brand,
    to: email,
    language,
    template: 'invitation',
    values: {
      workspace: act.workspace.name,
      inviter: act.person.name || act.person.email,
      role: translator(language)(`role.${role}`),
    },
    link: `${act.brand.origin}${localPath(language, `/join/${token.text}`)}`,
  });
  return show(row);
}

// Counted over rows that stay, so taking back and inviting anew sends no more letters than allowed.
async function refuseTooManyLetters(tx: Tx, live: Id<'workspace'>, email: string, at: Date): Promise<void> {
  const since = new Date(at.getTime() - 86_400_000);
  const { to, by } = await tx.one(sql<{ to: number; by: number }>`
    select (select count(*)::int from invitations where email = ${email} and created_at > ${since}) as to,
      (select count(*)::int from invitations where workspace_id = ${live} and created_at > ${since}) as by`);
  if (to < lettersPerAddressMax && by < lettersPerWorkspaceMax) return;
  throw new Problem('rate_limited', {
    detail: `In 24 hours one address gets at most ${lettersPerAddressMax} invitations, and a workspace sends at most ${lettersPerWorkspaceMax}.`,
    params: {
      limit: to < lettersPerAddressMax ? lettersPerWorkspaceMax : lettersPerAddressMax,
      window_seconds: 86_400,
    },
    retryAfterSeconds: 3_600,
  });
}

async function isMember(tx: Tx, live: Id<'workspace'>, person: Id<'person'>): Promise<boolean> {
  const { found } = await tx.one(sql<{ found: boolean }>`
    select exists (select from members where workspace_id = ${live} and person_id = ${person}) as found`);
  return found;
}

type InvitationRow = {
  id: string;
  email: string;
  role: InvitedRole;
  invited_by: string;
  created_at: Date;
  expires_at: Date;
};

const invitationColumns = sql`i.id, i.email, i.role, i.invited_by, i.created_at, i.expires_at`;

async function needOpen(tx: Tx, live: Id<'workspace'>, id: Id<'invitation'>, now: Date): Promise<InvitationRow> {
  const row = await tx.maybe(sql<InvitationRow>`
    select ${invitationColumns} from invitations i
    where i.workspace_id = ${live} and i.id = ${id} and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${now}`);
  if (!row) throw new Problem('not_found', { detail: 'There is no such invitation.' });
  return row;
}

function show(row: InvitationRow): InvitationObject {
  return {
    id: showId('invitation', row.id),
    email: row.email,
    role: row.role,
    invited_by: showId('person', brand<'person'>(row.invited_by)),
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  };
}

function conflict(reason: string, detail: string): Problem {
  return new Problem('conflict', { detail, params: { reason } });
}
