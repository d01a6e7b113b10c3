import { aesDecryptGCM, aesEncryptGCM, Curve, hkdf, NOISE_MODE, NOISE_WA_HEADER, proto, sha256 } from 'baileys';
import type { ServerIdentity } from './certificates.ts';

/** Keys of an established connection, seen from the server. */
export type TransportKeys = { receive: Buffer; send: Buffer };
export type ClientHello = { clientKey: Buffer; payload: proto.ClientPayload; keys: TransportKeys };
export type Handshake = {
  /** Takes the client's first frame and returns the answer. */
  greet(frame: Uint8Array): Uint8Array;
  /** Takes the client's second frame; throws when it does not authenticate. */
  finish(frame: Uint8Array): ClientHello;
};

const empty = Buffer.alloc(0);

/** The responder's half of Noise_XX_25519_AESGCM_SHA256. */
export function createHandshake(identity: ServerIdentity): Handshake {
  const ephemeral = Curve.generateKeyPair();
  let hash = Buffer.from(NOISE_MODE);
  let salt: Buffer = hash;
  let key: Buffer = hash;
  let counter = 0;

  authenticate(Buffer.from(NOISE_WA_HEADER));

  return {
    greet(frame) {
      const clientEphemeral = proto.HandshakeMessage.decode(frame).clientHello?.ephemeral;
      if (!clientEphemeral) throw new Error('The first frame is not a client hello');
      authenticate(clientEphemeral);
      authenticate(ephemeral.public);
      mix(Curve.sharedKey(ephemeral.private, clientEphemeral));
      const sealedStatic = seal(identity.staticKey.public);
      mix(Curve.sharedKey(identity.staticKey.private, clientEphemeral));
      const payload = seal(identity.chain);
      return proto.HandshakeMessage.encode({
        serverHello: { ephemeral: ephemeral.public, static: sealedStatic, payload },
      }).finish();
    },
    finish(frame) {
      const finish = proto.HandshakeMessage.decode(frame).clientFinish;
      if (!finish?.static || !finish.payload) throw new Error('The second frame is not a client finish');
      const clientKey = open(finish.static);
      mix(Curve.sharedKey(ephemeral.private, clientKey));
      const payload = proto.ClientPayload.decode(open(finish.payload));
      const keys = expand(empty);
      return { clientKey, payload, keys: { receive: keys.subarray(0, 32), send: keys.subarray(32) } };
    },
  };

  function authenticate(data: Uint8Array) {
    hash = Buffer.from(sha256(Buffer.concat([hash, data])));
  }
  function expand(data: Uint8Array): Buffer {
    return Buffer.from(hkdf(data, 64, { salt, info: '' }));
  }
  function mix(data: Uint8Array) {
    const keys = expand(data);
    salt = keys.subarray(0, 32);
    key = keys.subarray(32);
    counter = 0;
  }
  function seal(plaintext: Uint8Array): Buffer {
    const sealed = aesEncryptGCM(plaintext, key, nonce(counter++), hash);
    authenticate(sealed);
    return sealed;
  }
  function open(sealed: Uint8Array): Buffer {
    const plaintext = aesDecryptGCM(sealed, key, nonce(counter++), hash);
    authenticate(sealed);
    return plaintext;
  }
}

export function nonce(counter: number): Buffer {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(counter, 8);
  return iv;
}
