import type { Person } from '../accounts/accounts.ts';
import type { Actor } from '../audit/audit.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Id } from '../base/id.ts';
import { Problem } from '../base/problem.ts';
import type { Brand } from '../brands/brands.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Language } from '../languages/languages.ts';
import type { Permission, Role } from './permissions.ts';
import { roles } from './permissions.ts';
import type { Workspace } from './workspace.ts';

/** Somebody who does something to the team of a workspace: who, with which permissions, from where. */
export type Act = {
  /** Live or sandbox: the team is the same. */
  workspace: Workspace;
  permissions: ReadonlySet<Permission>;
  actor: Actor;
  /** Null for a key. */
  person: Person | null;
  /** What is kept of the browser a person used. */
  from?: { network: string; agent: string };
  /** Whose name letters carry, and whose host their links lead to. */
  brand: Brand;
  language: Language;
  at: Date;
  requestId?: string;
};

/** The live workspace of a pair, on which its team stands. */
export function liveOf({ id, twin, kind }: Workspace): Id<'workspace'> {
  return kind === 'live' ? id : twin;
}

/** Makes whoever changes a team wait for whoever changes it now, so that counts of owners hold until the commit. System transaction. */
export async function lockTeam(tx: Tx, live: Id<'workspace'>): Promise<void> {
  await tx.one(sql`select id from workspaces where id = ${live} for no key update`);
}

/** Records an act in the live workspace's chain. */
export async function noteAct(
  tx: Tx,
  { workspace, actor, person, from, at, requestId }: Act,
  done: { action: string; target?: string; details?: Record<string, string | number | boolean | null> },
): Promise<void> {
  await recordAudit(tx, {
    chain: liveOf(workspace),
    ...done,
    actor,
    ...(person ? { personal: { person: person.id, email: person.email, ...from } } : {}),
    ...(requestId ? { requestId } : {}),
    at,
  });
}

/** Refuses to give or take a role that holds more than the one who acts. */
export function refuseBeyondReach({ permissions }: Act, role: Role): void {
  const more = [...roles[role].permissions].find((permission) => !permissions.has(permission));
  if (!more) return;
  throw new Problem('scope_missing', {
    detail: `The role ${role} holds \`${more}\`, which you do not hold yourself, so you can neither give nor take it.`,
    params: { permission: more, role },
  });
}
