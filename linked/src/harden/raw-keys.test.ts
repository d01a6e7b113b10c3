import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { quickenRawKeys } from './raw-keys.ts';

function results(key: Buffer, iv: Buffer): string[] {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([cipher.update('bread'), cipher.final(), cipher.getAuthTag()]);
  const opener = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(sealed.subarray(-16));
  const hmac = (of: Buffer | string) => createHmac('sha256', of).update('bread').digest('hex');
  return [
    sealed.toString('hex'),
    opener.update(sealed.subarray(0, -16)).toString(),
    hmac(key),
    hmac('text key'),
    hmac(Buffer.alloc(0)),
  ];
}

it('changes no result of a cipher or a MAC', () => {
  const [key, iv] = [randomBytes(32), randomBytes(12)];
  const before = results(key, iv);
  quickenRawKeys();
  expect(results(key, iv)).toEqual(before);
});
