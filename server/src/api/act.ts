import { agentLabel, networkOf } from '../accounts/accounts.ts';
import type { Actor } from '../audit/audit.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Tx } from '../db/db.ts';
import type { Language } from '../languages/languages.ts';
import { chooseLanguage, isLanguage } from '../languages/languages.ts';
import type { Act, Workspace } from '../workspaces/workspaces.ts';
import type { Caller, PersonCaller } from './caller.ts';
import { actorOf } from './caller.ts';
import type { House } from './house.ts';

type Asked = { house: House; caller: Caller; workspace: Workspace; host: string; now: Date; requestId: string };

/** What a caller does to the team of their workspace. */
export function actOf({ house, caller, workspace, host, now, requestId }: Asked): Act {
  const here = house.brands.of(host);
  return {
    workspace,
    permissions: caller.permissions,
    actor: auditActor(caller),
    person: caller.by === 'member' ? caller.person : null,
    ...(caller.by === 'member' ? { from: whereFrom(caller) } : {}),
    // Who is invited signs in where the workspace's people do, whatever host this request was sent to.
    brand: here.reseller === workspace.reseller ? here : house.brands.ofReseller(workspace.reseller),
    language: languageOf(caller),
    at: now,
    requestId,
  };
}

type Noted = { tx: Tx; caller: Caller; workspace: Workspace; now: Date; requestId: string };

/** Records in the workspace's own chain what a caller did, in the transaction that does it. */
export async function note(
  { tx, caller, workspace, now, requestId }: Noted,
  done: { action: string; target: string; details?: Record<string, string | number | boolean | null> },
): Promise<void> {
  await recordAudit(tx, {
    chain: workspace.id,
    ...done,
    actor: auditActor(caller),
    ...(caller.by === 'member'
      ? { personal: { person: caller.person.id, email: caller.person.email, ...whereFrom(caller) } }
      : {}),
    requestId,
    at: now,
  });
}

/** What is kept of the browser a person used. */
export function whereFrom({ asking: { knock } }: Pick<PersonCaller, 'asking'>): { network: string; agent: string } {
  return { network: networkOf(knock.address), agent: agentLabel(knock.userAgent) };
}

function auditActor(caller: Caller): Actor {
  return { kind: caller.by === 'key' ? 'key' : 'person', id: actorOf(caller) };
}

function languageOf(caller: Caller): Language {
  return caller.by === 'member' && isLanguage(caller.person.language)
    ? caller.person.language
    : chooseLanguage(undefined);
}
