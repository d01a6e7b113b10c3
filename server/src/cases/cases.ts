import { recordAudit } from '../audit/audit.ts';
import type { Id } from '../base/id.ts';
import { parseId, showId } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import type { Ctx, Tx } from '../db/db.ts';
import { skipToNow } from '../events/events.ts';
import { findWorkspace, setWorkspaceState } from '../workspaces/workspaces.ts';
import type { AbuseCase, CaseState, CaseStep, NewCase } from './case.ts';
import {
  addStep,
  caseStepsOf,
  findCase,
  findCaseByLink,
  insertCase,
  isAnyProvable,
  listCases,
  lockCase,
  secretOf,
  setCaseState,
} from './case-rows.ts';
import type { DeskChoice } from './choose-desk.ts';
import { chooseDesk, deskChoices } from './choose-desk.ts';
import type { ProofDesk } from './desk.ts';
import { proofDesk } from './desk.ts';
import type { CaseFacts } from './facts.ts';
import { factsOf } from './facts.ts';
import type { LetterDeps } from './letters.ts';
import { tellDesks, tellOwners, tellReporter } from './letters.ts';
import { proveCase } from './prove.ts';
import type { Watch } from './watch.ts';
import { createWatch, reader } from './watch.ts';

export type { AbuseCase, CaseReason, CaseState, CaseStep, NewCase } from './case.ts';
export { caseReasons, caseStates, isProvable } from './case.ts';
export { countOpenCases, forgetCases } from './case-rows.ts';
export type { CaseFacts } from './facts.ts';
export { casePath } from './letters.ts';

/** `not_now`: the case is in no state from which that is possible. */
export type CaseOutcome = 'done' | 'not_now' | 'missing';

export type Cases = {
  /** The number reporters write to; `undefined` while there is none, and then cases wait for the operator. */
  desk(): Promise<Pick<ProofDesk, 'phone' | 'isSandbox'> | undefined>;
  /** The devices of an operator that may be it. */
  deskChoices(operator: Id<'person'>): Promise<DeskChoice[]>;
  /** Makes one of them it, by its public id, or none with ''; false when it is none of them. */
  chooseDesk(device: string, by: Id<'person'>): Promise<boolean>;
  /** Stores a report. `secret` opens its page and is in the letter to the reporter, if they left an address. */
  report(input: NewCase): Promise<{ abuseCase: AbuseCase; secret: string }>;
  /** What the reporter sees under their link; a wrong secret is answered like a wrong reference. */
  look(link: { reference: string; secret: string }): Promise<{ abuseCase: AbuseCase; steps: CaseStep[] } | undefined>;
  /** Newest first. */
  list(page: PageRequest & { state?: CaseState }): Promise<Page<AbuseCase>>;
  /** With what is known about the reported number: counts and times, no bodies of messages. */
  find(id: Id<'abuseCase'>): Promise<{ abuseCase: AbuseCase; steps: CaseStep[]; facts: CaseFacts } | undefined>;
  /** The operator has seen in another way that the number is the reporter's, and says how. */
  proveByHand(id: Id<'abuseCase'>, input: Decision): Promise<CaseOutcome>;
  /** Stops a workspace that the case has found; its owners are told the reason. Others of the same case may follow. */
  suspend(id: Id<'abuseCase'>, input: Decision & { workspace: Id<'workspace'> }): Promise<CaseOutcome>;
  /** Ends a case without consequences; the reporter is told the note. The suppression stays: it is the reporter's own wish. */
  dismiss(id: Id<'abuseCase'>, input: Decision): Promise<CaseOutcome>;
  /** Watches for messages that prove numbers. */
  watch: Watch;
};

/** Who decided, and the sentence that is told with it, ≤ 2000 characters. */
export type Decision = { by: Id<'person'>; note: string };

