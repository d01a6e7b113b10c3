import type { Id } from '../base/id.ts';
import { parseId } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import type { KnownDevice } from '../devices/devices.ts';
import { devicesWithPhone } from '../devices/devices.ts';
import type { Traffic } from '../messages/messages.ts';
import { trafficWith } from '../messages/messages.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import { findWorkspaces } from '../workspaces/workspaces.ts';
import type { AbuseCase, CaseStep } from './case.ts';

/** What the operator may know to decide: who has the reported number, and how much passed between the two. */
export type CaseFacts = { workspace: Workspace; devices: { device: KnownDevice; traffic: Traffic }[] }[];

/** The facts about the workspaces that a proven case has found; none before it is proven. System transaction. */
export async function factsOf(
  tx: Tx,
  { abuseCase, steps, now }: { abuseCase: AbuseCase; steps: CaseStep[]; now: Date },
): Promise<CaseFacts> {
  const found: Id<'workspace'>[] = steps.flatMap(({ what, note }) =>
    what === 'suppressed' ? (parseId('workspace', note) ?? []) : [],
  );
  if (found.length === 0) return [];
  const workspaces = await findWorkspaces(tx, found);
  const devices = await devicesWithPhone(tx, abuseCase.reportedPhone);
  const facts: CaseFacts = [];
  for (const workspace of workspaces.values()) {
    const own = devices.filter((device) => device.workspace === workspace.id);
    const seen: CaseFacts[number]['devices'] = [];
    for (const device of own) {
      const traffic = await trafficWith(tx, {
        workspace: workspace.id,
        device: device.id,
        phone: abuseCase.reporterPhone,
        now,
      });
      seen.push({ device, traffic });
    }
    facts.push({ workspace, devices: seen });
  }
  return facts;
}
