import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse } from '../house.ts';
import { accessibilityFaults, chromiumPath, openBrowser } from './browser.ts';

/** A third party on this machine: a script that sets a cookie and counts a visit, and what it was asked for. */
type ThirdParty = { host: string; asked: string[]; server: Server };

async function openThirdParty(scriptOf: (host: string) => string = () => ''): Promise<ThirdParty> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-type', 'text/javascript');
    response.end(request.url === '/counter.js' ? scriptOf(party.host) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  const party: ThirdParty = { host: `localhost:${address.port}`, asked, server };
  return party;
}

describe.runIf(chromiumPath)('what is optional', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'wz-providers-'));
  let house: House;
  let browser: Browser;
  let counter: ThirdParty;
  let undeclared: ThirdParty;

  beforeAll(async () => {
    undeclared = await openThirdParty();
    counter = await openThirdParty(
      (host) => `
        document.cookie = '_counter=1; path=/; max-age=86400';
        window.counted = Promise.allSettled([fetch('http://${host}/hit'), fetch('http://${undeclared.host}/steal')]);`,
    );
    const file = join(folder, 'providers.json');
    writeFileSync(
      file,
      JSON.stringify([
        {
          name: 'Plain Counter',
          purpose: 'Counts visits',
          class: 'optional',
          hosts: [counter.host],
          script: `http://${counter.host}/counter.js`,
          country: 'Here',
          data: 'Page and day',
          policy_url: 'https://counter.example/privacy',
          cookies: [{ name: '_counter', days: 1 }],
          data_days: 30,
        },
      ]),
    );
    [house, browser] = await Promise.all([startHouse({ SANDBOX: 'off', PROVIDERS_FILE: file }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    counter?.server.close();
    undeclared?.server.close();
    rmSync(folder, { recursive: true });
  });

  /** A fresh visitor; `elsewhere` is what their browser tried to ask of anybody but us. */
  async function visitor(options: BrowserContextOptions = {}) {
    counter.asked.length = 0;
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(house.baseUrl)) elsewhere.push(request.url());
    });
    const names = async () => (await context.cookies(house.baseUrl)).map(({ name }) => name).sort();
    const open = async (path: string) => {
      await page.goto(house.baseUrl + path, { waitUntil: 'networkidle' });
    };
    return { page, elsewhere, names, open, close: () => context.close() };
  }

  const question = (page: Page) => page.getByRole('region', { name: 'May we use something optional?' });

  it('is not there before somebody agrees: no request, no cookie, no hint', async () => {
    const { page, elsewhere, names, open, close } = await visitor();
    for (const path of ['/', '/legal/cookies', '/cookie-settings', '/pricing']) await open(path);
    expect(await question(page).isVisible()).toBe(true);
    expect(elsewhere).toEqual([]);
    expect(counter.asked).toEqual([]);
    expect(await names()).toEqual([]);
    await close();
  });

  it('comes with a yes: the declared script and nothing more; withdrawing ends it and deletes its cookie', async () => {
    const { page, elsewhere, names, open, close } = await visitor();
    await open('/pricing');
    await question(page).getByRole('button', { name: 'Accept' }).click();
    await page.waitForFunction('window.counted !== undefined');
    await page.evaluate('window.counted');
    expect(new URL(page.url()).pathname).toBe('/pricing');
    expect(await question(page).count()).toBe(0);
    expect(counter.asked).toEqual(['/counter.js', '/hit']);
    expect(undeclared.asked).toEqual([]);
    expect(await names()).toEqual(['_counter', 'cookie_consent']);

    await page.getByRole('link', { name: 'Cookie settings' }).click();
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByRole('status').waitFor();
    counter.asked.length = 0;
    elsewhere.length = 0;
    await open('/pricing');
    expect(await names()).toEqual(['cookie_consent']);
    expect([...elsewhere, ...counter.asked]).toEqual([]);
    expect(await question(page).count()).toBe(0);
    await close();
  });

  it('is refused with as many keys as it is accepted with', async () => {
    const { page, open, close } = await visitor();
    await open('/pricing');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Reject');
    const [reject, accept] = await Promise.all(
      ['Reject', 'Accept'].map((name) => question(page).getByRole('button', { name }).boundingBox()),
    );
    expect([reject?.width, reject?.height]).toEqual([accept?.width, accept?.height]);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Accept');
    await close();
  });

  it('is refused by Escape, and nobody is asked again', async () => {
    const { page, elsewhere, names, open, close } = await visitor();
    await open('/pricing');
    await page.keyboard.press('Escape');
    await question(page).waitFor({ state: 'detached' });
    await open('/');
    expect(await question(page).count()).toBe(0);
    expect(elsewhere).toEqual([]);
    expect(await names()).toEqual(['cookie_consent']);
    await close();
  });

  it('is answered without scripts too, one provider at a time', async () => {
    const { page, names, open, close } = await visitor({ javaScriptEnabled: false });
    await open('/pricing');
    await question(page).getByRole('link', { name: 'Choose' }).click();
    const box = page.getByRole('checkbox', { name: 'Plain Counter' });
    expect(await box.isChecked()).toBe(false);
    await box.check();
    await page.getByRole('button', { name: 'Save my choice' }).click();
    expect(await page.getByRole('checkbox', { name: 'Plain Counter' }).isChecked()).toBe(true);
    expect(await names()).toEqual(['cookie_consent']);
    await close();
  });

  it('is off where the browser says so by Global Privacy Control', async () => {
    const { page, elsewhere, names, open, close } = await visitor({ extraHTTPHeaders: { 'sec-gpc': '1' } });
    for (const path of ['/', '/pricing']) await open(path);
    expect(await question(page).count()).toBe(0);
    await open('/cookie-settings');
    expect(await page.getByText('Your browser sends Global Privacy Control').isVisible()).toBe(true);
    expect([...elsewhere, ...counter.asked]).toEqual([]);
    expect(await names()).toEqual([]);
    await close();
  });

  it.each(['/pricing', '/cookie-settings', '/ar/cookie-settings', '/legal/privacy', '/ar/legal/cookies'])(
    '%s is accessible and fits the screen while the question stands',
    async (path) => {
      const { page, open, close } = await visitor({ reducedMotion: 'reduce' });
      for (const [width, colorScheme] of [
        [1280, 'light'],
        [360, 'dark'],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await open(path);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), path).toBeLessThanOrEqual(0);
        expect(await accessibilityFaults(page), `${path} at ${width}`).toEqual([]);
      }
      await close();
    },
  );
});
