import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse } from '../house.ts';
import { openPostbox, type Postbox } from '../postbox.ts';
import { accessibilityFaults, chromiumPath, openBrowser, type Visit, visit } from './browser.ts';
import { htmlFaults } from './html.ts';
import { adminPages, englishPages, openPages, ownPages } from './pages.ts';
import { setUp } from './set-up.ts';

const looks = [1280, 360].flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ width, theme })));

describe.runIf(chromiumPath)('every page', { timeout: 60_000 }, () => {
  let house: House;
  let browser: Browser;
  let postbox: Postbox;
  let guest: Visit;
  let owner: Visit;

  beforeAll(async () => {
    [browser, postbox] = await Promise.all([openBrowser(), openPostbox()]);
    house = await startHouse({ SANDBOX: 'off', SMTP_URL: postbox.url, MAIL_FROM: 'hello@gateway.example' });
    const options = { refusals: true, reducedMotion: 'reduce' } as const;
    owner = await visit(browser, house.baseUrl, options);
    await setUp(owner.page, house);
    guest = await visit(browser, house.baseUrl, options);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    await postbox?.close();
  });

  it.each(openPages)(
    '%s can be used and read, and fits, in light and dark, narrow and wide, from left and from right',
    async (path) => {
      for (const prefix of ['', '/ar']) {
        await guest.page.goto(house.baseUrl + (prefix + path).replace(/\/$/, ''));
        await look(guest.page, prefix + path);
      }
      expect(guest.faults.splice(0)).toEqual([]);
    },
  );

  it.each(englishPages)(
    '%s can be used and read, and fits, in light and dark, narrow and wide, from left and from right',
    async (path) => {
      await visitPage(guest.page, path);
      // The reference is long: it is judged in two looks, which meet each width, theme and direction once.
      await lookBothWays(guest.page, path, path === '/reference');
      expect(guest.faults.splice(0)).toEqual([]);
    },
  );

  it.each([...ownPages, ...adminPages])(
    '%s can be used and read, and fits, in light and dark, narrow and wide, from left and from right',
    async (path) => {
      await visitPage(owner.page, path);
      expect(await owner.page.getByRole('heading', { level: 1 }).count(), path).toBe(1);
      await lookBothWays(owner.page, path);
      expect(owner.faults.splice(0)).toEqual([]);
    },
  );

  async function visitPage(page: Page, path: string): Promise<void> {
    const reply = await page.goto(house.baseUrl + path.replace(/(?<=.)\/$/, ''));
    expect(await htmlFaults((await reply?.text()) ?? ''), path).toEqual([]);
  }

  async function lookBothWays(page: Page, name: string, isLong = false): Promise<void> {
    await look(page, name, isLong ? looks.slice(0, 1) : looks);
    await page.evaluate(`document.documentElement.dir = 'rtl'`);
    await look(page, `${name} from right to left`, isLong ? looks.slice(-1) : looks);
  }
});

async function look(page: Page, name: string, all = looks): Promise<void> {
  for (const { width, theme } of all) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    const where = `${name} at ${width} px, ${theme}`;
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), where).toBeLessThanOrEqual(0);
    expect(await accessibilityFaults(page), where).toEqual([]);
  }
}
