import { createHash, hkdfSync } from 'node:crypto';
import { publicFromPrivate, signingKeyFromSeed } from '../signal/xeddsa.ts';
import type { PhoneKeys } from '../world/phone-state.ts';
import type { Account } from '../world/world.ts';

const signalKeyPrefix = Buffer.from([5]);

export function keysOf(account: Account): PhoneKeys {
  account.keys ??= deriveKeys(account.seed);
  return account.keys;
}

/** The key pair of a one-time prekey id (1 to 2^24 - 1); the same id always has the same pair. */
export function oneTimePreKey(account: Account, id: number): { private: Buffer; public: Buffer } {
  const privateKey = derive(account.seed, `prekey ${id}`);
  return { private: privateKey, public: publicFromPrivate(privateKey) };
}

/** A public key as Signal writes it: with a type byte in front. */
export function signalKey(publicKey: Uint8Array): Buffer {
  return publicKey.length === 33 ? Buffer.from(publicKey) : Buffer.concat([signalKeyPrefix, publicKey]);
}

function deriveKeys(seed: Buffer): PhoneKeys {
  const identity = signingKeyFromSeed(derive(seed, 'identity'));
  const signedPrivate = derive(seed, 'signed prekey');
  const signedPublic = publicFromPrivate(signedPrivate);
  return {
    identity,
    registrationId: (createHash('sha256').update(seed).digest().readUInt16BE(0) & 16383) + 1,
    signedPreKey: {
      id: 1,
      private: signedPrivate,
      public: signedPublic,
      signature: identity.sign(signalKey(signedPublic)),
    },
    appState: { id: derive(seed, 'app state id').subarray(0, 6), key: derive(seed, 'app state key') },
  };
}

function derive(seed: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', seed, Buffer.alloc(0), purpose, 32));
}
