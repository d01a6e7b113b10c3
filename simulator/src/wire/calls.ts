import type { BinaryNode } from 'baileys';
import { endCall } from '../phones/calls.ts';
import { recordUnknownStanza } from '../strict/violations.ts';
import type { Connection, Device } from '../world/world.ts';
import { childrenOf } from './nodes.ts';

/** A client rejects or ends a call; it waits for the answer. Placing calls from a client is not simulated. */
export function onCall(connection: Connection, device: Device, node: BinaryNode) {
  const [action] = childrenOf(node);
  const id = action?.attrs['call-id'];
  if (id && action?.tag === 'reject') endCall(device.account, id, 'rejected');
  else if (id && action?.tag === 'terminate') endCall(device.account, id, 'ended');
  else recordUnknownStanza(connection.world, node, device.account.phone);
  connection.world.simulator.store.after(() =>
    connection.send({
      tag: 'ack',
      attrs: { class: 'call', id: node.attrs['id'] ?? '', from: node.attrs['to'] ?? '' },
    }),
  );
}
