import type { BinaryNode } from 'baileys';
import { noteTyping } from '../phones/typing.ts';
import { addresseeOf, phoneJid, saveAccount } from '../world/accounts.ts';
import { activeConnection, seconds } from '../world/delivery.ts';
import type { Connection, Device } from '../world/world.ts';
import { childrenOf } from './nodes.ts';

/** A client comes and goes, names itself, or wants to know whether somebody is there. */
export function onPresence(connection: Connection, device: Device, node: BinaryNode) {
  const { account } = device;
  const { type, name, to } = node.attrs;
  if (type === 'subscribe') return subscribe(connection, device, to);
  if (name && name !== account.name && name !== '~') {
    account.name = name;
    saveAccount(account);
  }
  if (type !== 'available' && type !== 'unavailable') return;
  device.presence = type;
  const { clock } = connection.world.simulator;
  for (const watcher of account.watchers) {
    activeConnection(watcher)?.send({
      tag: 'presence',
      attrs: { from: phoneJid(account), type, ...(type === 'unavailable' ? { last: seconds(clock.now()) } : {}) },
    });
  }
}

function subscribe(connection: Connection, device: Device, to: string | undefined) {
  const watched = addresseeOf(connection.world, to)?.account;
  if (!watched || !to) return;
  watched.watchers.add(device);
  const here = [...watched.devices.values()].some((one) => one.connection && one.presence === 'available');
  connection.send({
    tag: 'presence',
    attrs: here ? { from: to, type: 'available' } : { from: to, type: 'unavailable', last: 'deny' },
  });
}

/** Somebody types: passed on to who is there, forgotten otherwise. */
export function onChatState(connection: Connection, device: Device, node: BinaryNode) {
  const to = addresseeOf(connection.world, node.attrs['to'])?.account;
  if (!to) return;
  for (const other of to.devices.values()) {
    activeConnection(other)?.send({
      tag: 'chatstate',
      attrs: { from: phoneJid(device.account) },
      ...(node.content ? { content: node.content } : {}),
    });
  }
  noteTyping(to, device.account, childrenOf(node)[0]?.tag === 'composing' ? 'composing' : 'paused');
}
