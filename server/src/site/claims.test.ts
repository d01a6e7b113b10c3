import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localPath, publicLanguages } from '../languages/languages.ts';
import { claim, claims } from './claims.ts';
import { around, hasClass, type PageElement, type PageText, readPage } from './page-reader.ts';
import { publicPages } from './public-pages.ts';
import { openStage, type Stage } from './stage.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The pages that speak for the product; what legal pages say is theirs, and proven with them. */
const speaking = publicPages.filter((path) => !path.startsWith('/legal/'));
const addresses = publicLanguages.flatMap((language) => speaking.map((path) => localPath(language, path)));

let stage: Stage;
const pages = new Map<string, ReturnType<typeof readPage>>();
beforeAll(async () => {
  stage = await openStage();
  for (const address of addresses) pages.set(address, readPage((await stage.get(address)).body));
});
afterAll(() => stage.close());

describe('a claim', () => {
  it.each(Object.entries(claims))('%s is held by a test that exists', (_id, { file, test }) => {
    expect(existsSync(root + file), file).toBe(true);
    const text = readFileSync(root + file, 'utf8');
    expect(
      ["'", '`', '"'].some((quote) => text.includes(`(${quote}${test}${quote}`)),
      test,
    ).toBe(true);
  });

  it('that nobody registered cannot be made', () => {
    expect(() => claim('anything')).toThrow('no such claim: anything');
  });

  it('in the registry is made on a page', () => {
    const made = new Set([...pages.values()].flatMap(({ elements }) => elements.flatMap(claimsOf)));
    expect(Object.keys(claims).filter((id) => !made.has(id))).toEqual([]);
  });

  it('on a page stands in the registry', () => {
    for (const [address, { elements }] of pages) {
      for (const id of elements.flatMap(claimsOf)) expect(Object.hasOwn(claims, id), `${address}: ${id}`).toBe(true);
    }
  });
});

describe.each(addresses)('%s', (address) => {
  it('gives no figure without a claim', () => {
    const bare = textsOf(address).filter(({ text, within }) => hasFigure(text) && !around(within).some(mayHaveFigures));
    expect(bare.map(({ text }) => text.trim())).toEqual([]);
  });

  it('boasts of nothing', () => {
    const boasts = textsOf(address)
      .filter(
        ({ within }) => !around(within).some((element) => element.name === 'script' || hasClass(element, 'refused')),
      )
      .flatMap(({ text }) => boasting.flatMap((pattern) => pattern.exec(text)?.[0] ?? []));
    expect(boasts).toEqual([]);
  });

  it('gives no date to what is planned', () => {
    const planned = (pages.get(address)?.elements ?? []).filter(
      (element) => element.attributes.has('data-planned') || hasClass(element, 'planned'),
    );
    for (const element of planned) {
      const text = textsOf(address)
        .filter(({ within }) => around(within).includes(element))
        .map((one) => one.text)
        .join(' ');
      expect(text).not.toMatch(
        /\b20\d\d\b|\bQ[1-4]\b|\b(next|this|coming) (week|month|quarter|year)|\bsoon\b|\bsegera\b|\bem breve\b|قريب/i,
      );
    }
  });
});

describe.each(speaking)('%s', (path) => {
  it('names nothing that is not built without saying that it is planned', () => {
    const bare = textsOf(path).filter(
      ({ text, within }) =>
        unbuilt.test(text) &&
        // What a reader may choose to ask about.
        within.name !== 'option' &&
        !around(within).some((element) => isBlock(element) && saysPlanned(path, element)),
    );
    expect(bare.map(({ text }) => text.trim())).toEqual([]);
  });
});

/** Parts of the product that do not exist yet, as English pages name them. A word leaves the list when its part is built. */
const unbuilt =
  /\b(campaigns?|cloud api|cloud device|team inbox|autorepl\w+|chatbots?|flows?|templates|media messages|n8n|mcp|invoices?|hosted plans?)\b/i;

function isBlock({ name }: PageElement): boolean {
  return ['li', 'tr', 'dd', 'div', 'p', 'details', 'section'].includes(name);
}

function saysPlanned(address: string, element: PageElement): boolean {
  return textsOf(address).some(
    ({ text, within }) => /\bplanned\b|\bnot yet\b|\brefused\b/i.test(text) && around(within).includes(element),
  );
}

/** What the page itself says: its main part. */
function textsOf(address: string): PageText[] {
  const texts = pages.get(address)?.texts ?? [];
  return texts.filter(({ within }) => around(within).some(({ name }) => name === 'main'));
}

function claimsOf({ attributes }: PageElement): string[] {
  return (attributes.get('data-claim') ?? '').split(' ').filter(Boolean);
}

/** Names of things, in which a digit is no figure. */
const names = /\bn8n\b|\bE\.164\b|\bRFC \d+|\bSHA-256\b|\bWCAG 2\.2\b|\bGPL-3\.0(-or-later)?\b/g;

function hasFigure(text: string): boolean {
  return /\p{Nd}/u.test(text.replaceAll(names, ''));
}

/** A claim, code and what it prints, a date, an example of a phone, a version, a figure the reader typed, a picture of a phone. */
function mayHaveFigures(element: PageElement): boolean {
  const { name, attributes } = element;
  return (
    attributes.has('data-claim') ||
    ['code', 'pre', 'kbd', 'time', 'script', 'output', 'option'].includes(name) ||
    ['phone', 'version', 'handset'].some((kind) => hasClass(element, kind))
  );
}

/** Praise that nobody can check, in our languages. */
const boasting = [
  /\b(the best|best-in-class|leading|world-class|trusted by|loved by|award|cutting-edge|revolutionary|game-chang\w+|seamless\w*|effortless\w*|blazing\w*|unlimited|guaranteed?|risk-free|number one|undetect\w+|unbannable|anti-?bann?)\b/i,
  /\b(terbaik|terkemuka|terdepan|dipercaya oleh|nomor satu|tanpa batas|dijamin|anti-?(banned|blokir))\b/i,
  /\b(o melhor|a melhor|os melhores|as melhores|líder|confiado por|número um|ilimitad\w+|garantid\w+|à prova de banimento)\b/i,
  /الأفضل|الرائد|الرائدة|موثوق به من|رقم واحد|غير محدود|مضمون/,
  /[★☆⭐]|\b\d+(\.\d+)?\s?\/\s?5\b|#1\b|\b100\s?%/,
  /\b\d[\d.,]*\s?[kKmM]?\+?\s(happy\s)?(customers|users|companies|businesses|pelanggan|clientes|empresas|عميل)\b/i,
];
