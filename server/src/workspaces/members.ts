import { findPeople } from '../accounts/accounts.ts';
import type { Id } from '../base/id.ts';
import { brand, newId, showId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { type Act, liveOf, lockTeam, noteAct, refuseBeyondReach } from './act.ts';
import type { Role } from './permissions.ts';
import type { Workspace } from './workspace.ts';

/** A member as the API shows them. */
export type MemberObject = {
  id: string;
  person: string;
  name: string;
  email: string;
  role: Role;
  joined_at: string;
};

/** A member as the room keeps them. */
export type Member = { id: Id<'member'>; person: Id<'person'>; role: Role; joinedAt: Date };

/** Makes a person the owner of a live workspace; its sandbox twin has the same members. System transaction. */
export async function makeOwner(
  tx: Tx,
  { workspace, person, at }: { workspace: Id<'workspace'>; person: Id<'person'>; at: Date },
): Promise<void> {
  await addMember(tx, { live: workspace, person, role: 'owner', at });
}

/** Adds a member, unless the person is one already: then their role stays. Answers whether they are new. System transaction. */
export async function addMember(
  tx: Tx,
  { live, person, role, at }: { live: Id<'workspace'>; person: Id<'person'>; role: Role; at: Date },
): Promise<Id<'member'> | undefined> {
  const id = newId('member', at);
  const added = await tx.run(sql`
    insert into members (workspace_id, id, person_id, role, created_at) values (${live}, ${id}, ${person}, ${role}, ${at})
    on conflict (workspace_id, person_id) do nothing`);
  return added === 1 ? id : undefined;
}

/** In order of joining. System transaction. */
export async function listMembers(
  tx: Tx,
  workspace: Workspace,
  { limit, after }: PageRequest,
): Promise<Page<MemberObject>> {
  const rows = await tx.many(sql<MemberRow>`
    select ${memberColumns} from members m
    where m.workspace_id = ${liveOf(workspace)} and (${after ?? null}::uuid is null or m.id > ${after ?? null}::uuid)
    order by m.id limit ${limit + 1}`);
  const kept = rows.slice(0, limit).map(readMember);
  const last = kept.at(-1);
  return { data: await show(tx, kept), next: rows.length > limit && last ? last.id : null };
}

/** Throws `not_found` when there is no such member. System transaction. */
export async function getMember(tx: Tx, workspace: Workspace, id: Id<'member'>): Promise<MemberObject> {
  const [shown] = await show(tx, [await needMember(tx, liveOf(workspace), id)]);
  if (!shown) throw noMember();
  return shown;
}

/** Gives a member another role. Refuses to leave a workspace without an owner. System transaction. */
export async function changeRole(tx: Tx, act: Act, { id, role }: { id: Id<'member'>; role: Role }): Promise<Member> {
  const live = liveOf(act.workspace);
  await lockTeam(tx, live);
  const member = await needMember(tx, live, id);
  refuseBeyondReach(act, member.role);
  refuseBeyondReach(act, role);
  if (member.role === role) return member;
  if (member.role === 'owner') await refuseLastOwner(tx, live, id);
  await setRole(tx, live, id, role);
  await noteAct(tx, act, {
    action: 'member.role_changed',
    target: showId('member', id),
    details: { from: member.role, to: role },
  });
  return { ...member, role };
}

/** Ends a membership: somebody else's, or one's own, which needs no permission. Never the last owner's. System transaction. */
export async function removeMember(tx: Tx, act: Act, id: Id<'member'>): Promise<Member> {
  const live = liveOf(act.workspace);
  await lockTeam(tx, live);
  const member = await needMember(tx, live, id);
  const isSelf = act.person?.id === member.person;
  if (!isSelf) refuseBeyondReach(act, member.role);
  if (member.role === 'owner') await refuseLastOwner(tx, live, id);
  await forgetTransfersOf(tx, live, id);
  await tx.run(sql`delete from members where workspace_id = ${live} and id = ${id}`);
  await noteAct(tx, act, {
    action: isSelf ? 'member.left' : 'member.removed',
    target: showId('member', id),
    details: { role: member.role, person: showId('person', member.person) },
  });
  return member;
}

/** A person's own membership; throws `not_found` when they have none. System transaction. */
export async function memberOf(tx: Tx, live: Id<'workspace'>, person: Id<'person'>): Promise<Member> {
  const row = await tx.maybe(sql<MemberRow>`
    select ${memberColumns} from members m where m.workspace_id = ${live} and m.person_id = ${person}`);
  if (!row) throw noMember();
  return readMember(row);
}

export async function needMember(tx: Tx, live: Id<'workspace'>, id: Id<'member'>): Promise<Member> {
  const row = await tx.maybe(sql<MemberRow>`
    select ${memberColumns} from members m where m.workspace_id = ${live} and m.id = ${id}`);
  if (!row) throw noMember();
  return readMember(row);
}

/** Sets a role. An open offer of ownership ends when the role of either side changes. System transaction, with the team locked. */
export async function setRole(tx: Tx, live: Id<'workspace'>, id: Id<'member'>, role: Role): Promise<void> {
  await tx.run(sql`update members set role = ${role} where workspace_id = ${live} and id = ${id}`);
  await forgetTransfersOf(tx, live, id);
}

/** The oldest sandbox whose live twin has no members: the quickstart's. System transaction. */
export async function findQuickstart(tx: Tx, name: string): Promise<Id<'workspace'> | undefined> {
  const row = await tx.maybe(sql<{ id: Id<'workspace'> }>`
    select w.id from workspaces w
    where w.kind = 'sandbox' and w.name = ${name} and w.state <> 'suspended'
      and not exists (select 1 from members m where m.workspace_id in (w.id, w.twin_id))
    order by w.id limit 1`);
  return row?.id;
}

/** The owners of a live workspace. System transaction. */
export async function ownersOf(tx: Tx, workspace: Id<'workspace'>): Promise<Id<'person'>[]> {
  const rows = await tx.many(sql<{ person: string }>`
    select person_id as person from members where workspace_id = ${workspace} and role = 'owner' order by id`);
  return rows.map(({ person }) => brand<'person'>(person));
}

type MemberRow = { id: string; person_id: string; role: Role; created_at: Date };

const memberColumns = sql`m.id, m.person_id, m.role, m.created_at`;

function readMember(row: MemberRow): Member {
  return { id: brand(row.id), person: brand(row.person_id), role: row.role, joinedAt: row.created_at };
}

async function show(tx: Tx, members: Member[]): Promise<MemberObject[]> {
  const people = await findPeople(
    tx,
    members.map(({ person }) => person),
  );
  return members.map(({ id, person, role, joinedAt }) => ({
    id: showId('member', id),
    person: showId('person', person),
    name: people.get(person)?.name ?? '',
    email: people.get(person)?.email ?? '',
    role,
    joined_at: joinedAt.toISOString(),
  }));
}

async function refuseLastOwner(tx: Tx, live: Id<'workspace'>, id: Id<'member'>): Promise<void> {
  const { others } = await tx.one(sql<{ others: number }>`
    select count(*)::int as others from members where workspace_id = ${live} and role = 'owner' and id <> ${id}`);
  if (others > 0) return;
  throw new Problem('conflict', {
    detail: 'This is the only owner. Make somebody else an owner first, or hand the workspace over.',
    params: { reason: 'last_owner' },
  });
}

async function forgetTransfersOf(tx: Tx, live: Id<'workspace'>, id: Id<'member'>): Promise<void> {
  await tx.run(sql`
    delete from ownership_transfers where workspace_id = ${live} and (member_id = ${id} or asked_by = ${id})`);
}

function noMember(): Problem {
  return new Problem('not_found', { detail: 'There is no such member.' });
}
