import type { Person } from '../accounts/accounts.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Id } from '../base/id.ts';
import { brand, showId } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { type Act, liveOf, noteAct } from './act.ts';
import { makeOwner } from './members.ts';
import type { Role } from './permissions.ts';
import { roles } from './permissions.ts';
import type { Workspace, WorkspaceRow } from './workspace.ts';
import { readWorkspace, workspaceColumns } from './workspace.ts';

/** A pair as its member sees it. */
export type OwnPair = { live: Workspace; sandbox: Workspace; role: Role; member: Id<'member'>; createdAt: Date };

/** How many workspaces one person may own. */
const ownedMax = 10;

/** The pairs a person is a member of, oldest first. System transaction. */
export async function listPairs(tx: Tx, person: Id<'person'>): Promise<OwnPair[]> {
  return readPairs(tx, sql`m.person_id = ${person}`);
}

/** One of them, by its live or its sandbox id; `undefined` when it is none of theirs. System transaction. */
export async function findPair(tx: Tx, person: Id<'person'>, id: Id<'workspace'>): Promise<OwnPair | undefined> {
  const [pair] = await readPairs(tx, sql`m.person_id = ${person} and ${id} in (w.id, w.twin_id)`);
  return pair;
}

/** Makes a person the owner of a pair that was just made for them. System transaction. */
export async function ownPair(
  tx: Tx,
  live: Workspace,
  { person, from, at, requestId }: { person: Person; from?: Act['from']; at: Date; requestId?: string },
): Promise<void> {
  await makeOwner(tx, { workspace: live.id, person: person.id, at });
  await recordAudit(tx, {
    chain: live.id,
    action: 'workspace.made',
    actor: { kind: 'person', id: showId('person', person.id) },
    target: showId('workspace', live.id),
    personal: { person: person.id, email: person.email, ...from },
    ...(requestId ? { requestId } : {}),
    at,
  });
}

/** Refuses a person who owns as many workspaces as one may. Two askings at once wait for each other. System transaction. */
export async function refuseTooManyOwned(tx: Tx, person: Id<'person'>): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`workspaces:${person}`}, 0))`);
  const { owned } = await tx.one(sql<{ owned: number }>`
    select count(*)::int as owned from members where person_id = ${person} and role = 'owner'`);
  if (owned < ownedMax) return;
  throw new Problem('conflict', {
    detail: `A person may own ${ownedMax} workspaces.`,
    params: { reason: 'too_many_workspaces', limit: ownedMax },
  });
}

/** Renames both workspaces of a pair. System transaction. */
export async function renameWorkspace(tx: Tx, act: Act, name: string): Promise<void> {
  const live = liveOf(act.workspace);
  await tx.run(sql`update workspaces set name = ${name} where ${live} in (id, twin_id)`);
  await noteAct(tx, act, { action: 'workspace.renamed', target: showId('workspace', live), details: { name } });
}

type PairRow = WorkspaceRow & { pair_role: Role; member_id: string; joined: string; made_at: Date };

async function readPairs(tx: Tx, where: ReturnType<typeof sql>): Promise<OwnPair[]> {
  const rows = await tx.many(sql<PairRow>`
    select ${workspaceColumns}, p.role as pair_role, p.member_id, p.live as joined, w.created_at as made_at
    from (
      select m.role, m.id as member_id, w.id as live, w.twin_id from members m join workspaces w on w.id = m.workspace_id
      where ${where}) p
    join workspaces w on w.id in (p.live, p.twin_id) order by p.live, w.kind`);
  const pairs: OwnPair[] = [];
  for (const row of rows.filter(({ kind }) => kind === 'live')) {
    const sandbox = rows.find(({ id }) => id === row.twin_id);
    if (!sandbox) throw new Error('a live workspace without its sandbox');
    pairs.push({
      live: readWorkspace(row),
      sandbox: readWorkspace(sandbox),
      role: row.pair_role,
      member: brand(row.member_id),
      createdAt: row.made_at,
    });
  }
  return pairs;
}

/** What a member may do, for those who ask outside of a request to the API. */
export function actingMember(
  pair: OwnPair,
  person: Person,
): Pick<Act, 'workspace' | 'permissions' | 'actor' | 'person'> {
  return {
    workspace: pair.live,
    permissions: roles[pair.role].permissions,
    actor: { kind: 'person', id: showId('person', person.id) },
    person,
  };
}
