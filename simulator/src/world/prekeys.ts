import { devicesTable, prekeyBatchesTable } from '../store/tables.ts';
import { deviceRow } from './devices.ts';
import type { Device, PreKeyStock } from './world.ts';

const keyLength = 35;

export type PreKey = { id: number; public: Buffer };

export function preKeyCount(device: Device): number {
  const last = device.prekeys.batches.at(-1);
  return last ? last.first + last.keys.length / keyLength - device.prekeys.taken : 0;
}

/** Adds uploaded keys; ids already in stock are a repeated upload and are skipped. */
export function addPreKeys(device: Device, uploaded: readonly PreKey[]) {
  const known = idsOf(device.prekeys);
  const fresh = uploaded.filter((key) => !known.has(key.id));
  if (fresh.length === 0) return;
  const keys = Buffer.concat(fresh.map(packKey));
  const first = device.prekeys.taken + preKeyCount(device);
  device.prekeys.batches.push({ first, keys });
  const { world, phone } = device.account;
  world.simulator.store.put(prekeyBatchesTable, [world.id, phone, device.id, first, keys]);
}

/** Takes the oldest one-time key; undefined when none is left. Nobody else will be given the same key. */
export function takePreKey(device: Device): PreKey | undefined {
  const { prekeys } = device;
  const batch = prekeys.batches.find(({ first, keys }) => prekeys.taken < first + keys.length / keyLength);
  if (!batch) return undefined;
  const key = unpackKey(batch.keys, prekeys.taken - batch.first);
  prekeys.taken += 1;
  device.account.world.simulator.store.put(devicesTable, deviceRow(device));
  dropSpentBatches(device);
  return key;
}

function dropSpentBatches(device: Device) {
  const { batches, taken } = device.prekeys;
  const spent = batches[0];
  // The last batch stays: its numbering is where the next one begins.
  if (!spent || batches.length === 1 || taken < spent.first + spent.keys.length / keyLength) return;
  batches.shift();
  const { world, phone } = device.account;
  world.simulator.store.remove(prekeyBatchesTable, [world.id, phone, device.id, spent.first]);
}

function idsOf(stock: PreKeyStock): Set<number> {
  const ids = new Set<number>();
  for (const { keys } of stock.batches) {
    for (let at = 0; at < keys.length; at += keyLength) ids.add(keys.readUIntBE(at, 3));
  }
  return ids;
}

function packKey(key: PreKey): Buffer {
  const packed = Buffer.alloc(keyLength);
  packed.writeUIntBE(key.id, 0, 3);
  packed.set(key.public.subarray(0, 32), 3);
  return packed;
}

function unpackKey(keys: Buffer, index: number): PreKey {
  const at = index * keyLength;
  return { id: keys.readUIntBE(at, 3), public: keys.subarray(at + 3, at + keyLength) };
}
