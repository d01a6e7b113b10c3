import { randomInt } from 'node:crypto';
import { type BinaryNode, encodeBigEndian } from 'baileys';
import { addressedAs } from '../world/accounts.ts';
import { deliver, seconds } from '../world/delivery.ts';
import type { Account } from '../world/world.ts';
import type { Envelope } from './envelope.ts';
import { keysOf, oneTimePreKey } from './keys.ts';

const largestPreKeyId = 2 ** 24 - 1;
const bundleType = Buffer.from([5]);

/** The phone could not decrypt: it asks the sending device again, from the second time on with fresh keys. */
export function askForRetry(account: Account, envelope: Envelope, count: number) {
  const device = envelope.sender.linked;
  if (!device) return;
  const t = seconds(account.world.simulator.clock.now());
  const { registrationId } = keysOf(account);
  deliver(device, {
    tag: 'receipt',
    attrs: {
      from: addressedAs(account, envelope.sender.byLid),
      id: envelope.id,
      type: 'retry',
      t,
      ...(envelope.recipient ? { recipient: addressedAs(envelope.recipient, envelope.sender.byLid) } : {}),
    },
    content: [
      { tag: 'retry', attrs: { count: String(count), id: envelope.id, t, v: '1', error: '0' } },
      { tag: 'registration', attrs: {}, content: encodeBigEndian(registrationId) },
      ...(count > 1 ? [{ tag: 'keys', attrs: {}, content: [typeNode(), ...bundleNodes(account)] }] : []),
    ],
  });
}

/** The phone's public keys, with a one-time key nobody was given before. */
export function bundleNodes(account: Account): BinaryNode[] {
  const { identity, signedPreKey } = keysOf(account);
  const id = randomInt(1, largestPreKeyId);
  return [
    { tag: 'identity', attrs: {}, content: identity.public },
    {
      tag: 'skey',
      attrs: {},
      content: [
        ...keyNodes(signedPreKey.id, signedPreKey.public),
        { tag: 'signature', attrs: {}, content: signedPreKey.signature },
      ],
    },
    { tag: 'key', attrs: {}, content: keyNodes(id, oneTimePreKey(account, id).public) },
  ];
}

export const typeNode = (): BinaryNode => ({ tag: 'type', attrs: {}, content: bundleType });

export function keyNodes(id: number, publicKey: Uint8Array): BinaryNode[] {
  return [
    { tag: 'id', attrs: {}, content: encodeBigEndian(id, 3) },
    { tag: 'value', attrs: {}, content: publicKey },
  ];
}
