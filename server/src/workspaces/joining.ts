import type { Person } from '../accounts/accounts.ts';
import { hashToken, isToken } from '../accounts/accounts.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Id } from '../base/id.ts';
import { brand, showId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { lockTeam } from './act.ts';
import { type InvitedRole, inviterNames } from './invitations.ts';
import { addMember } from './members.ts';

/** An open invitation as the invited sees it. */
export type Invited = {
  id: Id<'invitation'>;
  live: Id<'workspace'>;
  workspaceName: string;
  reseller: Id<'reseller'>;
  email: string;
  role: InvitedRole;
  /** Name or address of who invited; empty when that account is gone. */
  inviter: string;
  expiresAt: Date;
};

/** What a person uses to join, and from where. */
export type Joining = { person: Person; from?: { network: string; agent: string }; at: Date; requestId?: string };

/** What the link of a letter is about, without using it; `undefined` when it is used, taken back, too old or none. System transaction. */
export async function lookAtInvitation(tx: Tx, token: string, now: Date): Promise<Invited | undefined> {
  if (!isToken(token)) return undefined;
  const row = await tx.maybe(sql<Row>`
    select ${columns} from invitations i join workspaces w on w.id = i.workspace_id
    where i.token_hash = ${hashToken(token)} and ${isOpen(now)}`);
  return row && (await read(tx, [row]))[0];
}

/** The open invitations to a person's address, newest first; none while nobody has proven that the address is theirs. System transaction. */
export async function invitationsTo(tx: Tx, person: Person, now: Date): Promise<Invited[]> {
  if (!person.isVerified) return [];
  const rows = await tx.many(sql<Row>`
    select ${columns} from invitations i join workspaces w on w.id = i.workspace_id
    where i.email = ${person.email} and w.reseller_id = ${person.reseller} and ${isOpen(now)} order by i.id desc limit 200`);
  return read(tx, rows);
}

/** Is this invitation open, and for this address? System transaction. */
export async function isInvited(tx: Tx, id: Id<'invitation'>, email: string, now: Date): Promise<boolean> {
  const { found } = await tx.one(sql<{ found: boolean }>`
    select exists (select from invitations i where i.id = ${id} and i.email = ${email.toLowerCase()} and ${isOpen(now)}) as found`);
  return found;
}

/**
 * Joins by an invitation to the person's own, proven address; throws `not_found` for any other. `isProven` where the letter's own
 * link proves the address. A member already stays what they are, and the invitation is used up. System transaction.
 */
export async function acceptInvitation(
  tx: Tx,
  id: Id<'invitation'>,
  { person, from, at, requestId, isProven }: Joining & { isProven: boolean },
): Promise<{ live: Id<'workspace'>; role: InvitedRole }> {
  const found = await needOwn(tx, id, { person, at, isProven });
  await lockTeam(tx, found.live);
  // Of two clicks at once one uses it up; taken back meanwhile, nobody does.
  const used = await tx.run(sql`
    update invitations i set accepted_at = ${at} where i.workspace_id = ${found.live} and i.id = ${id} and ${isOpen(at)}`);
  if (used === 0) throw noInvitation();
  const member = await addMember(tx, { live: found.live, person: person.id, role: found.role, at });
  await recordAudit(tx, {
    chain: found.live,
    action: 'member.joined',
    actor: { kind: 'person', id: showId('person', person.id) },
    ...(member ? { target: showId('member', member) } : {}),
    details: { role: found.role, invitation: showId('invitation', id) },
    personal: { person: person.id, email: person.email, ...from },
    ...(requestId ? { requestId } : {}),
    at,
  });
  return { live: found.live, role: found.role };
}

/** Turns an invitation down. System transaction. */
export async function declineInvitation(tx: Tx, id: Id<'invitation'>, joining: Joining): Promise<void> {
  const { person, from, at, requestId } = joining;
  const found = await needOwn(tx, id, { person, at, isProven: false });
  await tx.run(sql`
    update invitations i set revoked_at = ${at} where i.workspace_id = ${found.live} and i.id = ${id} and ${isOpen(at)}`);
  await recordAudit(tx, {
    chain: found.live,
    action: 'invitation.declined',
    actor: { kind: 'person', id: showId('person', person.id) },
    target: showId('invitation', id),
    personal: { person: person.id, email: person.email, ...from },
    ...(requestId ? { requestId } : {}),
    at,
  });
}

async function needOwn(
  tx: Tx,
  id: Id<'invitation'>,
  { person, at, isProven }: { person: Person; at: Date; isProven: boolean },
): Promise<Invited> {
  const row = await tx.maybe(sql<Row>`
    select ${columns} from invitations i join workspaces w on w.id = i.workspace_id
    where i.id = ${id} and i.email = ${person.email} and w.reseller_id = ${person.reseller} and ${isOpen(at)}`);
  const [found] = row && (isProven || person.isVerified) ? await read(tx, [row]) : [];
  if (!found) throw noInvitation();
  return found;
}

type Row = {
  id: string;
  workspace_id: string;
  name: string;
  reseller_id: string;
  email: string;
  role: InvitedRole;
  invited_by: string;
  expires_at: Date;
};

const columns = sql`i.id, i.workspace_id, w.name, w.reseller_id, i.email, i.role, i.invited_by, i.expires_at`;

function isOpen(now: Date) {
  return sql`i.accepted_at is null and i.revoked_at is null and i.expires_at > ${now}`;
}

async function read(tx: Tx, rows: Row[]): Promise<Invited[]> {
  const names = await inviterNames(
    tx,
    rows.map((row) => brand<'person'>(row.invited_by)),
  );
  return rows.map((row) => ({
    id: brand(row.id),
    live: brand(row.workspace_id),
    workspaceName: row.name,
    reseller: brand(row.reseller_id),
    email: row.email,
    role: row.role,
    inviter: names.get(brand(row.invited_by)) ?? '',
    expiresAt: row.expires_at,
  }));
}

function noInvitation(): Problem {
  return new Problem('not_found', { detail: 'There is no such invitation.' });
}
