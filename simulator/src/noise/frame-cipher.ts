import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';
import { nonce, type TransportKeys } from './handshake.ts';

/** Encrypts and decrypts the frames of one established connection, each with the next number of its direction. */
export type FrameCipher = { seal(plaintext: Uint8Array): Buffer; open(sealed: Uint8Array): Buffer };

const algorithm = 'aes-256-gcm';
const tagLength = 16;

export function createFrameCipher(keys: TransportKeys): FrameCipher {
  // The runtime takes a key object several times faster than the same key as bytes.
  const send = createSecretKey(keys.send);
  const receive = createSecretKey(keys.receive);
  let sent = 0;
  let received = 0;
  return {
    seal(plaintext) {
      const cipher = createCipheriv(algorithm, send, nonce(sent++));
      return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed) {
      const decipher = createDecipheriv(algorithm, receive, nonce(received++));
      decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
      return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagLength)), decipher.final()]);
    },
  };
}
