import type { FastifyReply } from 'fastify';
import { agentLabel, networkOf } from '../../accounts/accounts.ts';
import type { Id } from '../../base/id.ts';
import { parseId, showId } from '../../base/id.ts';
import { Problem } from '../../base/problem.ts';
import type { Brand } from '../../brands/brands.ts';
import type { Db, Tx } from '../../db/db.ts';
import type { Mailer } from '../../mail/mail.ts';
import type { Act, OwnPair, Permission, Workspace } from '../../workspaces/workspaces.ts';
import { actingMember, findPair, roles } from '../../workspaces/workspaces.ts';
import type { Faults, Outcome } from '../answer-form.ts';
import { again } from '../answer-form.ts';
import type { Page, ShowPage } from '../page.ts';
import { showMissing } from '../page.ts';
import type { OwnVisit, PageRoutes } from '../routes.ts';
import { param } from '../routes.ts';
import type { Visit } from '../visit.ts';
import { waitText } from '../wait.ts';

/** What the pages of workspaces need from outside. */
export type TeamDeps = {
  db: Db;
  mailer: Mailer;
  /** The brand whose host a reseller's people sign in on. */
  brandFor: (reseller: Id<'reseller'>) => Brand;
  /** Makes a live workspace and its sandbox, whose birth follows. System transaction. */
  openPair: (tx: Tx, pair: { name: string; reseller: Id<'reseller'>; at: Date }) => Promise<{ live: Workspace }>;
  /** Lets a change of a membership, or of a key, hold at once in this process. */
  forgetMember: (person: Id<'person'>) => void;
  forgetKey: (publicId: string) => void;
};

/** And how they show themselves. */
export type TeamPages = TeamDeps & {
  pages: PageRoutes;
  show: ShowPage;
  showOwn: (visit: OwnVisit, page: Page) => FastifyReply;
};

export const home = '/account/workspaces';

/** The page of a pair; `part` is `keys` or `record`. */
export function pagePath({ live }: Pick<OwnPair, 'live'>, part = ''): string {
  return `${home}/${showId('workspace', live.id)}${part && `/${part}`}`;
}

/** Answers a page of one's own workspace; whoever is no member of it, or lacks the permission, finds no such page. */
export async function withPair(
  visit: OwnVisit,
  { db, show }: Pick<TeamPages, 'db' | 'show'>,
  answer: (pair: OwnPair) => Promise<FastifyReply>,
  permission?: Permission,
): Promise<FastifyReply> {
  const id = parseId('workspace', param(visit, 'id'));
  const pair = id && (await db.system((tx) => findPair(tx, visit.reader.person.id, id)));
  if (!pair || (permission && !may(pair, permission))) return showMissing(visit, show);
  return answer(pair);
}

export function may({ role }: OwnPair, permission: Permission): boolean {
  const held: ReadonlySet<Permission> = roles[role].permissions;
  return held.has(permission);
}

/** What somebody does to the team of a pair from a page. */
export function actOf(visit: OwnVisit, pair: OwnPair, { brandFor }: Pick<TeamDeps, 'brandFor'>): Act {
  const { brand, language, now, request } = visit;
  return {
    ...actingMember(pair, visit.reader.person),
    from: whereFrom(visit),
    brand: brand.reseller === pair.live.reseller ? brand : brandFor(pair.live.reseller),
    language,
    at: now,
    requestId: request.id,
  };
}

/** What is kept of the browser a person used. */
export function whereFrom({ knock }: Visit): { network: string; agent: string } {
  return { network: networkOf(knock.address), agent: agentLabel(knock.userAgent) };
}

/** Does what a form asks for; a refusal the rooms throw is told at the form. `field` is where a wrong address is told. */
export async function attempt(visit: OwnVisit, work: () => Promise<Outcome>, field = 'form'): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const faults = faultsOf(visit, error, field);
    if (!faults) throw error;
    return again(faults);
  }
}

const reasons = ['is_invited', 'is_member', 'is_owner', 'last_owner', 'too_many_workspaces'] as const;

function faultsOf({ t }: Visit, { code, told }: Problem, field: string): Faults | undefined {
  const reason = reasons.find((one) => one === told.params?.['reason']);
  if (reason) return { [field]: t(`team.fault_${reason}`) };
  if (code === 'validation_failed') return { [field]: t('register.email_wrong') };
  if (code === 'scope_missing') return { form: t('team.fault_reach') };
  if (code === 'not_found') return { form: t('team.fault_gone') };
  if (code === 'rate_limited')
    return { [field]: t('team.fault_letters', { wait: waitText(t, told.retryAfterSeconds ?? 60) }) };
  if (code === 'conflict') return { form: t('team.fault_limit') };
  return undefined;
}
