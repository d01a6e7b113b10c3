import { type BinaryNode, getBinaryNodeChild } from 'baileys';
import { accountOf, addresseeOf, lidJid, phoneJid } from '../world/accounts.ts';
import { seconds } from '../world/delivery.ts';
import type { Account, Device, World } from '../world/world.ts';
import { answer, childrenOf, textOf } from './nodes.ts';
import type { Request } from './request.ts';

/** Answers who somebody is: devices, LID, whether a number has WhatsApp at all. */
export function lookUpUsers({ connection, device, node, child }: Request) {
  const { world } = connection;
  const protocols = childrenOf(getBinaryNodeChild(child, 'query')).map(({ tag }) => tag);
  const users = childrenOf(getBinaryNodeChild(child, 'list')).map((user) => {
    const { jid, account } = whom(world, user);
    if (account) device.knows.add(account.phone);
    return {
      tag: 'user',
      attrs: { jid },
      content: protocols.flatMap((protocol) => aboutUser(protocol, account, device)),
    };
  });
  // Looking up a number may have brought its account into being.
  world.simulator.store.after(() =>
    answer(connection, node, [
      {
        tag: 'usync',
        attrs: child.attrs,
        content: [
          { tag: 'result', attrs: {}, content: protocols.map((tag) => ({ tag, attrs: {} })) },
          { tag: 'list', attrs: {}, content: users },
        ],
      },
    ]),
  );
}

function whom(world: World, user: BinaryNode): { jid: string; account: Account | undefined } {
  const { jid } = user.attrs;
  if (jid) return { jid, account: addresseeOf(world, jid)?.account };
  const phone = textOf(getBinaryNodeChild(user, 'contact')).replace(/\D/g, '');
  const account = accountOf(world, phone);
  return { jid: account ? phoneJid(account) : `${phone}@s.whatsapp.net`, account };
}

function aboutUser(protocol: string, account: Account | undefined, asker: Device): BinaryNode[] {
  if (protocol === 'contact') return [{ tag: 'contact', attrs: { type: account ? 'in' : 'out' } }];
  if (!account) return [];
  if (protocol === 'devices') return [deviceList(account)];
  if (protocol === 'lid') return [{ tag: 'lid', attrs: { val: lidJid(account) } }];
  if (protocol === 'status')
    return [{ tag: 'status', attrs: { t: now(asker) }, content: Buffer.from('A pretend phone') }];
  if (protocol === 'disappearing_mode') return [{ tag: 'disappearing_mode', attrs: { duration: '0', t: now(asker) } }];
  return [];
}

function deviceList(account: Account): BinaryNode {
  const linked = [...account.devices.values()].map((device) => ({
    tag: 'device',
    attrs: { id: String(device.id), 'key-index': String(device.keyIndex) },
  }));
  return {
    tag: 'devices',
    attrs: {},
    content: [
      {
        tag: 'device-list',
        attrs: { hash: '2:simulated' },
        content: [{ tag: 'device', attrs: { id: '0' } }, ...linked],
      },
      { tag: 'key-index-list', attrs: { ts: seconds(account.world.simulator.clock.now()) } },
    ],
  };
}

const now = (device: Device) => seconds(device.account.world.simulator.clock.now());
