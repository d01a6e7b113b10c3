import type { Id } from '../base/id.ts';
import { parseId } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import type { Tx } from '../db/db.ts';
import { findDeviceAnywhere } from '../devices/devices.ts';
import { readHouseSettings } from '../installation/installation.ts';
import { findWorkspace } from '../workspaces/workspaces.ts';

/** The operator's number that reporters write to. In a sandbox numbers are pretend, and prove something in that sandbox only. */
export type ProofDesk = { device: Id<'device'>; workspace: Id<'workspace'>; phone: Phone; isSandbox: boolean };

/** The number as the operator chose it; `undefined` while none is set or it is not linked. System transaction. */
export async function proofDesk(tx: Tx): Promise<ProofDesk | undefined> {
  const { supportDevice } = await readHouseSettings(tx);
  const id = parseId('device', supportDevice);
  const device = id && (await findDeviceAnywhere(tx, id));
  if (!device?.phone || !device.isLinked) return undefined;
  const workspace = await findWorkspace(tx, device.workspace);
  if (!workspace) return undefined;
  return {
    device: device.id,
    workspace: workspace.id,
    phone: device.phone,
    isSandbox: workspace.kind === 'sandbox',
  };
}
