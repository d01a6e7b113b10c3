import { describe, expect, it } from 'vitest';
import { judgePassword } from '../../accounts/accounts.ts';

type Meter = { strengthOf(password: string, words: string[]): { strength: number } };
// A script for browsers: it has no types of its own here.
const { strengthOf } = (await import(new URL('strength.js', import.meta.url).href)) as Meter;

const about = { email: 'maria.silva@example.com', name: 'Maria Silva', brand: 'WhatzAPI' };
const words = [about.email, about.name, about.brand, 'whatzapi', 'whatsapp'];

describe('the meter in the browser', () => {
  it.each([
    'short',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    '1234567890',
    'maria.silva1',
    'Silva maria!',
    'whatzapi2026',
    'kettleviolet',
    'Kettle7violet',
    'violet kettle under nine clouds',
    'correct horse',
    'ق طائر أزرق فوق البحر',
    'xK9#mQ2$vL5@',
    'zzzzyyyyxxxx',
  ])('says of %s what the server says', async (password) => {
    expect(strengthOf(password, words).strength).toBe((await judgePassword(password, about)).strength);
  });
});
