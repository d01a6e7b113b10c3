import { hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import * as quick from './quick.ts';

/** The library's own file, evaluated apart from the one that was replaced. */
function untouched(): Record<string, (...input: unknown[]) => unknown> {
  const requireHere = createRequire(import.meta.url);
  const exported = { exports: {} as Record<string, (...input: unknown[]) => unknown> };
  const source = readFileSync(requireHere.resolve('libsignal/src/crypto.js'), 'utf8');
  new Function('module', 'require', source)(exported, requireHere);
  return exported.exports;
}

const library = untouched();
const [key, salt, iv, data] = [randomBytes(32), randomBytes(32), randomBytes(16), randomBytes(500)];

it('computes what the library computes', () => {
  const info = Buffer.from('WhisperMessageKeys');
  expect(quick.calculateMac(key, data)).toEqual(library['calculateMAC']?.(key, data));
  expect(quick.deriveSecrets(data, salt, info)).toEqual(library['deriveSecrets']?.(data, salt, info));
  expect(quick.deriveSecrets(data, salt, info, 2)).toEqual(library['deriveSecrets']?.(data, salt, info, 2));
  expect(quick.encrypt(key, data, iv)).toEqual(library['encrypt']?.(key, data, iv));
  expect(quick.decrypt(key, quick.encrypt(key, data, iv), iv)).toEqual(data);
});

it('derives keys as RFC 5869 does', () => {
  const info = Buffer.from('WhisperText');
  const expected = Buffer.from(hkdfSync('sha256', data, salt, info, 96));
  expect(Buffer.concat(quick.deriveSecrets(data, salt, info))).toEqual(expected);
});

it('refuses a wrong or short authentication code', () => {
  const mac = quick.calculateMac(key, data).subarray(0, 8);
  expect(() => quick.verifyMac(data, key, mac, 8)).not.toThrow();
  expect(() => quick.verifyMac(data, key, Buffer.alloc(8), 8)).toThrow('Bad MAC');
  expect(() => quick.verifyMac(data, key, mac.subarray(0, 4), 8)).toThrow('Bad MAC length');
});
