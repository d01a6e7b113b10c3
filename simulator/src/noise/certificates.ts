import { Curve, proto } from 'baileys';
import { publicFromPrivate } from '../signal/xeddsa.ts';

export type KeyPair = { private: Uint8Array; public: Uint8Array };

/** What the server shows in a handshake: its static key and a certificate chain that ends in that very key. */
export type ServerIdentity = { staticKey: KeyPair; chain: Uint8Array; rootPublic: Buffer };

const day = 86_400;

/**
 * Issues root → intermediate → leaf, where the leaf certifies the static key, so that clients stricter than today's
 * are satisfied too.
 */
export function issueServerIdentity(rootPrivate: Uint8Array, nowMs: number): ServerIdentity {
  const { Details } = proto.CertChain.NoiseCertificate;
  const now = Math.floor(nowMs / 1000);
  const valid = { notBefore: now - day, notAfter: now + 3650 * day };
  const intermediateKey = Curve.generateKeyPair();
  const staticKey = Curve.generateKeyPair();
  const intermediate = Details.encode({ serial: 1, issuerSerial: 0, key: intermediateKey.public, ...valid }).finish();
  const leaf = Details.encode({ serial: 2, issuerSerial: 1, key: staticKey.public, ...valid }).finish();
  const chain = proto.CertChain.encode({
    intermediate: { details: intermediate, signature: Curve.sign(rootPrivate, intermediate) },
    leaf: { details: leaf, signature: Curve.sign(intermediateKey.private, leaf) },
  }).finish();
  return { staticKey, chain, rootPublic: publicFromPrivate(rootPrivate) };
}
