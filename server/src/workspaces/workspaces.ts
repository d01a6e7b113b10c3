import { randomInt } from 'node:crypto';
import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Workspace, WorkspaceState } from './workspace.ts';
import { findWorkspace } from './workspace.ts';

export type { Act } from './act.ts';
export type { ApiKey } from './api-keys.ts';
export { listApiKeys, makeApiKey, revokeApiKey } from './api-keys.ts';
export { endMemberships, ownedAlone } from './departure.ts';
export type { InvitationObject, InvitedRole } from './invitations.ts';
export { invite, inviteAgain, listInvitations, revokeInvitation } from './invitations.ts';
export type { Invited } from './joining.ts';
export { acceptInvitation, declineInvitation, invitationsTo, isInvited, lookAtInvitation } from './joining.ts';
export type { KeyCaller, KeyRing } from './key-ring.ts';
export { createKeyRing } from './key-ring.ts';
export type { LimitKey } from './limits.ts';
export { limits, projectLimits } from './limits.ts';
export type { MemberRing, Membership } from './member-ring.ts';
export { createMemberRing } from './member-ring.ts';
export type { MemberObject } from './members.ts';
export {
  changeRole,
  findQuickstart,
  getMember,
  listMembers,
  makeOwner,
  memberOf,
  ownersOf,
  removeMember,
} from './members.ts';
export type { Override } from './overrides.ts';
export { isLimitKey, listOverrides, resetOverride, setOverride } from './overrides.ts';
export type { OwnPair } from './own.ts';
export {
  actingMember,
  findPair,
  listPairs,
  ownPair,
  refuseTooManyOwned,
  renameWorkspace,
} from './own.ts';
export { acceptOwnership, endOffer, findOffer, offerOwnership } from './ownership.ts';
export type { Permission, Role } from './permissions.ts';
export { isRole, permissions, reaches, roleNames, roles, scopes } from './permissions.ts';
export type { Plan, Price } from './plans.ts';
export { listPlans } from './plans.ts';
export { makeReseller } from './resellers.ts';
export { addUsage } from './usage.ts';
export type { Workspace, WorkspaceState } from './workspace.ts';
export { countWorkspaces, findWorkspace, findWorkspaces, platform } from './workspace.ts';

/** Makes a live workspace and its sandbox twin, with a data key each. `tx` is a system transaction. */
export async function createWorkspacePair(
  tx: Tx,
  secrets: Secrets,
  { name, reseller, at }: { name: string; reseller: Id<'reseller'>; at: Date },
): Promise<{ live: Workspace; sandbox: Workspace }> {
  const live = newId('workspace', at);
  const sandbox = newId('workspace', at);
  await tx.run(sql`
    insert into workspaces (id, reseller_id, kind, twin_id, name, world, plan_version_id)
    select v.id, ${reseller}::uuid, v.kind, v.twin, ${name}, v.world, (
      select id from plan_versions where reseller_id = ${reseller}::uuid order by version desc limit 1)
    from (values
      (${live}::uuid, 'live', ${sandbox}::uuid, null),
      (${sandbox}::uuid, 'sandbox', ${live}::uuid, ${newWorld()})
    ) as v (id, kind, twin, world)`);
  for (const id of [live, sandbox]) await secrets.makeKey(tx, id);
  return { live: await mustFind(tx, live), sandbox: await mustFind(tx, sandbox) };
}

/** Sets what a workspace may do; a suspended one reads but sends nothing. Returns whether it exists. System transaction. */
export async function setWorkspaceState(
  tx: Tx,
  id: Id<'workspace'>,
  { state, reason }: { state: WorkspaceState; reason: string },
): Promise<boolean> {
  const changed = await tx.run(
    sql`update workspaces set state = ${state}, state_reason = ${reason} where id = ${id} returning id`,
  );
  return changed === 1;
}

async function mustFind(tx: Tx, id: Id<'workspace'>): Promise<Workspace> {
  const found = await findWorkspace(tx, id);
  if (!found) throw new Error('a workspace vanished while it was made');
  return found;
}

const worldLetters = 'abcdefghijklmnopqrstuvwxyz0123456789';

// Random, so that knowing one world's address says nothing about another's.
function newWorld(): string {
  return Array.from({ length: 20 }, () => worldLetters[randomInt(worldLetters.length)]).join('');
}
