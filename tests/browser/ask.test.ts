import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse, until } from '../house.ts';
import { accessibilityFaults, chromiumPath, openBrowser, visit } from './browser.ts';

describe.runIf(chromiumPath)('the card of the question', { timeout: 60_000 }, () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([startHouse({ SANDBOX: 'off' }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  const card = (page: Page) => page.getByRole('dialog', { name: 'Ask a question' });
  const hinted = async (page: Page) => (await page.context().cookies()).find(({ name }) => name === 'wa_hinted');

  /** Opens a page whose clock the test turns, with the script of the card at work. */
  async function open(path: string, options: Parameters<typeof visit>[2] = {}) {
    const opened = await visit(browser, house.baseUrl, options);
    await opened.page.clock.install();
    await opened.page.goto(house.baseUrl + path);
    await opened.page.getByRole('button', { name: 'Ask a question' }).waitFor();
    return opened;
  }

  it('opens by itself on the first page of a browser session and on no other', async () => {
    const { page, faults, close } = await open('/features');
    await page.clock.runFor(7_000);
    expect(await card(page).isVisible()).toBe(false);
    await page.clock.runFor(1_500);
    await card(page).waitFor();
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    const cookie = await until(() => hinted(page), 5_000, 'the cookie');
    expect(cookie).toMatchObject({ value: '1', expires: -1, sameSite: 'Lax', httpOnly: true });
    await page.goto(`${house.baseUrl}/pricing`);
    await page.getByRole('button', { name: 'Ask a question' }).waitFor();
    await page.clock.runFor(20_000);
    expect(await card(page).isVisible()).toBe(false);
    expect(faults).toEqual([]);
    await close();
    const another = await open('/pricing');
    await another.page.clock.runFor(8_500);
    await card(another.page).waitFor();
    await another.close();
  });

  it('opens at half of the page, and is remembered although nobody closed it', async () => {
    const { page, close } = await open('/');
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await page.clock.runFor(1_000);
    expect(await card(page).isVisible(), 'over the foot of the page').toBe(false);
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight * 0.6)');
    await card(page).waitFor();
    await until(() => hinted(page), 5_000, 'the cookie');
    await close();
  });

  it.each([['/legal/cookies'], ['/login'], ['/register'], ['/contact'], ['/404']])('waits on %s', async (path) => {
    const { page, close } = await open(path, { refusals: true });
    await page.clock.runFor(20_000);
    expect(await card(page).isVisible()).toBe(false);
    expect(await hinted(page)).toBeUndefined();
    await close();
  });

  it('waits where data are to be saved', async () => {
    const { page, close } = await open('/', { extraHTTPHeaders: { 'save-data': 'on' } });
    await page.clock.runFor(20_000);
    expect(await card(page).isVisible()).toBe(false);
    await close();
  });

  it('that was closed before it came does not come', async () => {
    const { page, close } = await open('/features');
    await page.getByRole('button', { name: 'Ask a question' }).press('Enter');
    await card(page).waitFor();
    await page.keyboard.press('Escape');
    expect(await card(page).isVisible()).toBe(false);
    await until(() => hinted(page), 5_000, 'the cookie');
    await page.clock.runFor(20_000);
    expect(await card(page).isVisible()).toBe(false);
    await close();
  });

  it('can be used by everybody, and carries the question to the form where the brand has no number', async () => {
    const { page, faults, close } = await open('/features');
    await page.getByRole('button', { name: 'Ask a question' }).click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await page.getByRole('button', { name: 'What does it cost?' }).click();
    await card(page).getByRole('link', { name: 'Continue' }).click();
    await page.waitForURL(/\/contact\?body=/);
    expect(await page.locator('textarea[name=body]').inputValue()).toBe('What does it cost?');
    expect(faults).toEqual([]);
    await close();
  });

  it('is a link to the form without scripts', async () => {
    const { page, close } = await visit(browser, house.baseUrl, { javaScriptEnabled: false });
    await page.goto(`${house.baseUrl}/features`);
    await page.getByRole('link', { name: 'Ask a question' }).click();
    await page.waitForURL(`${house.baseUrl}/contact`);
    await close();
  });

  it('leads to the chat of the brand, with the page’s address, and as a code at a desk', async () => {
    const client = new pg.Client({ connectionString: house.databaseUrl() });
    await client.connect();
    await client.query(`update brands set chat_phone = '+15550100199'`);
    await client.end();
    const shown = async () => (await fetch(`${house.baseUrl}/pricing`)).text();
    await until(async () => (await shown()).includes('data-number="15550100199"'), 5_000, 'the number on the page');
    const { page, faults, close } = await open('/pricing');
    await page.getByRole('button', { name: 'Ask a question' }).click();
    await page.getByLabel('Your question').fill('Is it free?');
    const link = card(page).getByRole('link', { name: 'Continue in WhatsApp' });
    const asked = new URL((await link.getAttribute('href')) ?? '');
    expect(`${asked.origin}${asked.pathname}`).toBe('https://wa.me/15550100199');
    expect(asked.searchParams.get('text')).toBe(`Is it free?\n\n${house.baseUrl}/pricing`);
    expect(await link.getAttribute('target')).toBe('_blank');
    await card(page)
      .getByRole('img', { name: /QR code/ })
      .waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});
