import { randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  getBinaryNodeChild,
  hkdf,
  hmacSign,
  jidDecode,
  proto,
  S_WHATSAPP_NET,
  WA_ADV_ACCOUNT_SIG_PREFIX,
  WA_ADV_DEVICE_SIG_PREFIX,
} from 'baileys';
import { keysOf } from '../phones/keys.ts';
import { verifySignature } from '../signal/xeddsa.ts';
import { lidJid, phoneJid, saveAccount } from '../world/accounts.ts';
import type { Connection, PairingOutcome, Registration } from '../world/connection.ts';
import { seconds, stanzaId } from '../world/delivery.ts';
import { linkDevice } from '../world/devices.ts';
import type { Account, Device } from '../world/world.ts';
import { answer, answerError, bytesOf } from './nodes.ts';

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

/** The client asks for a pairing by code. */
export function onCodeRequested(connection: Connection, request: BinaryNode, registration: BinaryNode) {
  const phone = jidDecode(registration.attrs['jid'])?.user;
  if (!phone) return answerError(connection, request, 400, 'bad-request');
  const reference = Buffer.from(randomBytes(16).toString('base64'));
  connection.world.pairing.byPhone.set(phone, {
    connection,
    reference,
    wrappedEphemeral: bytesOf(registration, 'link_code_pairing_wrapped_companion_ephemeral_pub'),
    typed: undefined,
  });
  answer(connection, request, [
    {
      tag: 'link_code_companion_reg',
      attrs: { stage: 'companion_hello' },
      content: [{ tag: 'link_code_pairing_ref', attrs: {}, content: reference }],
    },
  ]);
}

/** Somebody types a code on the phone. Undefined when nobody asked for a pairing with this phone. */
export async function enterCode(account: Account, code: string): Promise<PairingOutcome | undefined> {
  const pairing = account.world.pairing.byPhone.get(account.phone);
  if (pairing?.connection.role.is !== 'registering') return undefined;
  const { connection, wrappedEphemeral } = pairing;
  const companionKey = await derivePairingCodeKey(code, wrappedEphemeral.subarray(0, 32));
  const ephemeral = Curve.generateKeyPair();
  const salt = randomBytes(32);
  const iv = randomBytes(16);
  const primaryKey = await derivePairingCodeKey(code, salt);
  const companionEphemeral = aesDecryptCTR(
    wrappedEphemeral.subarray(48, 80),
    companionKey,
    wrappedEphemeral.subarray(32, 48),
  );
  const outcome = new Promise<PairingOutcome>((settle) => {
    pairing.typed = { companionEphemeral, ephemeralPrivate: ephemeral.private, settle };
  });
  connection.send({
    tag: 'notification',
    attrs: {
      from: S_WHATSAPP_NET,
      id: stanzaId(),
      type: 'link_code_companion_reg',
      t: seconds(account.world.simulator.clock.now()),
    },
    content: [
      {
        tag: 'link_code_companion_reg',
        attrs: { stage: 'primary_hello' },
        content: [
          {
            tag: 'link_code_pairing_wrapped_primary_ephemeral_pub',
            attrs: {},
            content: Buffer.concat([salt, iv, aesEncryptCTR(ephemeral.public, primaryKey, iv)]),
          },
          { tag: 'primary_identity_pub', attrs: {}, content: keysOf(account).identity.public },
          { tag: 'link_code_pairing_ref', attrs: {}, content: pairing.reference },
        ],
      },
    ],
  });
  return outcome;
}

/** The client proves that it knows the code that was typed; a wrong one cannot be decrypted. */
export function onCodeProven(connection: Connection, request: BinaryNode, registration: BinaryNode) {
  const { role, world } = connection;
  const phone = jidDecode(registration.attrs['jid'])?.user ?? '';
  const pairing = world.pairing.byPhone.get(phone);
  const account = world.accounts.get(phone);
  if (role.is !== 'registering' || pairing?.connection !== connection || !pairing.typed || !account) {
    return answerError(connection, request, 404, 'item-not-found');
  }
  const { typed } = pairing;
  const secret = advSecretFrom(bytesOf(registration, 'link_code_pairing_wrapped_key_bundle'), {
    typed,
    account,
    companionIdentity: role.registration.identity,
  });
  if (!secret) {
    pairing.typed = undefined;
    typed.settle({ is: 'failed', code: 'wrong_code' });
    return answerError(connection, request, 400, 'bad-request');
  }
  world.pairing.byPhone.delete(phone);
  answer(connection, request);
  void approvePairing(connection, account, secret).then(typed.settle);
}

type CodeProof = {
  typed: { companionEphemeral: Buffer; ephemeralPrivate: Uint8Array };
  account: Account;
  companionIdentity: Buffer;
};

function advSecretFrom(bundle: Buffer, { typed, account, companionIdentity }: CodeProof): Uint8Array | undefined {
  const shared = Curve.sharedKey(typed.ephemeralPrivate, typed.companionEphemeral);
  const key = hkdf(shared, 32, { salt: bundle.subarray(0, 32), info: 'link_code_pairing_key_bundle_encryption_key' });
  let plain: Buffer;
  try {
    plain = aesDecryptGCM(bundle.subarray(44), key, bundle.subarray(32, 44), Buffer.alloc(0));
  } catch {
    return undefined;
  }
  if (!plain.subarray(0, 32).equals(companionIdentity)) return undefined;
  const identityShared = Curve.sharedKey(keysOf(account).identity.private, companionIdentity);
  return hkdf(Buffer.concat([shared, identityShared, plain.subarray(64)]), 32, { info: 'adv_secret' });
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
