import { type BinaryNode, encodeBigEndian, getBinaryNodeChild, getBinaryNodeChildren, proto } from 'baileys';
import { keysOf } from '../phones/keys.ts';
import { bundleNodes, keyNodes, typeNode } from '../phones/retry.ts';
import { addresseeOf } from '../world/accounts.ts';
import { saveDevice, warnAboutPreKeys } from '../world/devices.ts';
import { addPreKeys, preKeyCount, takePreKey } from '../world/prekeys.ts';
import type { Device } from '../world/world.ts';
import { answer, bytesOf, childrenOf, readKey, readSignedKey, unsignedOf } from './nodes.ts';
import type { Request } from './request.ts';

/** At this number of one-time keys the server asks for more. */
const lowPreKeyCount = 4;

export function countPreKeys({ connection, device, node }: Request) {
  answer(connection, node, [{ tag: 'count', attrs: { value: String(preKeyCount(device)) } }]);
}

export function digestKeys({ connection, device, node }: Request) {
  answer(connection, node, [
    {
      tag: 'digest',
      attrs: {},
      content: [
        { tag: 'registration', attrs: {}, content: encodeBigEndian(device.registrationId) },
        typeNode(),
        { tag: 'identity', attrs: {}, content: device.identity },
      ],
    },
  ]);
}

/** A client uploads its keys. */
export function uploadKeys({ connection, device, node }: Request) {
  device.registrationId = unsignedOf(bytesOf(node, 'registration'));
  device.identity = bytesOf(node, 'identity');
  device.signedPreKey = readSignedKey(node);
  saveDevice(device);
  addPreKeys(device, getBinaryNodeChildren(getBinaryNodeChild(node, 'list'), 'key').map(readKey));
  connection.world.simulator.store.after(() => answer(connection, node));
}

export function rotateSignedKey({ connection, device, node, child }: Request) {
  device.signedPreKey = readSignedKey(child);
  saveDevice(device);
  connection.world.simulator.store.after(() => answer(connection, node));
}

/** Hands out key bundles, each with a one-time key as long as there are any. */
export function fetchBundles({ connection, node, child }: Request) {
  const users = childrenOf(child).flatMap(({ attrs }) => attrs['jid'] ?? []);
  const bundles = users.map((jid) => bundleFor(connection.world, jid));
  connection.world.simulator.store.after(() =>
    answer(connection, node, [{ tag: 'list', attrs: {}, content: bundles }]),
  );
}

function bundleFor(world: Request['connection']['world'], jid: string): BinaryNode {
  const addressee = addresseeOf(world, jid);
  if (addressee?.device === 0) {
    const { registrationId } = keysOf(addressee.account);
    return userNode(jid, registrationId, bundleNodes(addressee.account));
  }
  if (!addressee?.linked) {
    return { tag: 'user', attrs: { jid }, content: [{ tag: 'error', attrs: { code: '404', text: 'item-not-found' } }] };
  }
  return userNode(jid, addressee.linked.registrationId, deviceBundle(addressee.linked));
}

function userNode(jid: string, registrationId: number, keys: BinaryNode[]): BinaryNode {
  return {
    tag: 'user',
    attrs: { jid },
    content: [{ tag: 'registration', attrs: {}, content: encodeBigEndian(registrationId) }, typeNode(), ...keys],
  };
}

function deviceBundle(device: Device): BinaryNode[] {
  const { signedPreKey } = device;
  const preKey = takePreKey(device);
  const left = preKeyCount(device);
  if (preKey && (left === lowPreKeyCount || left === 0)) warnAboutPreKeys(device, left);
  return [
    { tag: 'identity', attrs: {}, content: device.identity },
    {
      tag: 'skey',
      attrs: {},
      content: [
        ...keyNodes(signedPreKey.id, signedPreKey.public),
        { tag: 'signature', attrs: {}, content: signedPreKey.signature },
      ],
    },
    ...(preKey ? [{ tag: 'key', attrs: {}, content: keyNodes(preKey.id, preKey.public) }] : []),
    { tag: 'device-identity', attrs: {}, content: certificateWithAccountKey(device) },
  ];
}

/** Clients leave the account's key out of what they return; others need it. */
function certificateWithAccountKey(device: Device): Uint8Array {
  const certificate = proto.ADVSignedDeviceIdentity.decode(device.certificate);
  certificate.accountSignatureKey = keysOf(device.account).identity.public;
  return proto.ADVSignedDeviceIdentity.encode(certificate).finish();
}
