import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { harden } from './harden.ts';
import { verifyXeddsa } from './signature.ts';

type Curve = typeof import('baileys').Curve;
let curve: Curve;
let verifySlowly: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
beforeAll(async () => {
  const load: { verify: typeof verifySlowly } = createRequire(import.meta.resolve('libsignal'))('curve25519-js');
  verifySlowly = load.verify;
  harden();
  curve = (await import('baileys')).Curve;
});

it('has Baileys refuse forged, moved and foreign signatures', async () => {
  const { assertSignaturesAreChecked } = await import('./self-test.ts');
  expect(assertSignaturesAreChecked).not.toThrow();
});

describe('native verification', () => {
  it('accepts exactly what the library accepts', () => {
    for (let round = 0; round < 20; round += 1) {
      const pair = curve.generateKeyPair();
      const message = Buffer.from(`message ${round}`);
      const signature = Buffer.from(curve.sign(pair.private, message));
      const changed = Buffer.from(signature);
      changed[round * 3] = (changed[round * 3] ?? 0) ^ (1 << (round % 8));
      for (const candidate of [signature, changed]) {
        const expected = verifySlowly(new Uint8Array(pair.public), new Uint8Array(message), new Uint8Array(candidate));
        expect(verifyXeddsa(pair.public, message, candidate)).toBe(expected);
      }
    }
  });

  it('refuses keys and signatures of another length', () => {
    expect(verifyXeddsa(Buffer.alloc(31), Buffer.from('m'), Buffer.alloc(64))).toBe(false);
    expect(verifyXeddsa(Buffer.alloc(32), Buffer.from('m'), Buffer.alloc(63))).toBe(false);
  });
});
