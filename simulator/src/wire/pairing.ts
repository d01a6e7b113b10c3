import {
  type BinaryNode,
  getBinaryNodeChild,
  hmacSign,
  proto,
  S_WHATSAPP_NET,
  WA_ADV_ACCOUNT_SIG_PREFIX,
  WA_ADV_DEVICE_SIG_PREFIX,
} from 'baileys';
import { keysOf } from '../phones/keys.ts';
import { verifySignature } from '../signal/xeddsa.ts';
import { lidJid, phoneJid, saveAccount } from '../world/accounts.ts';
import { seconds, stanzaId } from '../world/delivery.ts';
import { linkDevice } from '../world/devices.ts';
import type { Account, Connection, Device, PairingOutcome, Registration } from '../world/world.ts';
import { bytesOf } from './nodes.ts';

/** The phone has seen the QR: offers the client to become its device and says how that ended. */
export function approvePairing(
  connection: Connection,
  account: Account,
  advSecret: Uint8Array,
): Promise<PairingOutcome> {
  const { role, world } = connection;
  if (role.is !== 'registering') return Promise.resolve({ is: 'failed', code: 'connection_lost' });
  for (const reference of role.references) world.pairing.byReference.delete(reference);
  const { clock, store } = world.simulator;
  account.keyIndex += 1;
  const device = account.nextDevice;
  account.nextDevice += 1;
  saveAccount(account);
  const { identity, registrationId } = keysOf(account);
  const details = Buffer.from(
    proto.ADVDeviceIdentity.encode({
      rawId: registrationId,
      timestamp: Math.floor(clock.now() / 1000),
      keyIndex: account.keyIndex,
      accountType: 0,
      deviceType: 0,
    }).finish(),
  );
  const signed = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: identity.public,
    accountSignature: identity.sign(Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, role.registration.identity])),
  }).finish();
  const certificate = proto.ADVSignedDeviceIdentityHMAC.encode({
    details: signed,
    hmac: hmacSign(signed, advSecret),
  }).finish();
  const { keyIndex } = account;
  return new Promise((settle) => {
    role.offer = { phone: account.phone, device, keyIndex, details, settle };
    // The device number is spent durably before anybody hears of it.
    store.after(() => connection.send(pairSuccess(account, device, { certificate, t: seconds(clock.now()) })));
  });
}

/** The client confirms with its own signature; only then the device exists. */
export function onPairingConfirmed(connection: Connection, node: BinaryNode) {
  const { role, world } = connection;
  if (role.is !== 'registering' || !role.offer) return;
  const { offer, registration } = role;
  const account = world.accounts.get(offer.phone);
  const certificate = bytesOf(getBinaryNodeChild(node, 'pair-device-sign'), 'device-identity');
  if (!account || !isConfirmedBy(registration, account, { details: offer.details, certificate })) {
    connection.send({ tag: 'stream:error', attrs: { code: '401' } });
    connection.close();
    return offer.settle({ is: 'failed', code: 'pairing_refused' });
  }
  const device = newDevice(connection, account, {
    registration,
    certificate,
    id: offer.device,
    keyIndex: offer.keyIndex,
  });
  linkDevice(account, device);
  connection.role = { is: 'closed' };
  world.simulator.store.after(() => {
    connection.send({ tag: 'stream:error', attrs: { code: '515' } });
    connection.close();
    offer.settle({ is: 'linked', device });
  });
}

function pairSuccess(
  account: Account,
  device: number,
  { certificate, t }: { certificate: Uint8Array; t: string },
): BinaryNode {
  return {
    tag: 'iq',
    attrs: { from: S_WHATSAPP_NET, type: 'set', id: stanzaId(), xmlns: 'md', t },
    content: [
      {
        tag: 'pair-success',
        attrs: {},
        content: [
          { tag: 'device-identity', attrs: {}, content: certificate },
          { tag: 'platform', attrs: { name: 'android' } },
          { tag: 'device', attrs: { jid: phoneJid(account, device), lid: lidJid(account, device) } },
        ],
      },
    ],
  };
}

function isConfirmedBy(
  registration: Registration,
  account: Account,
  { details, certificate }: { details: Buffer; certificate: Buffer },
): boolean {
  const { deviceSignature } = proto.ADVSignedDeviceIdentity.decode(certificate);
  if (!deviceSignature) return false;
  const accountKey = keysOf(account).identity.public;
  const message = Buffer.concat([WA_ADV_DEVICE_SIG_PREFIX, details, registration.identity, accountKey]);
  return verifySignature(registration.identity, message, deviceSignature);
}

type NewDevice = { registration: Registration; certificate: Buffer; id: number; keyIndex: number };

function newDevice(connection: Connection, account: Account, input: NewDevice): Device {
  const { identity, registrationId, signedPreKey, platform } = input.registration;
  return {
    account,
    id: input.id,
    noiseKey: connection.clientKey,
    identity,
    registrationId,
    signedPreKey,
    keyIndex: input.keyIndex,
    certificate: input.certificate,
    platform,
    bootstrapped: false,
    prekeys: { batches: [], taken: 0 },
    linkedAt: account.world.simulator.clock.now(),
    connection: undefined,
    waiting: new Map(),
    unacked: new Map(),
    presence: 'unavailable',
    knows: new Set(),
  };
}
