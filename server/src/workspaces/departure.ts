import { recordAudit } from '../audit/audit.ts';
import type { Id } from '../base/id.ts';
import { brand, showId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Role } from './permissions.ts';

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

/**
 * Ends all memberships of a person whose account is erased. A workspace that nobody is left in is suspended with its sandbox: it
 * sends nothing more, and its data goes when its time of keeping is over. One that loses its only owner while others stay (its
 * other owner left during the days of waiting) passes to the admin, else the member, who is there longest. System transaction.
 */
export async function endMemberships(tx: Tx, person: Id<'person'>, at: Date): Promise<void> {
  await lockTeamsOf(tx, person);
  await tx.run(sql`
    delete from ownership_transfers t using members m
    where m.person_id = ${person} and t.workspace_id = m.workspace_id and m.id in (t.member_id, t.asked_by)`);
  const left = await tx.many(sql<{ workspace_id: string; id: string; role: Role }>`
    delete from members where person_id = ${person} returning workspace_id, id, role`);
  for (const { workspace_id, id, role } of left) {
    await note(tx, workspace_id, at, { action: 'member.left', target: showId('member', id), details: { role } });
    await secure(tx, workspace_id, at);
  }
}

async function secure(tx: Tx, live: string, at: Date): Promise<void> {
  const [heir] = await tx.many(sql<{ id: string; role: Role }>`
    select id, role from members where workspace_id = ${live}
    order by role = 'owner' desc, role = 'admin' desc, created_at, id limit 1`);
  if (!heir) {
    await tx.run(sql`
      update workspaces set state = 'suspended', state_reason = 'Its last member left.' where ${live}::uuid in (id, twin_id)`);
    await note(tx, live, at, { action: 'workspace.suspended', details: { reason: 'no_members' } });
  } else if (heir.role !== 'owner') {
    await tx.run(sql`update members set role = 'owner' where workspace_id = ${live} and id = ${heir.id}`);
    await note(tx, live, at, { action: 'ownership.inherited', target: showId('member', heir.id) });
  }
}

async function note(
  tx: Tx,
  live: string,
  at: Date,
  done: { action: string; target?: string; details?: Record<string, string> },
): Promise<void> {
  await recordAudit(tx, { chain: brand<'workspace'>(live), ...done, actor: { kind: 'house', id: null }, at });
}

// Whoever else changes these teams waits, so that what is counted here holds until the commit.
async function lockTeamsOf(tx: Tx, person: Id<'person'>): Promise<void> {
  await tx.many(sql`
    select w.id from workspaces w where w.id in (select workspace_id from members where person_id = ${person})
    order by w.id for no key update`);
}
