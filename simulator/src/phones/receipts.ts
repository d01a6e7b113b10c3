import type { BinaryNode } from 'baileys';
import { addressedAs, phoneJid } from '../world/accounts.ts';
import { advanceStatus, entryKey, findEntry } from '../world/chats.ts';
import { deliver, seconds } from '../world/delivery.ts';
import type { Account, Device, EntryStatus } from '../world/world.ts';

export type ReceiptStatus = Exclude<EntryStatus, 'sent'>;

/** Tells everybody on the author's side — linked devices and the phone — what became of messages at `reader`. */
export function tellAuthor(
  author: Account,
  reader: Account,
  ids: readonly string[],
  options: { status: ReceiptStatus; byLid: boolean },
) {
  const receipt = receiptNode(author, ids, {
    from: addressedAs(reader, options.byLid),
    ...(options.status === 'delivered' ? {} : { type: options.status }),
  });
  for (const device of author.devices.values()) deliver(device, receipt);
  for (const id of ids) {
    const entry = findEntry(author, reader.phone, entryKey('out', id));
    if (entry) advanceStatus(author, reader.phone, entry, options.status);
  }
}

/** Marks received messages as read on the owner's phone and on the other linked devices. */
export function tellOwnDevices(owner: Account, author: Account, ids: readonly string[], except: Device | undefined) {
  for (const id of ids) {
    const entry = findEntry(owner, author.phone, entryKey('in', id));
    if (entry) advanceStatus(owner, author.phone, entry, 'read');
  }
  const receipt = receiptNode(owner, ids, {
    from: phoneJid(owner),
    recipient: phoneJid(author),
    type: 'read-self',
  });
  for (const device of owner.devices.values()) {
    if (device !== except) deliver(device, receipt);
  }
}

function receiptNode(account: Account, ids: readonly string[], attrs: Record<string, string>): BinaryNode {
  const [first = '', ...rest] = ids;
  const node: BinaryNode = {
    tag: 'receipt',
    attrs: { ...attrs, id: first, t: seconds(account.world.simulator.clock.now()) },
  };
  if (rest.length > 0) {
    node.content = [{ tag: 'list', attrs: {}, content: rest.map((id) => ({ tag: 'item', attrs: { id } })) }];
  }
  return node;
}
