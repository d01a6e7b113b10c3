import { randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  hkdf,
  jidDecode,
  S_WHATSAPP_NET,
} from 'baileys';
import { keysOf } from '../phones/keys.ts';
import { seconds, stanzaId } from '../world/delivery.ts';
import type { Account, Connection, PairingOutcome } from '../world/world.ts';
import { answer, answerError, bytesOf } from './nodes.ts';
import { approvePairing } from './pairing.ts';

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
