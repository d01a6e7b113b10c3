import type { Id } from '../base/id.ts';
import { brand, newId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** Makes a person the owner of a live workspace; its sandbox twin has the same members. System transaction. */
export async function makeOwner(
  tx: Tx,
  { workspace, person, at }: { workspace: Id<'workspace'>; person: Id<'person'>; at: Date },
): Promise<void> {
  await tx.run(sql`
    insert into members (workspace_id, id, person_id, role) values (${workspace}, ${newId('member', at)}, ${person}, 'owner')`);
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
