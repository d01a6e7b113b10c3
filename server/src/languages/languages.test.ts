import { globSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import {
  chooseLanguage,
  formatDate,
  formatMoney,
  type Language,
  languageFacts,
  publicLanguages,
  type TextKey,
  translator,
} from './languages.ts';
import { lengthen } from './pseudo.ts';

const folder = fileURLToPath(new URL('texts/', import.meta.url));
const source = fileURLToPath(new URL('../', import.meta.url));

function textsOf(language: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const file of readdirSync(folder + language).filter((name) => name !== 'language.json')) {
    const texts = JSON.parse(readFileSync(`${folder}${language}/${file}`, 'utf8')) as Record<string, string>;
    for (const [key, text] of Object.entries(texts)) {
      expect(all.has(key), `${key} stands twice in ${language}`).toBe(false);
      all.set(key, text);
    }
  }
  return all;
}

const english = textsOf('en');

type Element = { type: number; value?: string; children?: Element[]; options?: Record<string, { value: Element[] }> };
// Kinds of a message's parts, as the library numbers them.
const literal = 0;
const tag = 8;

/** The placeholders and tags of a text, which a translation must have too. */
function parts(text: string): string[] {
  const names = new Set<string>();
  (function walk(elements: Element[]): void {
    for (const { type, value, children = [], options = {} } of elements) {
      if (value !== undefined && type !== literal) names.add(type === tag ? `<${value}>` : `{${value}}`);
      walk(children);
      for (const option of Object.values(options)) walk(option.value);
    }
  })(new IntlMessageFormat(text).getAst() as Element[]);
  return [...names].sort();
}

describe.each(publicLanguages.map(String))('the texts in %s', (language) => {
  const texts = textsOf(language);

  it('are all there, and none is left over', () => {
    expect([...english.keys()].filter((key) => !texts.has(key))).toEqual([]);
    expect([...texts.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  it('can be read, and have the placeholders and tags of the English ones', () => {
    const wrong = [...texts].filter(
      ([key, text]) => JSON.stringify(parts(text)) !== JSON.stringify(parts(english.get(key) ?? '')),
    );
    expect(wrong).toEqual([]);
  });
});

it('are each used, and each used one exists', () => {
  const files = globSync(['**/*.ts', '**/*.eta', '**/*.js'], { cwd: source }).filter(
    (path) => !path.endsWith('.test.ts'),
  );
  const code = files.map((path) => readFileSync(source + path, 'utf8')).join('\n');
  const unused = [...english.keys()].filter((key) => !code.includes(`'${key}'`) && !madeOf(code, key));
  expect(unused).toEqual([]);
  const named = [...code.matchAll(/\bt(?:\.html)?\(\s*'([a-z][\w.-]+)'/g)].map(([, key = '']) => key);
  expect(named.filter((key) => !english.has(key))).toEqual([]);
});

/** A key may be made of a written beginning and a name: `errors.${code}`. The beginning ends at a dot or an underscore. */
function madeOf(code: string, key: string): boolean {
  const joints = [...key.matchAll(/[._]/g)].map((joint) => joint.index);
  return joints.some((at) => code.includes(`\`${key.slice(0, at + 1)}\${`));
}

describe('a translator', () => {
  const english = translator('en' as Language);

  it('knows plain text from HTML', () => {
    expect(english('common.skip')).toBe('Skip to content');
    expect(english.html('common.skip')).toBe('Skip to content');
  });

  it('throws for a key that has no text', () => {
    expect(() => english('no.such' as TextKey)).toThrow('no text no.such');
  });
});

describe('the pseudo-languages', () => {
  it('lengthen prose and leave placeholders, plurals and tags alone', () => {
    const text = 'Hi <b>{name}</b>, {n, plural, one {# day} other {# days}} left';
    expect(parts(lengthen(text, 'ltr'))).toEqual(parts(text));
    expect(lengthen('Save', 'ltr')).toBe('Sàṽé ~');
    expect(lengthen('Save', 'rtl')).toBe('\u200fSàṽé ~\u200f');
  });
});

describe('a language', () => {
  it.each([
    ['id-ID,id;q=0.9,en;q=0.8', 'id'],
    ['pt-PT, en;q=0.5', 'pt-BR'],
    ['ar', 'ar'],
    ['fr, en;q=0.1', 'en'],
    ['en;q=0, xx', 'en'],
    ['*', 'en'],
    [undefined, 'en'],
  ])('is chosen for %s', (header, language) => {
    expect(chooseLanguage(header)).toBe(language);
  });

  it('has an address of its own, but English, which has none', () => {
    expect(publicLanguages.map((one) => languageFacts(one).prefix)).toEqual(['', '/ar', '/id', '/pt-br']);
  });

  it('writes dates and money its own way, in digits that can be copied', () => {
    const day = new Date('2026-11-25T12:00:00Z');
    const en = 'en' as Language;
    expect(formatDate(en, day)).toBe('November 25, 2026');
    expect(formatDate('id' as Language, day)).toBe('25 November 2026');
    expect(formatDate('ar' as Language, day)).toMatch(/25.*2026/);
    expect(formatMoney(en, { minor: 150_000n, currency: 'USD' })).toBe('$1,500.00');
    expect(formatMoney(en, { minor: 1_500n, currency: 'JPY' })).toBe('¥1,500');
    expect(formatMoney('pt-BR' as Language, { minor: 9_007_199_254_740_993n, currency: 'BRL' })).toContain(
      '90.071.992.547.409,93',
    );
  });
});
