import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SealingKey, seal, unseal } from './seal.ts';

const key: SealingKey = { id: 1, key: randomBytes(32) };

it('opens what it sealed, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), fc.string(), (plain, about) => {
      expect(unseal(key, about, seal(key, about, plain))).toEqual(Buffer.from(plain));
    }),
  );
});

it('does not open under another name, another key or with one bit changed', () => {
  const sealed = seal(key, 'ws:token:1', Buffer.from('secret'));
  expect(() => unseal(key, 'ws:token:2', sealed)).toThrow();
  expect(() => unseal({ id: 1, key: randomBytes(32) }, 'ws:token:1', sealed)).toThrow();
  expect(() => unseal({ id: 2, key: key.key }, 'ws:token:1', sealed)).toThrow('another key');
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => unseal(key, 'ws:token:1', changed)).toThrow();
  }
  expect(() => unseal(key, 'ws:token:1', sealed.subarray(0, 20))).toThrow('not a sealed value');
});

it('never uses a nonce twice', () => {
  const nonces = Array.from({ length: 5_000 }, () => seal(key, 'x', Buffer.alloc(0)).toString('hex', 5, 17));
  expect(new Set(nonces).size).toBe(nonces.length);
});
