import { recordAudit } from '../audit/audit.ts';
import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import { suppressPhone } from '../contacts/contacts.ts';
import type { Tx } from '../db/db.ts';
import { devicesWithPhone } from '../devices/devices.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import { findWorkspaces } from '../workspaces/workspaces.ts';
import type { AbuseCase } from './case.ts';
import { addStep, setProven } from './case-rows.ts';
import type { ProofDesk } from './desk.ts';
import type { LetterDeps } from './letters.ts';
import { tellDesks, tellReporter } from './letters.ts';

/** How the number was proven: by a message to the desk, or by the operator, who says how. */
export type Proof = { by: 'message'; desk: ProofDesk } | { by: 'hand'; person: Id<'person'>; note: string };

/**
 * Opens a locked, unproven case: from the commit on nobody at the reported number can write to the reporter, unless they write
 * START themselves. What is true becomes so in one transaction: suppressions, steps, audit entries, letters.
 */
export async function proveCase(
  tx: Tx,
  deps: LetterDeps,
  { abuseCase, proof, now }: { abuseCase: AbuseCase; proof: Proof; now: Date },
): Promise<void> {
  const { id, reporterPhone } = abuseCase;
  const workspaces = await reportedWorkspaces(tx, abuseCase, proof);
  await setProven(tx, id, { workspace: workspaces[0]?.id ?? null, now });
  if (proof.by === 'message') await addStep(tx, id, { what: 'proven', at: now });
  else await addStep(tx, id, { what: 'proven_by_hand', note: proof.note, by: proof.person, at: now });
  for (const workspace of workspaces) {
    await suppressPhone(tx, deps.secrets, {
      workspace: workspace.id,
      phone: reporterPhone,
      // Their own wish, proven: so only they can take it back.
      source: 'person',
      reason: 'report',
      at: now,
      actor: 'platform',
    });
    await addStep(tx, id, { what: 'suppressed', note: showId('workspace', workspace.id), at: now });
    await recordAudit(tx, {
      chain: workspace.id,
      action: 'case.opened',
      actor:
        proof.by === 'message' ? { kind: 'house', id: null } : { kind: 'operator', id: showId('person', proof.person) },
      target: showId('abuseCase', id),
      details: { reason: abuseCase.reason },
      at: now,
    });
  }
  if (workspaces.length === 0) await addStep(tx, id, { what: 'nobody_here', at: now });
  await tellReporter(tx, deps, { abuseCase, template: 'case_proven' });
  await tellDesks(tx, deps, { abuseCase, template: 'case_opened' });
}

/** The workspaces a reported number is or was at home in. Pretend numbers reach no further than their sandbox. */
async function reportedWorkspaces(tx: Tx, { reportedPhone }: AbuseCase, proof: Proof): Promise<Workspace[]> {
  const devices = await devicesWithPhone(tx, reportedPhone);
  const found = await findWorkspaces(tx, [...new Set(devices.map((device) => device.workspace))]);
  const all = devices.flatMap(({ workspace }) => found.get(workspace) ?? []);
  const reached = all.filter((workspace) =>
    proof.by === 'message' && proof.desk.isSandbox ? workspace.id === proof.desk.workspace : workspace.kind === 'live',
  );
  return [...new Set(reached)];
}
