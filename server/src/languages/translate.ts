import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from './language.ts';
import { languageFacts, publicLanguages } from './language.ts';
import { lengthen } from './pseudo.ts';
import type account from './texts/en/account.json';
import type accountMail from './texts/en/account-mail.json';
import type admin from './texts/en/admin.json';
import type ask from './texts/en/ask.json';
import type changelog from './texts/en/changelog.json';
import type common from './texts/en/common.json';
import type faq from './texts/en/faq.json';
import type features from './texts/en/features.json';
import type form from './texts/en/form.json';
import type frame from './texts/en/frame.json';
import type getStarted from './texts/en/get-started.json';
import type home from './texts/en/home.json';
import type inquiries from './texts/en/inquiries.json';
import type inquiriesMail from './texts/en/inquiries-mail.json';
import type legal from './texts/en/legal.json';
import type legalMail from './texts/en/legal-mail.json';
import type limits from './texts/en/limits.json';
import type mail from './texts/en/mail.json';
import type pricing from './texts/en/pricing.json';
import type resellers from './texts/en/resellers.json';
import type settings from './texts/en/settings.json';
import type setup from './texts/en/setup.json';
import type status from './texts/en/status.json';
import type team from './texts/en/team.json';

/** The name of a text; English has them all, and the others are tested to have the same. */
export type TextKey =
  | keyof typeof accountMail
  | keyof typeof account
  | keyof typeof admin
  | keyof typeof changelog
  | keyof typeof ask
  | keyof typeof common
  | keyof typeof faq
  | keyof typeof features
  | keyof typeof form
  | keyof typeof frame
  | keyof typeof getStarted
  | keyof typeof home
  | keyof typeof inquiriesMail
  | keyof typeof inquiries
  | keyof typeof legalMail
  | keyof typeof legal
  | keyof typeof limits
  | keyof typeof mail
  | keyof typeof pricing
  | keyof typeof resellers
  | keyof typeof settings
  | keyof typeof setup
  | keyof typeof status
  | keyof typeof team;

/** What is put into a text's `{placeholders}`. */
export type Values = Record<string, string | number | Date>;

/** Gives the texts of one language. */
export type Translate = {
  /** Plain text: whoever prints it must escape it. */
  (key: TextKey, values?: Values): string;
  /**
   * Safe HTML: values are escaped; `<b>`, `<em>` and `<code>` in a text stay; any other tag is a link whose address `links`
   * gives under the tag's name.
   */
  html(key: TextKey, values?: Values, links?: Record<string, string>): string;
  language: Language;
};

type Catalog = ReadonlyMap<string, string>;

const folder = new URL('texts/', import.meta.url);
const catalogs = new Map<string, Catalog>();
const translators = new Map<string, Translate>();
const kept = ['b', 'em', 'code'];

/** The texts of a language, read once. A key without a text throws: tests see to it that there is none. */
export function translator(language: Language): Translate {
  const known = translators.get(language);
  if (known) return known;
  const made = makeTranslator(language);
  translators.set(language, made);
  return made;
}

export function isTextKey(text: string): text is TextKey {
  return catalogOf('en').has(text);
}

function makeTranslator(language: Language): Translate {
  const { tag, dir } = languageFacts(language);
  const isReal = publicLanguages.includes(language);
  const catalog = catalogOf(isReal ? language : 'en');
  const formats = new Map<string, IntlMessageFormat>();

  function formatOf(key: string): IntlMessageFormat {
    const known = formats.get(key);
    if (known) return known;
    const text = catalog.get(key);
    if (text === undefined) throw new Error(`no text ${key} in ${language}`);
    const made = new IntlMessageFormat(isReal ? text : lengthen(text, dir), isReal ? tag : 'en');
    formats.set(key, made);
    return made;
  }

  // Tags of a text are told as functions; in plain text they leave only what they enclose.
  const plain = Object.fromEntries([...tagsIn(catalog)].map((name) => [name, (parts: unknown[]) => parts.join('')]));

  function t(key: TextKey, values: Values = {}): string {
    return String(formatOf(key).format({ ...plain, ...values }));
  }

  function html(key: TextKey, values: Values = {}, links: Record<string, string> = {}): string {
    const escaped = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? escapeHtml(value) : value]),
    );
    const tags = Object.fromEntries(
      [...tagsIn(catalog)].map((name) => [
        name,
        (parts: unknown[]) =>
          kept.includes(name)
            ? `<${name}>${parts.join('')}</${name}>`
            : links[name] === undefined
              ? parts.join('')
              : `<a href="${escapeHtml(links[name])}">${parts.join('')}</a>`,
      ]),
    );
    return String(formatOf(key).format({ ...tags, ...escaped }));
  }

  return Object.assign(t, { html, language });
}

const tagsOf = new WeakMap<Catalog, Set<string>>();

function tagsIn(catalog: Catalog): Set<string> {
  const known = tagsOf.get(catalog);
  if (known) return known;
  const tags = new Set<string>(kept);
  for (const text of catalog.values())
    for (const [, name = ''] of text.matchAll(/<([a-z][a-z0-9_]*)>/g)) tags.add(name);
  tagsOf.set(catalog, tags);
  return tags;
}

function catalogOf(name: string): Catalog {
  const known = catalogs.get(name);
  if (known) return known;
  const files = readdirSync(new URL(`${name}/`, folder)).filter(
    (file) => file.endsWith('.json') && file !== 'language.json',
  );
  const catalog = new Map<string, string>();
  for (const file of files) {
    // Our own files, tested to be flat objects of texts.
    const texts = JSON.parse(readFileSync(new URL(`${name}/${file}`, folder), 'utf8')) as Record<string, string>;
    for (const [key, text] of Object.entries(texts)) catalog.set(key, text);
  }
  catalogs.set(name, catalog);
  return catalog;
}

/** For HTML text and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
