import { createCipheriv, createDecipheriv, createHmac, createSecretKey } from 'node:crypto';
import { createRequire } from 'node:module';

/**
 * libsignal hands its keys to the runtime as bytes, which costs several times more than a key object. The functions
 * below compute exactly the same. Importing this file is the effect.
 */
// The wall to untyped CommonJS: the tests of this file compare with what the library had.
const library = createRequire(import.meta.url)('libsignal/src/crypto.js') as Record<string, unknown>;

const algorithm = 'aes-256-cbc';

export function calculateMac(key: Buffer, data: Uint8Array): Buffer {
  return createHmac('sha256', createSecretKey(key)).update(data).digest();
}

/** HKDF-SHA-256 with at most three blocks of 32 bytes. */
export function deriveSecrets(input: Buffer, salt: Buffer, info: Buffer, blocks = 3): Buffer[] {
  const key = calculateMac(salt, input);
  const derived: Buffer[] = [];
  let previous: Buffer = Buffer.alloc(0);
  for (let block = 1; block <= blocks; block += 1) {
    previous = calculateMac(key, Buffer.concat([previous, info, Buffer.from([block])]));
    derived.push(previous);
  }
  return derived;
}

export function verifyMac(data: Buffer, key: Buffer, mac: Buffer, length: number): void {
  if (mac.length !== length) throw new Error('Bad MAC length');
  if (!calculateMac(key, data).subarray(0, length).equals(mac)) throw new Error('Bad MAC');
}

export function encrypt(key: Buffer, data: Buffer, iv: Buffer): Buffer {
  const cipher = createCipheriv(algorithm, createSecretKey(key), iv);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

export function decrypt(key: Buffer, data: Buffer, iv: Buffer): Buffer {
  const decipher = createDecipheriv(algorithm, createSecretKey(key), iv);
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

Object.assign(library, { calculateMAC: calculateMac, deriveSecrets, verifyMAC: verifyMac, encrypt, decrypt });
