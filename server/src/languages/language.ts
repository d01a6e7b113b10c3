import { readdirSync, readFileSync } from 'node:fs';

/** A language of pages and mails, as a BCP 47 tag: a folder in `texts/`, or one of the two pseudo-languages for tests. */
export type Language = string & { readonly __language: true };

export type LanguageFacts = {
  /** Its own name for itself. */
  name: string;
  dir: 'ltr' | 'rtl';
  /** First part of the address of its public pages; empty for English. */
  prefix: string;
  /** What `Intl` and `<html lang>` are told. */
  tag: string;
};

const folder = new URL('texts/', import.meta.url);
const found = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** Generated from English for tests: one long and accented, one right to left. Never offered to visitors. */
const pseudo: Record<string, LanguageFacts> = {
  'en-XA': { name: '[Ļöñĝ Éñĝļîšħ]', dir: 'ltr', prefix: '/en-xa', tag: 'en-XA' },
  'ar-XB': { name: '‮Mirrored English‬', dir: 'rtl', prefix: '/ar-xb', tag: 'ar-XB' },
};

const facts = new Map<string, LanguageFacts>([
  ...found.map(({ name }): [string, LanguageFacts] => [name, readFacts(name)]),
  ...Object.entries(pseudo),
]);

/** Every language there are texts for, English first; adding a folder to `texts/` adds one. */
export const publicLanguages: readonly Language[] = found
  .map(({ name }) => asLanguage(name))
  .sort((a, b) => Number(b === 'en') - Number(a === 'en') || a.localeCompare(b));

let offered: readonly Language[] = publicLanguages;

/** The languages that have addresses on this installation. */
export function languages(): readonly Language[] {
  return offered;
}

/** Gives the pseudo-languages addresses too; for screenshots and tests. Call it before pages are built. */
export function showPseudoLanguages(): void {
  offered = [...publicLanguages, ...Object.keys(pseudo).map(asLanguage)];
}

export function languageFacts(language: Language): LanguageFacts {
  const known = facts.get(language);
  if (!known) throw new Error(`no such language: ${language}`);
  return known;
}

/** Where a public page is in a language: `/pricing` in Indonesian is `/id/pricing`. */
export function localPath(language: Language, path: string): string {
  const { prefix } = languageFacts(language);
  return prefix === '' ? path : path === '/' ? prefix : `${prefix}${path}`;
}

export function isLanguage(text: string): text is Language {
  return offered.some((language) => language === text);
}

/** The best of our languages for an `Accept-Language` header (RFC 9110, 12.5.4); English when none fits. */
export function chooseLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',', 20)
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';');
      const weight = Number(/q=([\d.]+)/.exec(params.join(';'))?.[1] ?? 1);
      return { tag: tag.toLowerCase(), weight: Number.isFinite(weight) ? weight : 0 };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wanted) {
    const base = tag.split('-')[0];
    const match =
      publicLanguages.find((language) => language.toLowerCase() === tag) ??
      publicLanguages.find((language) => language.toLowerCase().split('-')[0] === base);
    if (match) return match;
  }
  return asLanguage('en');
}

function readFacts(name: string): LanguageFacts {
  const { name: own, dir } = JSON.parse(
    readFileSync(new URL(`${name}/language.json`, folder), 'utf8'),
  ) as LanguageFacts;
  return {
    name: own,
    dir: dir === 'rtl' ? 'rtl' : 'ltr',
    prefix: name === 'en' ? '' : `/${name.toLowerCase()}`,
    tag: name,
  };
}

// Names of folders and of the table above are the languages there are.
function asLanguage(name: string): Language {
  return name as Language;
}
