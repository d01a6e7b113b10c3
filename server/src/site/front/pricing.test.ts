import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatNumber, localPath, publicLanguages, translator } from '../../languages/languages.ts';
import { limits } from '../../workspaces/workspaces.ts';
import { readPage } from '../page-reader.ts';
import { openStage, type Stage } from '../stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe.each([...publicLanguages])('the prices in %s', (language) => {
  const t = translator(language);
  const text = async () => {
    const { body } = await stage.get(localPath(language, '/pricing'));
    return readPage(body)
      .texts.map((one) => one.text)
      .join('\n');
  };

  it('prints each limit with the numbers and the words of the one table', async () => {
    const page = await text();
    for (const [key, { live, sandbox }] of Object.entries(limits)) {
      for (const part of ['counts', 'never'] as const) {
        expect(page).toContain(t(`limits.${key as keyof typeof limits}.${part}`));
      }
      expect(page, key).toContain(formatNumber(language, live));
      if (sandbox > 0) expect(page, key).toContain(formatNumber(language, sandbox));
    }
  });

  it('names the one plan there is, without a price, and no date for the planned ones', async () => {
    const page = await text();
    expect(page).toContain(t('pricing.self_hosted'));
    expect(page).toContain(t('pricing.no_price'));
    expect(page).toContain(t('common.planned'));
    expect(page).not.toMatch(/[$€₹₦]|R\$|\bRp\b|\bUSD\b/);
  });
});

it('tells in English what limits.ts tells', () => {
  const t = translator(publicLanguages[0] ?? expect.fail('there is no English'));
  for (const [name, { counts, never }] of Object.entries(limits)) {
    const key = name as keyof typeof limits;
    expect([t(`limits.${key}.counts`), t(`limits.${key}.never`)]).toEqual([counts, never]);
  }
});

it('tells the licences that the packages carry', () => {
  const licenceOf = (folder: string): unknown => {
    const parsed: unknown = JSON.parse(
      readFileSync(new URL(`../../../../${folder}package.json`, import.meta.url), 'utf8'),
    );
    return typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'license') : undefined;
  };
  for (const folder of ['', 'server/', 'client/']) expect(licenceOf(folder), folder).toBe('MIT');
  for (const folder of ['linked/', 'simulator/']) expect(licenceOf(folder), folder).toBe('GPL-3.0-or-later');
});
