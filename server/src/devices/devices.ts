import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import type { Page, PageRequest } from '../base/page.ts';
import type { Tx } from '../db/db.ts';
import type { DeviceKind } from '../engine/engine.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import type { DeviceObject } from './device.ts';
import { cancelPairing, pairDevice, showPairing } from './link.ts';
import type { NewPairing, PairingObject } from './pairing.ts';
import { changeDevice, createDevice, deleteDevice, getDevice, listDevices } from './register.ts';
import { connectDevice, disconnectDevice, logoutDevice, pauseDevice, resumeDevice } from './wishes.ts';

export { bornNumbers, giveBirth } from './birth.ts';
export type { Connections } from './connections.ts';
export { createConnections } from './connections.ts';
export type { DeviceObject } from './device.ts';
export type { KnownDevice } from './lookup.ts';
export { devicesWithPhone, findDeviceAnywhere, linkedDevicesOf } from './lookup.ts';
export type { NewPairing, PairingObject } from './pairing.ts';
export type { PlannedBirth } from './plan-birth.ts';
export { awaitBirth, birthJob, openPair } from './plan-birth.ts';
export type { SendingDevice, StandStill } from './sending.ts';
export { devicePhone, mustSendFrom, recipientCaps, sendingDevice, standStill } from './sending.ts';

type WorkspaceId = Id<'workspace'>;
type DeviceId = Id<'device'>;

/**
 * The verbs of the API. They work in the caller's transaction (`db.workspace` of the same workspace), refuse by throwing
 * a Problem (`not_found` for a device of anybody else) and only write what is wanted; the connections carry it out
 * once the transaction has committed.
 */
export type Devices = {
  /** The first device of a workspace becomes its default. `cloud` is refused with `not_available`. */
  create(tx: Tx, workspace: WorkspaceId, input: { name: string; kind: DeviceKind }): Promise<DeviceObject>;
  /** In order of creation. `only`: the devices an API key is restricted to. */
  list(tx: Tx, workspace: WorkspaceId, page: PageRequest & { only?: DeviceId[] | null }): Promise<Page<DeviceObject>>;
  get(tx: Tx, workspace: WorkspaceId, id: DeviceId): Promise<DeviceObject>;
  /** `default: true` takes the place of the present default; `false` is refused, because a workspace always has one. */
  update(tx: Tx, workspace: WorkspaceId, id: DeviceId, change: DeviceChange): Promise<DeviceObject>;
  /** Hides the device at once and logs it out in the background; another device becomes the default. */
  delete(tx: Tx, workspace: WorkspaceId, id: DeviceId): Promise<void>;
  /** Starts pairing; a running pairing is replaced. The QR or code follows within seconds: see `pairing`. */
  pair(tx: Tx, workspace: Workspace, id: DeviceId, input: NewPairing): Promise<PairingObject>;
  /** The current QR or code; refused with `not_found` when no pairing runs. */
  pairing(tx: Tx, workspace: WorkspaceId, id: DeviceId): Promise<PairingObject>;
  /** Ends a running pairing; refused with `not_found` when none runs. */
  cancelPairing(tx: Tx, workspace: WorkspaceId, id: DeviceId): Promise<DeviceObject>;
  /** Wants the device connected; refused with `device_not_linked`, `device_logged_out` or `device_banned`. */
  connect(tx: Tx, workspace: Workspace, id: DeviceId): Promise<DeviceObject>;
  /** Keeps the link, closes the connection until `connect`. */
  disconnect(tx: Tx, workspace: WorkspaceId, id: DeviceId): Promise<DeviceObject>;
  /** Removes the link on WhatsApp's side and ours; the device must be paired again. */
  logout(tx: Tx, workspace: WorkspaceId, id: DeviceId): Promise<DeviceObject>;
  /** Holds back what is queued; what arrives still arrives. */
  pause(tx: Tx, workspace: WorkspaceId, id: DeviceId): Promise<DeviceObject>;
  resume(tx: Tx, workspace: WorkspaceId, id: DeviceId): Promise<DeviceObject>;
};

export type DeviceChange = { name?: string | undefined; default?: boolean | undefined };

/** `wake`: called after a commit that changed what is wanted; give it the connections' `signal`. */
export type DevicesDeps = { secrets: Secrets; clock: Clock; wake: () => void };

export function createDevices(deps: DevicesDeps): Devices {
  return {
    create: (tx, workspace, input) => createDevice(tx, deps, workspace, input),
    list: listDevices,
    get: getDevice,
    update: changeDevice,
    delete: (tx, workspace, id) => deleteDevice(tx, deps, workspace, id),
    pair: (tx, workspace, id, input) => pairDevice(tx, deps, { workspace, id, input }),
    pairing: (tx, workspace, id) => showPairing(tx, deps, workspace, id),
    cancelPairing: (tx, workspace, id) => cancelPairing(tx, deps, workspace, id),
    connect: (tx, workspace, id) => connectDevice(tx, deps, workspace, id),
    disconnect: (tx, workspace, id) => disconnectDevice(tx, deps, workspace, id),
    logout: (tx, workspace, id) => logoutDevice(tx, deps, workspace, id),
    pause: (tx, workspace, id) => pauseDevice(tx, deps, workspace, id),
    resume: (tx, workspace, id) => resumeDevice(tx, deps, workspace, id),
  };
}
