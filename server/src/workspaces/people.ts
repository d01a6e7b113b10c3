import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import { platform } from './workspace.ts';

/** Does the installation have an operator already? System transaction. */
export async function hasOperator(tx: Tx): Promise<boolean> {
  const { found } = await tx.one(sql<{ found: boolean }>`select exists (select 1 from people where operator) as found`);
  return found;
}

/** Makes the first person, who runs the installation. `email` is stored in lower case. System transaction. */
export async function makeOperator(tx: Tx, { email, at }: { email: string; at: Date }): Promise<Id<'person'>> {
  const id = newId('person', at);
  await tx.run(sql`
    insert into people (id, reseller_id, email, operator) values (${id}, ${platform}, ${email.toLowerCase()}, true)`);
  return id;
}

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
