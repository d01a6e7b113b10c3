import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { publicFromPrivate, signingKeyFromSeed, verifySignature } from './xeddsa.ts';

// The library's arithmetic, under its own names, to compare with.
const arithmetic = createRequire(createRequire(import.meta.url).resolve('libsignal'))('curve25519-js') as {
  sign(key: Uint8Array, message: Uint8Array): Uint8Array;
  verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
};

it('makes signatures everybody accepts, and accepts those of others', () => {
  for (let round = 0; round < 12; round += 1) {
    const key = signingKeyFromSeed(randomBytes(32));
    const message = randomBytes(round * 7);
    const signature = key.sign(message);
    expect(arithmetic.verify(key.public, message, signature)).toBe(true);
    expect(verifySignature(key.public, message, signature)).toBe(true);
    expect(verifySignature(key.public, message, arithmetic.sign(key.private, message))).toBe(true);
  }
});

it('refuses another message, another key, a changed signature and nonsense', () => {
  const key = signingKeyFromSeed(randomBytes(32));
  const message = randomBytes(40);
  const signature = key.sign(message);
  const changed = Buffer.from(signature);
  changed[7] = (changed[7] ?? 0) ^ 1;
  expect(verifySignature(key.public, randomBytes(40), signature)).toBe(false);
  expect(verifySignature(signingKeyFromSeed(randomBytes(32)).public, message, signature)).toBe(false);
  expect(verifySignature(key.public, message, changed)).toBe(false);
  expect(verifySignature(key.public, message, Buffer.alloc(64, 7))).toBe(false);
  expect(verifySignature(Buffer.alloc(31), message, signature)).toBe(false);
});

it('gives the same key for the same seed', () => {
  const seed = randomBytes(32);
  expect(signingKeyFromSeed(seed).public).toEqual(signingKeyFromSeed(seed).public);
  expect(publicFromPrivate(signingKeyFromSeed(seed).private)).toEqual(signingKeyFromSeed(seed).public);
});
