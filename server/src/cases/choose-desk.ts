import { recordAudit } from '../audit/audit.ts';
import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import type { Tx } from '../db/db.ts';
import { linkedDevicesOf } from '../devices/devices.ts';
import { readHouseSettings, writeHouseSettings } from '../installation/installation.ts';
import { listPairs } from '../workspaces/workspaces.ts';

/** A device that may prove reporters. `device` is its public id. */
export type DeskChoice = {
  device: string;
  name: string;
  phone: Phone;
  workspace: string;
  isSandbox: boolean;
  isChosen: boolean;
};

/** The linked devices of the operator's own workspaces: nobody else's may hear reports. System transaction. */
export async function deskChoices(tx: Tx, operator: Id<'person'>): Promise<DeskChoice[]> {
  const { supportDevice } = await readHouseSettings(tx);
  const own = (await listPairs(tx, operator)).flatMap(({ live, sandbox }) => [live, sandbox]);
  const devices = await linkedDevicesOf(
    tx,
    own.map(({ id }) => id),
  );
  return own.flatMap((workspace) =>
    devices
      .filter((device) => device.workspace === workspace.id)
      .flatMap(({ id, name, phone }) => {
        if (!phone) return [];
        const device = showId('device', id);
        const isSandbox = workspace.kind === 'sandbox';
        return [{ device, name, phone, workspace: workspace.name, isSandbox, isChosen: device === supportDevice }];
      }),
  );
}

/** Makes one of them the number reporters write to, or none with ''. False when it is none of them. System transaction. */
export async function chooseDesk(
  tx: Tx,
  { device, by, now }: { device: string; by: Id<'person'>; now: Date },
): Promise<boolean> {
  const choices = await deskChoices(tx, by);
  if (device !== '' && !choices.some((choice) => choice.device === device)) return false;
  await writeHouseSettings(tx, { supportDevice: device });
  await recordAudit(tx, {
    chain: by,
    action: 'setting.changed',
    actor: { kind: 'operator', id: showId('person', by) },
    target: 'support_device',
    details: { device: device === '' ? null : device },
    at: now,
  });
  return true;
}
