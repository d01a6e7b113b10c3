import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languageFacts, localPath, publicLanguages } from '../languages/languages.ts';
import { around, type PageElement, readPage } from './page-reader.ts';
import { englishPages, publicPages } from './public-pages.ts';
import { openStage, type Stage } from './stage.ts';

const english = publicLanguages.find((language) => language === 'en');
const pages = [
  ...publicLanguages.flatMap((language) => publicPages.map((path) => ({ language, path: localPath(language, path) }))),
  ...englishPages.map((path) => ({ language: english ?? expect.fail('there is no English'), path })),
];

let stage: Stage;
const read = new Map<string, ReturnType<typeof readPage>>();
beforeAll(async () => {
  stage = await openStage();
  for (const { path } of pages) read.set(path, readPage((await stage.get(path)).body));
});
afterAll(() => stage.close());

const elementsOf = (path: string): PageElement[] => read.get(path)?.elements ?? [];
const titleOf = (path: string) =>
  read
    .get(path)
    ?.texts.find(({ within }) => within.name === 'title' && around(within).some(({ name }) => name === 'head'))?.text ??
  '';
const descriptionOf = (path: string) =>
  elementsOf(path)
    .find(({ name, attributes }) => name === 'meta' && attributes.get('name') === 'description')
    ?.attributes.get('content') ?? '';

describe.each(pages)('$path', ({ language, path }) => {
  it('is in its language and direction', () => {
    const root = elementsOf(path).find(({ name }) => name === 'html');
    const { tag, dir } = languageFacts(language);
    expect([root?.attributes.get('lang'), root?.attributes.get('dir')]).toEqual([tag, dir]);
  });

  it('has one heading of the first level, and below it leaves out none', () => {
    const levels = elementsOf(path)
      .filter(({ name }) => /^h[1-6]$/.test(name))
      .filter((element) => around(element).some(({ name }) => name === 'main'))
      .map(({ name }) => Number(name[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    for (const [n, level] of levels.entries()) if (n > 0) expect(level - (levels[n - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it('has every id once, and every label, tab and description leads to one', () => {
    const ids = elementsOf(path).flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
    const named = elementsOf(path).flatMap(({ attributes }) =>
      ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'].flatMap((name) =>
        (attributes.get(name) ?? '').split(' ').filter(Boolean),
      ),
    );
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('has a title and a description of its own, of a length that is shown whole', () => {
    const title = titleOf(path);
    const description = descriptionOf(path);
    expect(title.length).toBeGreaterThan(4);
    expect(title.length).toBeLessThanOrEqual(75);
    expect(description.length).toBeGreaterThan(30);
    expect(description.length).toBeLessThanOrEqual(320);
    const same = pages.filter((other) => other.language === language && titleOf(other.path) === title);
    expect(same.map((other) => other.path)).toEqual([path]);
    const alike = pages.filter((other) => other.language === language && descriptionOf(other.path) === description);
    expect(alike.map((other) => other.path)).toEqual([path]);
  });
});
