import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse } from '../house.ts';
import { chromiumPath, openBrowser, visit } from './browser.ts';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const paths = ['/', '/legal/cookies', '/404', '/start', '/reference', '/errors', '/errors/suppressed'];
const looks = [1280, 360].flatMap((width) =>
  (['light', 'dark'] as const).flatMap((theme) => (['ltr', 'rtl'] as const).map((dir) => ({ width, theme, dir }))),
);

describe.runIf(chromiumPath)('the site', { timeout: 60_000 }, () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([startHouse({ SANDBOX: 'off' }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  describe.each(looks)('at $width px, $theme, $dir', ({ width, theme, dir }) => {
    it.each(paths)('%s is accessible, fits the screen and asks nobody else', async (path) => {
      const { page, faults, close } = await visit(browser, house.baseUrl, {
        viewport: { width, height: 900 },
        colorScheme: theme,
        refusals: path === '/404',
        reducedMotion: 'reduce',
      });
      await page.goto(house.baseUrl + path);
      await page.evaluate(`document.documentElement.dir = '${dir}'`);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
      expect(faults).toEqual([]);
      await close();
    });
  });

  it('keeps a chosen theme for a year, without a flash, and forgets it with System', async () => {
    const { page, faults, close } = await visit(browser, house.baseUrl, { colorScheme: 'light' });
    await page.goto(house.baseUrl);
    expect(await page.context().cookies()).toEqual([]);
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.waitForFunction("document.documentElement.dataset.theme === 'dark'");
    const [cookie] = await page.context().cookies();
    const days = ((cookie?.expires ?? 0) * 1000 - Date.now()) / 86_400_000;
    expect([cookie?.name, cookie?.value, Math.round(days)]).toEqual(['theme', 'dark', 365]);
    await page.goto(`${house.baseUrl}/legal/cookies`);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 22, 26)');
    await page.getByRole('button', { name: 'System' }).click();
    await page.waitForFunction('!document.documentElement.dataset.theme');
    expect(await page.context().cookies()).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  it('works without scripts: theme, menu, questions, reference', async () => {
    const { page, close } = await visit(browser, house.baseUrl, {
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    });
    await page.goto(`${house.baseUrl}/legal/cookies`);
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.locator('html[data-theme=dark]').waitFor();
    expect(page.url()).toBe(`${house.baseUrl}/legal/cookies`);
    await page.locator('summary', { hasText: 'Menu' }).click();
    await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'FAQ' }).click();
    await page.getByText('Do I need a phone').click();
    await page.getByText('The sandbox has pretend phones').waitFor();
    await close();
  });

  it('sets no cookie that the Cookie Policy does not name as set', async () => {
    const { page, close } = await visit(browser, house.baseUrl, { refusals: true });
    for (const path of paths) await page.goto(house.baseUrl + path);
    expect(await page.context().cookies()).toEqual([]);
    await close();
  });
});

async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe);
  return page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target, failureSummary }) => target + ' ' + failureSummary).join('; ').slice(0, 600)))`);
}
