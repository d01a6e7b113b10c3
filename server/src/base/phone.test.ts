import { describe, expect, it } from 'vitest';
import { phoneCountries, readPhone, readPhoneOfCountry } from './phone.ts';

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

describe('a phone in a form', () => {
  it.each([
    ['0812 3456 7890', 'ID', '+6281234567890'],
    ['+62 812-3456-7890', 'BR', '+6281234567890'],
    ['0062 812 3456 7890', 'BR', '+6281234567890'],
    ['(11) 96123-4567', 'BR', '+5511961234567'],
    ['٠١٠٠١٢٣٤٥٦٧', 'EG', '+201001234567'],
    ['+۶۲۸۱۲۳۴۵۶۷۸۹۰', 'ID', '+6281234567890'],
  ])('reads %j of %s', (text, country, phone) => {
    expect(readPhoneOfCountry(text, country)).toEqual({ ok: true, phone });
  });

  it.each([
    ['12', 'ID'],
    ['0812 3456 7890', ''],
    ['0812 3456 7890', 'ZZ'],
    ['call 0812 3456 7890', 'ID'],
    ['', 'ID'],
  ])('refuses %j of %j', (text, country) => {
    expect(readPhoneOfCountry(text, country).ok).toBe(false);
  });

  it('knows the calling code of every country', () => {
    expect(phoneCountries()).toContainEqual({ country: 'ID', callingCode: '+62' });
  });
});
