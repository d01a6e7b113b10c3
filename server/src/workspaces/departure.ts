import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';

/** The names of workspaces of which a person is the only owner while others are members too. System transaction. */
export async function ownedAlone(tx: Tx, person: Id<'person'>): Promise<string[]> {
  await lockTeamsOf(tx, person);
  const rows = await tx.many(sql<{ name: string }>`
    select w.name from members m join workspaces w on w.id = m.workspace_id
    where m.person_id = ${person} and m.role = 'owner'
      and exists (select 1 from members o where o.workspace_id = m.workspace_id and o.id <> m.id)
      and not exists (select 1 from members o where o.workspace_id = m.workspace_id and o.id <> m.id and o.role = 'owner')
    order by w.name`);
  return rows.map(({ name }) => name);
}

/** Ends all memberships of a person. Workspaces that nobody is left in, and their sandboxes, send nothing more. System transaction. */
export async function endMemberships(tx: Tx, person: Id<'person'>): Promise<void> {
  await lockTeamsOf(tx, person);
  await tx.run(sql`
    delete from ownership_transfers t using members m
    where m.person_id = ${person} and t.workspace_id = m.workspace_id and m.id in (t.member_id, t.asked_by)`);
  const left = await tx.many(sql<{ workspace_id: string }>`
    delete from members where person_id = ${person} returning workspace_id`);
  const ids = left.map(({ workspace_id }) => workspace_id);
  await tx.run(sql`
    update workspaces w set state = 'suspended', state_reason = 'Its last member left.'
    where (w.id = any(${ids}::uuid[]) or w.twin_id = any(${ids}::uuid[]))
      and not exists (select 1 from members m where m.workspace_id in (w.id, w.twin_id))`);
}

// Whoever else changes these teams waits, so that what is counted here holds until the commit.
async function lockTeamsOf(tx: Tx, person: Id<'person'>): Promise<void> {
  await tx.many(sql`
    select w.id from workspaces w where w.id in (select workspace_id from members where person_id = ${person})
    order by w.id for no key update`);
}