export function createCases(deps: LetterDeps & { ctx: Ctx }): Cases {
  const { db, clock } = deps.ctx;

  /** Does something with a locked case, unless its state forbids it. */
  function decide(
    id: Id<'abuseCase'>,
    from: readonly CaseState[],
    then: (tx: Tx, abuseCase: AbuseCase, now: Date) => Promise<CaseOutcome>,
  ): Promise<CaseOutcome> {
    return db.system(async (tx) => {
      const abuseCase = await lockCase(tx, id);
      if (!abuseCase) return 'missing';
      return from.includes(abuseCase.state) ? then(tx, abuseCase, clock.now()) : 'not_now';
    });
  }

  return {
    desk: () => db.system(proofDesk),
    deskChoices: (operator) => db.system((tx) => deskChoices(tx, operator)),
    chooseDesk: (device, by) => db.system((tx) => chooseDesk(tx, { device, by, now: clock.now() })),
    report: (input) =>
      db.system(async (tx) => {
        const now = clock.now();
        await skipToNow(tx, reader, async () => !(await isAnyProvable(tx, now)));
        const abuseCase = await insertCase(tx, deps.secrets, input, now);
        await addStep(tx, abuseCase.id, { what: 'reported', at: now });
        await tellReporter(tx, deps, { abuseCase, template: 'case_received' });
        if (!(await proofDesk(tx))) await tellDesks(tx, deps, { abuseCase, template: 'case_needs_proof' });
        return { abuseCase, secret: secretOf(deps.secrets, abuseCase.id) };
      }),
    look: ({ reference, secret }) =>
      db.system(async (tx) => {
        const abuseCase = await findCaseByLink(tx, reference, secret);
        return abuseCase && { abuseCase, steps: await caseStepsOf(tx, abuseCase.id) };
      }),
    list: (page) => db.system((tx) => listCases(tx, page)),
    find: (id) =>
      db.system(async (tx) => {
        const abuseCase = await findCase(tx, id);
        if (!abuseCase) return undefined;
        const steps = await caseStepsOf(tx, id);
        return { abuseCase, steps, facts: await factsOf(tx, { abuseCase, steps, now: clock.now() }) };
      }),
    proveByHand: (id, { by, note }) =>
      decide(id, ['unproven'], async (tx, abuseCase, now) => {
        await proveCase(tx, deps, { abuseCase, proof: { by: 'hand', person: by, note }, now });
        return 'done';
      }),
    suspend: (id, { workspace: workspaceId, by, note }) =>
      decide(id, ['open', 'suspended'], async (tx, abuseCase, now) => {
        const steps = await caseStepsOf(tx, id);
        const text = showId('workspace', workspaceId);
        const isFound = steps.some(
          ({ what, note: about }) => what === 'suppressed' && parseId('workspace', about) === workspaceId,
        );
        const workspace = isFound ? await findWorkspace(tx, workspaceId) : undefined;
        if (!workspace) return 'missing';
        await setWorkspaceState(tx, workspaceId, { state: 'suspended', reason: note });
        await recordAudit(tx, {
          chain: workspaceId,
          action: 'workspace.suspended',
          actor: { kind: 'operator', id: showId('person', by) },
          target: text,
          details: { case: showId('abuseCase', id), reason: abuseCase.reason },
          at: now,
        });
        await addStep(tx, id, { what: 'suspended', note: text, by, at: now });
        await tellOwners(tx, deps, { workspace, reason: note, reference: abuseCase.reference });
        if (abuseCase.state === 'open') await tellReporter(tx, deps, { abuseCase, template: 'case_suspended' });
        await setCaseState(tx, id, 'suspended', now);
        return 'done';
      }),
    dismiss: (id, { by, note }) =>
      decide(id, ['unproven', 'open'], async (tx, abuseCase, now) => {
        await addStep(tx, id, { what: 'dismissed', note, by, at: now });
        await setCaseState(tx, id, 'dismissed', now);
        await tellReporter(tx, deps, { abuseCase, template: 'case_dismissed', note });
        return 'done';
      }),
    watch: createWatch(deps),
  };
}
