import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Db } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Permission, Role } from './permissions.ts';
import { roles } from './permissions.ts';
import type { Workspace, WorkspaceRow } from './workspace.ts';
import { readWorkspace, workspaceColumns } from './workspace.ts';

/** A person's place in a workspace. Members of a live workspace are members of its sandbox too; `member` is the live one's id. */
export type Membership = {
  member: Id<'member'>;
  role: Role;
  workspace: Workspace;
  permissions: ReadonlySet<Permission>;
};

/** Finds memberships. What it read is believed for at most one second, as with keys. */
export type MemberRing = {
  /** A person's place in a live workspace or a sandbox; `undefined` when there is no such workspace or no place in it. */
  find(person: Id<'person'>, workspace: Id<'workspace'>): Promise<Membership | undefined>;
  /** Forgets what was read of a person, so that a change in this process holds at once. */
  forget(person: Id<'person'>): void;
};

/** How long a row is believed, in milliseconds: removal, a new role and suspension hold everywhere within this time. */
const believedMs = 1_000;
const peopleMax = 10_000;

type Entry = { readAtMs: number; found: Promise<Membership | undefined> };

export function createMemberRing({ db, clock }: { db: Db; clock: Clock }): MemberRing {
  const byPerson = new Map<Id<'person'>, Map<Id<'workspace'>, Entry>>();

  return {
    find(person, workspace) {
      const nowMs = clock.now().getTime();
      if (byPerson.size >= peopleMax) byPerson.clear();
      const own = byPerson.get(person) ?? new Map<Id<'workspace'>, Entry>();
      byPerson.set(person, own);
      // Whoever tries endless workspaces costs one query each, not our memory.
      for (const [id, { readAtMs }] of own) if (nowMs - readAtMs >= believedMs) own.delete(id);
      const entry = own.get(workspace);
      if (entry) return entry.found;
      const found = read(db, person, workspace);
      own.set(workspace, { readAtMs: nowMs, found });
      found.catch(() => own.delete(workspace));
      return found;
    },
    forget: (person) => void byPerson.delete(person),
  };
}

type Row = WorkspaceRow & { member_id: string; role: Role };

// The system role, because members stand on the live workspace, also those who ask for the sandbox.
async function read(db: Db, person: Id<'person'>, workspace: Id<'workspace'>): Promise<Membership | undefined> {
  const row = await db.system((tx) =>
    tx.maybe(sql<Row>`
      select m.id as member_id, m.role, ${workspaceColumns} from workspaces w
      join members m on m.workspace_id = case w.kind when 'live' then w.id else w.twin_id end and m.person_id = ${person}
      where w.id = ${workspace}`),
  );
  if (!row) return undefined;
  const { role } = row;
  return { member: brand(row.member_id), role, workspace: readWorkspace(row), permissions: roles[role].permissions };
}
