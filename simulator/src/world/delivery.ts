import { randomBytes } from 'node:crypto';
import { type BinaryNode, encodeBinaryNode, S_WHATSAPP_NET } from 'baileys';
import { waitingTable } from '../store/tables.ts';
import { takeFault } from '../strict/faults.ts';
import type { Connection } from './world.ts';
import { type Account, type Device, nextTick, type Waiting } from './world.ts';

export const seconds = (ms: number) => String(Math.floor(ms / 1000));
export const stanzaId = () => randomBytes(8).toString('hex').toUpperCase();

/** Keeps a stanza for a linked device until it is acknowledged, and sends it as soon as that is durable. */
export function deliver(device: Device, stanza: BinaryNode) {
  const { world, phone } = device.account;
  const waiting = newWaiting(device.account, stanza, undefined);
  device.waiting.set(waiting.seq, waiting);
  indexWaiting(device, waiting);
  const encoded = encodeBinaryNode(stanza);
  world.simulator.store.put(
    waitingTable,
    [
      world.id,
      phone,
      device.id,
      waiting.seq,
      null,
      Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength),
    ],
    { fresh: true },
  );
  world.simulator.store.after(() => {
    waiting.committed = true;
    const connection = activeConnection(device);
    if (!connection || !device.waiting.has(waiting.seq)) return;
    waiting.sentAt = world.simulator.clock.now();
    transmit(connection, device, { stanza, encoded });
  });
}

/** Keeps a stanza for the phone itself; it takes it when it is online and `due` has come. */
export function deliverToPhone(account: Account, stanza: BinaryNode, due: number | undefined) {
  const waiting = newWaiting(account, stanza, due);
  account.inbox.set(waiting.seq, waiting);
  // A phone that is there takes it before the next commit, so most of these rows are never written.
  account.world.simulator.store.putLate(
    waitingTable,
    [account.world.id, account.phone, 0, waiting.seq],
    () => [due ?? null, Buffer.from(encodeBinaryNode(stanza))],
    { fresh: true },
  );
  wakeWhenDue(account, waiting);
}

/** Wakes the phone now or when the stanza may be taken. */
export function wakeWhenDue(account: Account, waiting: Waiting) {
  const { clock, wakePhone } = account.world.simulator;
  if (waiting.due === undefined) wakePhone(account);
  else clock.after(waiting.due - clock.now(), () => wakePhone(account));
}

export function forgetFromPhone(account: Account, waiting: Waiting) {
  account.inbox.delete(waiting.seq);
  account.world.simulator.store.remove(waitingTable, [account.world.id, account.phone, 0, waiting.seq]);
}

/** Sends all that waited while the device was away, oldest first, and says how much that was. */
export function flushWaiting(connection: Connection, device: Device) {
  let count = 0;
  for (const waiting of device.waiting.values()) {
    if (!waiting.committed) continue;
    const stanza = asOffline(waiting.stanza);
    transmit(connection, device, { stanza, encoded: encodeBinaryNode(stanza) });
    waiting.sentAt = device.account.world.simulator.clock.now();
    waiting.overdue = false;
    count += 1;
  }
  connection.send({
    tag: 'ib',
    attrs: { from: S_WHATSAPP_NET },
    content: [{ tag: 'offline', attrs: { count: String(count) } }],
  });
}

/** Takes the oldest stanza that a client's `ack` or receipt answers out of the queue. */
export function acknowledge(device: Device, key: string) {
  const { world, phone } = device.account;
  const list = device.unacked.get(key);
  const waiting = list?.find((candidate) => candidate.sentAt !== undefined);
  if (!list || !waiting) return;
  if (list.length === 1) device.unacked.delete(key);
  else list.splice(list.indexOf(waiting), 1);
  device.waiting.delete(waiting.seq);
  world.simulator.store.remove(waitingTable, [world.id, phone, device.id, waiting.seq]);
}

/** What answers a stanza: its kind and id, for receipts also their type, since two receipts may share an id. */
export function ackKey(kind: string, id: string | undefined, type: string | undefined): string {
  return kind === 'receipt' ? `receipt ${id} ${type ?? ''}` : `${kind} ${id}`;
}

export function indexWaiting(device: Device, waiting: Waiting) {
  const { tag, attrs } = waiting.stanza;
  const key = ackKey(tag, attrs['id'], attrs['type']);
  const list = device.unacked.get(key);
  if (list) list.push(waiting);
  else device.unacked.set(key, [waiting]);
}

export function activeConnection(device: Device): Connection | undefined {
  const role = device.connection?.role;
  return role?.is === 'linked' && role.active ? device.connection : undefined;
}

function newWaiting(account: Account, stanza: BinaryNode, due: number | undefined): Waiting {
  return { seq: nextTick(account.world), stanza, due, committed: false, sentAt: undefined, overdue: false };
}

type Encoded = { stanza: BinaryNode; encoded: Uint8Array };

function transmit(connection: Connection, device: Device, { stanza, encoded }: Encoded) {
  connection.sendEncoded(encoded);
  if (stanza.tag === 'message' && takeFault(device.account.world, 'duplicate', device.account.phone)) {
    connection.sendEncoded(encoded);
  }
}

function asOffline(stanza: BinaryNode): BinaryNode {
  return { ...stanza, attrs: { ...stanza.attrs, offline: '0' } };
}
