import { addresseeOf, lidJid, saveAccount } from '../world/accounts.ts';
import { unlinkDevice } from '../world/devices.ts';
import { answer, answerError, childrenOf } from './nodes.ts';
import type { Request } from './request.ts';

const privacyDefaults: ReadonlyArray<readonly [string, string]> = [
  ['readreceipts', 'all'],
  ['last', 'all'],
  ['online', 'all'],
  ['profile', 'all'],
  ['status', 'all'],
  ['groupadd', 'all'],
  ['calladd', 'all'],
  ['messages', 'all'],
];

export function acceptSilently({ connection, node }: Request) {
  answer(connection, node);
}

export function readProperties({ connection, node }: Request) {
  answer(connection, node, [{ tag: 'props', attrs: { protocol: '1', hash: 'simulated' }, content: [] }]);
}

export function readBlockList({ connection, device, node }: Request) {
  const items = [...device.account.blocked].flatMap((phone) => {
    const blocked = connection.world.accounts.get(phone);
    return blocked ? [{ tag: 'item', attrs: { jid: lidJid(blocked) } }] : [];
  });
  answer(connection, node, [{ tag: 'list', attrs: { dhash: 'simulated' }, content: items }]);
}

export function changeBlockList(request: Request) {
  const { connection, device, child } = request;
  const other = addresseeOf(connection.world, child.attrs['jid'])?.account;
  if (other) {
    if (child.attrs['action'] === 'block') device.account.blocked.add(other.phone);
    else device.account.blocked.delete(other.phone);
    saveAccount(device.account);
  }
  connection.world.simulator.store.after(() => readBlockList(request));
}

export function readPrivacy({ connection, device, node }: Request) {
  const settings = new Map([...privacyDefaults, ...device.account.privacy]);
  const categories = [...settings].map(([name, value]) => ({ tag: 'category', attrs: { name, value } }));
  answer(connection, node, [{ tag: 'privacy', attrs: {}, content: categories }]);
}

export function changePrivacy(request: Request) {
  const { connection, device, child } = request;
  for (const { attrs } of childrenOf(child)) {
    if (attrs['name'] && attrs['value']) device.account.privacy.set(attrs['name'], attrs['value']);
  }
  saveAccount(device.account);
  connection.world.simulator.store.after(() => readPrivacy(request));
}

/** Privacy tokens are accepted and never demanded. */
export function exchangeTokens({ connection, node }: Request) {
  answer(connection, node, [{ tag: 'tokens', attrs: {}, content: [] }]);
}

/** Where media would go. Media is not simulated yet: the host refuses, but a client that asks does not stumble. */
export function describeMediaHosts({ connection, node }: Request) {
  answer(connection, node, [
    {
      tag: 'media_conn',
      attrs: { auth: 'simulated', ttl: '3600', auth_ttl: '3600', max_buckets: '12' },
      content: [{ tag: 'host', attrs: { hostname: 'localhost', type: 'primary' } }],
    },
  ]);
}

export function readPicture({ connection, node }: Request) {
  answerError(connection, node, 404, 'item-not-found');
}

/** A client logs itself out. */
export function logOut({ connection, device, node }: Request) {
  answer(connection, node);
  unlinkDevice(device);
}
