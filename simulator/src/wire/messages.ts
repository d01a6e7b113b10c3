import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren } from 'baileys';
import { behaviourOf, dueForPhone, refusedError } from '../phones/behaviours.ts';
import { takeFault } from '../strict/faults.ts';
import { recordFrame } from '../strict/frames.ts';
import { recordUnknownStanza } from '../strict/violations.ts';
import { type Addressee, addressedAs, addresseeOf, lidJid, phoneJid } from '../world/accounts.ts';
import { deliver, deliverToPhone, seconds } from '../world/delivery.ts';
import type { Account, Connection, Device } from '../world/world.ts';

type Copy = { to: Addressee; enc: BinaryNode };

/** A client sends a message: every copy goes its way, and the client hears of it once all is durable. */
export function onMessage(connection: Connection, device: Device, node: BinaryNode) {
  const { world } = connection;
  const { id, to } = node.attrs;
  if (!id || !to?.match(/@(s\.whatsapp\.net|lid|c\.us)$/)) {
    recordUnknownStanza(world, node, device.account.phone);
    return acknowledgeMessage(connection, device, node, '501');
  }
  const recipient = addresseeOf(world, to);
  const copies = copiesOf(connection, node);
  recordFrame(device, {
    id,
    recipient: recipient ? `+${recipient.account.phone}` : to,
    type: node.attrs['category'] === 'peer' ? 'peer' : (node.attrs['type'] ?? ''),
    ciphertexts: copies.map(({ to: addressee, enc }) => ({
      phone: addressee.account.phone,
      device: addressee.device,
      type: enc.attrs['type'] ?? '',
      bytes: enc.content instanceof Uint8Array ? enc.content : Buffer.alloc(0),
    })),
  });
  if (!recipient) return acknowledgeMessage(connection, device, node, '404');
  if (behaviourOf(recipient.account.phone) === 'is_refused') {
    return acknowledgeMessage(connection, device, node, refusedError);
  }
  acknowledgeMessage(connection, device, node, undefined);
  for (const copy of copies) passOn(device, node, copy);
}

function copiesOf(connection: Connection, node: BinaryNode): Copy[] {
  const addressed = getBinaryNodeChildren(getBinaryNodeChild(node, 'participants'), 'to').map((to) => ({
    address: to.attrs['jid'],
    enc: getBinaryNodeChild(to, 'enc'),
  }));
  const direct = { address: node.attrs['to'], enc: getBinaryNodeChild(node, 'enc') };
  return [...addressed, direct].flatMap(({ address, enc }) => {
    const to = addresseeOf(connection.world, address);
    return to && enc ? [{ to, enc }] : [];
  });
}

function passOn(sender: Device, node: BinaryNode, { to, enc }: Copy) {
  const own = to.account === sender.account;
  if (!own && to.account.blocked.has(sender.account.phone)) return;
  const stanza = stanzaFor(sender, node, { to, enc });
  if (to.device === 0) deliverToPhone(to.account, stanza, own ? undefined : dueForPhone(to.account));
  else if (to.linked) deliver(to.linked, stanza);
}

function stanzaFor(sender: Device, node: BinaryNode, { to, enc }: Copy): BinaryNode {
  const { attrs } = node;
  const identity = getBinaryNodeChild(node, 'device-identity');
  const own = to.account === sender.account;
  const peer = attrs['category'] === 'peer';
  return {
    tag: 'message',
    attrs: {
      from: addressedAs(sender.account, to.byLid, sender.id),
      id: attrs['id'] ?? '',
      t: seconds(sender.account.world.simulator.clock.now()),
      type: attrs['type'] ?? 'text',
      notify: sender.account.name,
      ...(attrs['edit'] ? { edit: attrs['edit'] } : {}),
      ...(peer ? { category: 'peer' } : {}),
      ...(own && !peer
        ? sentTo(sender.account, attrs['recipient'] ?? attrs['to'])
        : writtenBy(sender.account, to.byLid)),
    },
    content: [
      enc,
      ...getBinaryNodeChildren(node, 'meta'),
      ...(enc.attrs['type'] === 'pkmsg' && identity ? [identity] : []),
    ],
  };
}

/** The owner's devices learn to whom a message went, in both forms of address. */
function sentTo(account: Account, address: string | undefined): Record<string, string> {
  const recipient = addresseeOf(account.world, address);
  if (!recipient) return {};
  const { account: other, byLid } = recipient;
  return byLid
    ? { recipient: lidJid(other), peer_recipient_pn: phoneJid(other) }
    : { recipient: phoneJid(other), peer_recipient_lid: lidJid(other) };
}

function writtenBy(account: Account, byLid: boolean): Record<string, string> {
  return byLid
    ? { sender_pn: phoneJid(account), addressing_mode: 'lid' }
    : { sender_lid: lidJid(account), addressing_mode: 'pn' };
}

function acknowledgeMessage(connection: Connection, device: Device, node: BinaryNode, error: string | undefined) {
  const { world } = connection;
  const { clock, store } = world.simulator;
  if (takeFault(world, 'mute_acks', device.account.phone)) return;
  store.after(() =>
    connection.send({
      tag: 'ack',
      attrs: {
        class: 'message',
        id: node.attrs['id'] ?? '',
        from: node.attrs['to'] ?? '',
        t: seconds(clock.now()),
        ...(error ? { error } : {}),
      },
    }),
  );
}
