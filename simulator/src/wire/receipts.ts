import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren } from 'baileys';
import { type ReceiptStatus, tellAuthor, tellOwnDevices } from '../phones/receipts.ts';
import { resendTo } from '../phones/send.ts';
import type { Bundle } from '../phones/sessions.ts';
import { type Addressee, addressedAs, addresseeOf } from '../world/accounts.ts';
import { ackKey, acknowledge, deliver, seconds } from '../world/delivery.ts';
import type { Connection, Device } from '../world/world.ts';
import { bytesOf, readKey, readSignedKey, unsignedOf } from './nodes.ts';

/** What a receipt without type, or with `inactive`, means: delivered. Types that concern only the server are not here. */
const statusOfType: ReadonlyMap<string, ReceiptStatus> = new Map([
  ['', 'delivered'],
  ['inactive', 'delivered'],
  ['read', 'read'],
  ['played', 'played'],
]);

export function onReceipt(connection: Connection, device: Device, node: BinaryNode) {
  const { store } = connection.world.simulator;
  const { id = '', to, type = '' } = node.attrs;
  const ids = [id, ...itemIds(node)];
  // A message counts as taken only once it could be decrypted.
  if (type !== 'retry') for (const one of ids) acknowledge(device, ackKey('message', one, undefined));
  store.after(() =>
    connection.send({
      tag: 'ack',
      attrs: { class: 'receipt', id, from: to ?? '', ...(type ? { type } : {}) },
    }),
  );
  const author = addresseeOf(connection.world, to);
  if (!author) return;
  if (type === 'retry') return passRetry(device, node, author);
  const status = statusOfType.get(type);
  if (type === 'read-self' || status === 'read' || status === 'played') {
    tellOwnDevices(device.account, author.account, ids, device);
  }
  if (status && author.account !== device.account) {
    tellAuthor(author.account, device.account, ids, { status, byLid: author.byLid });
  }
}

/** A client acknowledges a stanza other than by a receipt. */
export function onAck(device: Device, node: BinaryNode) {
  const { class: kind = '', id, type } = node.attrs;
  acknowledge(device, ackKey(kind, id, type));
}

function passRetry(device: Device, node: BinaryNode, author: Addressee) {
  const { id = '' } = node.attrs;
  if (author.device === 0) {
    const count = getBinaryNodeChild(node, 'retry')?.attrs['count'] ?? '1';
    resendTo(author.account, device, { id, count, bundle: bundleIn(node) }).catch((error: unknown) =>
      device.account.world.simulator.log.error('phone.resend_failed', error),
    );
  } else if (author.linked) {
    deliver(author.linked, {
      tag: 'receipt',
      attrs: {
        from: addressedAs(device.account, author.byLid, device.id),
        id,
        type: 'retry',
        t: seconds(device.account.world.simulator.clock.now()),
        ...(node.attrs['recipient'] ? { recipient: node.attrs['recipient'] } : {}),
      },
      ...(node.content ? { content: node.content } : {}),
    });
  }
}

/** The fresh keys a client sends along from its second retry on. */
function bundleIn(node: BinaryNode): Bundle | undefined {
  const keys = getBinaryNodeChild(node, 'keys');
  if (!keys) return undefined;
  const preKey = getBinaryNodeChild(keys, 'key');
  return {
    registrationId: unsignedOf(bytesOf(node, 'registration')),
    identity: bytesOf(keys, 'identity'),
    signedPreKey: readSignedKey(keys),
    preKey: preKey ? readKey(preKey) : undefined,
  };
}

function itemIds(node: BinaryNode): string[] {
  return getBinaryNodeChildren(getBinaryNodeChild(node, 'list'), 'item').flatMap(({ attrs }) => attrs['id'] ?? []);
}
