import type { BinaryNode } from 'baileys';
import { S_WHATSAPP_NET } from 'baileys';
import { devicesTable, prekeyBatchesTable, sessionsTable, type Value, waitingTable } from '../store/tables.ts';
import { phoneJid } from './accounts.ts';
import { deliver, seconds, stanzaId } from './delivery.ts';
import type { Account, Device, World } from './world.ts';

export function saveDevice(device: Device) {
  device.account.world.simulator.store.put(devicesTable, deviceRow(device));
}

export function deviceRow(device: Device): Value[] {
  return [
    device.account.world.id,
    device.account.phone,
    device.id,
    device.noiseKey,
    device.identity,
    device.registrationId,
    device.signedPreKey.id,
    device.signedPreKey.public,
    device.signedPreKey.signature,
    device.keyIndex,
    device.certificate,
    device.platform,
    device.bootstrapped,
    device.prekeys.taken,
    device.linkedAt,
  ];
}

/** Links a device whose client has confirmed the pairing. */
export function linkDevice(account: Account, device: Device) {
  account.devices.set(device.id, device);
  saveDevice(device);
  tellAboutDevices(account, 'add', device);
}

/** Forgets a device and all that waited for it. An open connection is told and closed once this is durable. */
export function unlinkDevice(device: Device) {
  const { account } = device;
  const { world, phone } = account;
  const { store } = world.simulator;
  if (!account.devices.delete(device.id)) return;
  store.remove(devicesTable, [world.id, phone, device.id]);
  for (const seq of device.waiting.keys()) store.remove(waitingTable, [world.id, phone, device.id, seq]);
  for (const { first } of device.prekeys.batches) store.remove(prekeyBatchesTable, [world.id, phone, device.id, first]);
  forgetSessions(world, `${account.lid}.${device.id}`);
  tellAboutDevices(account, 'remove', device);
  store.after(() => {
    const { connection } = device;
    connection?.send({
      tag: 'stream:error',
      attrs: { code: '401' },
      content: [{ tag: 'conflict', attrs: { type: 'device_removed' } }],
    });
    connection?.close();
  });
}

function forgetSessions(world: World, peer: string) {
  for (const account of world.accounts.values()) {
    if (account.sessions.delete(peer)) world.simulator.store.remove(sessionsTable, [world.id, account.phone, peer]);
  }
}

/** Tells every device that keeps this account's device list, also those that are away. */
function tellAboutDevices(account: Account, change: 'add' | 'remove', changed: Device) {
  const { world } = account;
  for (const other of world.accounts.values()) {
    for (const device of other.devices.values()) {
      if (device === changed) continue;
      if (other === account || device.knows.has(account.phone) || other.chats.has(account.phone)) {
        deliver(device, devicesNotification(account, change, changed));
      }
    }
  }
}

function devicesNotification(account: Account, change: 'add' | 'remove', device: Device): BinaryNode {
  const { clock } = account.world.simulator;
  return {
    tag: 'notification',
    attrs: { from: phoneJid(account), type: 'devices', id: stanzaId(), t: seconds(clock.now()) },
    content: [
      {
        tag: change,
        attrs: {},
        content: [
          { tag: 'device', attrs: { jid: phoneJid(account, device.id), 'key-index': String(device.keyIndex) } },
          { tag: 'key-index-list', attrs: { ts: seconds(clock.now()) } },
        ],
      },
    ],
  };
}

/** Tells a device that the server runs out of its one-time keys. */
export function warnAboutPreKeys(device: Device, left: number) {
  const { clock } = device.account.world.simulator;
  deliver(device, {
    tag: 'notification',
    attrs: { from: S_WHATSAPP_NET, type: 'encrypt', id: stanzaId(), t: seconds(clock.now()) },
    content: [{ tag: 'count', attrs: { value: String(left) } }],
  });
}
