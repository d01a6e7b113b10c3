import { describe, expect, it } from 'vitest';
import { readPhone } from './phone.ts';

describe('readPhone', () => {
  it.each([
    ['+6281234567890', '+6281234567890'],
    ['+62 812-3456-7890', '+6281234567890'],
    [' +1 (202) 555-0143 ', '+12025550143'],
  ])('reads %j', (text, phone) => {
    expect(readPhone(text)).toEqual({ ok: true, phone });
  });

  it.each(['', '+', '+0', 'hello', '+12', '+999999999999999', '+1202555014a', '+1 202 555 0143 0000 0000'])(
    'refuses %j',
    (text) => {
      expect(readPhone(text).ok).toBe(false);
    },
  );

  it('accepts in a sandbox what no plan knows', () => {
    expect(readPhone('+15550190001').ok).toBe(false);
    expect(readPhone('+15550190001', { possible: true })).toEqual({ ok: true, phone: '+15550190001' });
  });

  it('suggests, and never guesses, what a number without its plus means', () => {
    expect(readPhone('6281234567890')).toMatchObject({
      ok: false,
      suggestion: expect.stringContaining('+6281234567890'),
    });
    expect(readPhone('081234567890', { possible: false, home: 'ID' })).toMatchObject({
      ok: false,
      suggestion: '+6281234567890 (workspace country ID)',
    });
  });
});
