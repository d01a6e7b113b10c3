import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/** A 32-byte AES-256 key with the number that names it in every sealed value. */
export type SealingKey = { readonly id: number; readonly key: Buffer };

const version = 1;
const headBytes = 1 + 4 + 12;
const tagBytes = 16;

/**
 * Seals bytes with AES-256-GCM: version (1 byte), key id (4), nonce (12), tag (16), ciphertext.
 * `about` (workspace + thing + id) is authenticated, so a value moved to another row does not open.
 */
export function seal(key: SealingKey, about: string, plain: Uint8Array): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), nonce);
  cipher.setAAD(Buffer.from(about, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  const head = Buffer.allocUnsafe(headBytes);
  head[0] = version;
  head.writeUInt32BE(key.id, 1);
  nonce.copy(head, 5);
  return Buffer.concat([head, cipher.getAuthTag(), body]);
}

/** The id of the key that sealed a value; throws on bytes that are no sealed value. */
function sealedBy(sealed: Uint8Array): number {
  if (sealed.length < headBytes + tagBytes || sealed[0] !== version) throw new Error('not a sealed value');
  return Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength).readUInt32BE(1);
}

/** Opens what `seal` made; throws when the key, the `about` text or a single bit differs. */
export function unseal(key: SealingKey, about: string, sealed: Uint8Array): Buffer {
  if (sealedBy(sealed) !== key.id) throw new Error('sealed with another key');
  const decipher = createDecipheriv('aes-256-gcm', keyObject(key), sealed.subarray(5, headBytes));
  decipher.setAAD(Buffer.from(about, 'utf8'));
  decipher.setAuthTag(sealed.subarray(headBytes, headBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(headBytes + tagBytes)), decipher.final()]);
}

const poolBytes = 12 * 512;
let pool = Buffer.alloc(0);

// Random bytes in larger portions: asking for twelve costs as much as asking for thousands. None is handed out twice.
function nextNonce(): Buffer {
  if (pool.length < 12) pool = randomBytes(poolBytes);
  const nonce = pool.subarray(0, 12);
  pool = pool.subarray(12);
  return nonce;
}

const keyObjects = new WeakMap<Buffer, KeyObject>();

// Node makes a key object of raw bytes at every call, which costs more than sealing a small value.
function keyObject({ key }: SealingKey): KeyObject {
  let made = keyObjects.get(key);
  if (!made) {
    made = createSecretKey(key);
    keyObjects.set(key, made);
  }
  return made;
}
