import { describe, expect, it } from 'vitest';
import { parseEmail } from './email.ts';
import { judgePassword } from './password.ts';

const about = { email: 'ana.souza@padaria.com.br', name: 'Ana Souza', brand: 'Norte Messaging' };
const judge = (password: string) => judgePassword(password, about);

describe('a password', () => {
  it.each([
    ['short1234', 'too_short'],
    ['пароль123', 'too_short'],
    ['x'.repeat(201), 'too_long'],
    ['qwertyuiop', 'too_common'],
    ['QWERTYuiop', 'too_common'],
    ['sunshine12!!', 'too_common'],
    ['WhatsApp2026', 'too_common'],
    ['whatzapi1234', 'too_common'],
    ['aaaaaaaaaaaa', 'too_common'],
    ['abcabcabcabc', 'too_common'],
    ['abcdefghijkl', 'too_common'],
    ['0987654321', 'too_common'],
    ['ana.souza2026', 'like_you'],
    ['SouzaPadaria1', 'like_you'],
    ['NorteMessaging9', 'like_you'],
  ])('%s is refused: %s', async (password, fault) => {
    expect(await judge(password)).toEqual({ fault, strength: 0 });
  });

  it.each([
    'violet kettle under nine clouds',
    'ana likes 41 grey whales',
    'كلمة سر طويلة جدا هنا',
    'Tr0ub4dor&3 horse',
    '正確な馬電池ホチキス',
    ' spaces count too ',
  ])('%s is taken', async (password) => {
    expect((await judge(password)).fault).toBeNull();
  });

  it('is told stronger the longer and the more varied it is', async () => {
    const strengths = await Promise.all(
      ['ktwmxqzptr', 'ktwmxqzp7R', 'ktwmxqzp7Rvd', 'ktwmxqzp7Rvd w4f', 'ktw'].map(
        async (text) => (await judge(text)).strength,
      ),
    );
    expect(strengths).toEqual([1, 2, 3, 4, 0]);
  });
});

describe('an address', () => {
  it.each([
    [' Ana@Example.COM ', 'ana@example.com'],
    ['josé@exämple.com', 'josé@exämple.com'],
    ['jose\u0301@example.com', 'josé@example.com'],
    ['用户@例子.公司', '用户@例子.公司'],
    ['a@b@c', undefined],
    ['a b@c', undefined],
    ['a\u0000@c', undefined],
    ['a\u200b@c', undefined],
    ['@c', undefined],
    ['a@', undefined],
    [`${'a'.repeat(250)}@b.c`, 'a'.repeat(250).concat('@b.c')],
    [`${'a'.repeat(251)}@b.c`, undefined],
  ])('%j is read as %j', (text, email) => {
    expect(parseEmail(text)).toBe(email);
  });
});
