import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse } from '../house.ts';
import { accessibilityFaults, chromiumPath, openBrowser, type Visit, visit } from './browser.ts';

const hostile = '<img src=x onerror="document.title=\'taken\'"> \u202eevil';

describe.runIf(chromiumPath)('the sandbox page /start', { timeout: 60_000 }, () => {
  let house: House;
  let browser: Browser;
  let shop: Visit;
  let page: Page;

  beforeAll(async () => {
    [house, browser] = await Promise.all([startHouse(), openBrowser()]);
    shop = await visit(browser, house.baseUrl);
    page = shop.page;
    await page.goto(house.startLink);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it('takes the key out of the address and keeps it nowhere', async () => {
    await page.getByRole('heading', { name: 'Link the number' }).waitFor();
    expect(page.url()).toBe(`${house.baseUrl}/start`);
    expect(await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie, history.state]')).toEqual(
      [0, 0, '', null],
    );
    expect(await page.context().cookies()).toEqual([]);
  });

  it('links a number by one click on the pretend phone, beside a QR code with a name', async () => {
    await page.getByRole('img', { name: 'QR code that links a device' }).waitFor();
    await page.getByRole('button', { name: 'Scan the code' }).press('Enter');
    await page.getByText('Online', { exact: true }).waitFor();
    await page.getByRole('log').waitFor();
  });

  it('sends, and shows each step as it happens', async () => {
    await page.getByLabel(/^Message to/).fill(hostile);
    await page.keyboard.press('Enter');
    await steps('queued', 'sent', 'delivered');
    await page.getByRole('button', { name: 'Read the new message' }).click();
    await steps('queued', 'sent', 'delivered', 'read');
  });

  it('shows what others wrote as text, and never as markup', async () => {
    await page.getByLabel('Message from the customer').fill(`${hostile} مرحبا`);
    await page.keyboard.press('Enter');
    await page.getByLabel('Messages, newest first').getByText('received', { exact: true }).waitFor();
    expect(await page.title()).toContain('Sandbox');
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.getByRole('log').locator('bdi').allTextContents()).toEqual([hostile, `${hostile} مرحبا`]);
  });

  it('prints a curl line that does what the button does', async () => {
    const line = await page.locator('#curl').textContent();
    expect(line).toContain(`curl ${house.baseUrl}/v1/messages`);
    const header = (name: string) => new RegExp(`'${name}: ([^']+)'`).exec(line ?? '')?.[1] ?? '';
    const reply = await fetch(`${house.baseUrl}/v1/messages`, {
      method: 'POST',
      headers: {
        authorization: header('Authorization'),
        'idempotency-key': header('Idempotency-Key'),
        'content-type': header('Content-Type'),
      },
      body: /-d '(.*)'$/s.exec(line ?? '')?.[1]?.replaceAll("'\\''", "'") ?? '',
    });
    expect(reply.status).toBe(202);
    await page.getByLabel('Messages, newest first').getByRole('listitem').nth(2).waitFor();
  });

  it('lists every event with its whole body', async () => {
    const events = page.getByRole('list', { name: 'Events, newest first' });
    const received = events.getByText('message.received');
    await received.first().click();
    const body = await events.getByRole('region', { name: 'Body of message.received' }).textContent();
    expect(JSON.parse(body ?? '')).toMatchObject({ type: 'message.received', data: { direction: 'in' } });
  });

  it('unlinks on the phone, says so, and links again by code', async () => {
    await page.getByRole('button', { name: 'Shop’s phone' }).click();
    await page.getByRole('button', { name: 'Unlink' }).click();
    await page.getByText('Logged out', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Show a new code' }).click();
    await page.getByRole('button', { name: 'Use a code instead' }).click();
    await page.getByRole('button', { name: 'Type the code' }).click();
    await page.getByText('Online', { exact: true }).waitFor();
  });

  it('is accessible at work, and fits wide and narrow screens, light and dark, both directions', async () => {
    for (const [width, colorScheme, dir] of [
      [1280, 'light', 'ltr'],
      [360, 'dark', 'rtl'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.evaluate(`document.documentElement.dir = '${dir}'`);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await accessibilityFaults(page)).toEqual([]);
    }
  });

  it('breaks no rule of its own policy and asks nobody else', () => {
    expect(shop.faults).toEqual([]);
  });

  it('shows a refusal where it happened, with the way forward and its page', async () => {
    const ana = await visit(browser, house.baseUrl, { refusals: true });
    await ana.page.goto(await newLink());
    await ana.page.getByLabel('Message from the customer').fill('STOP');
    await ana.page.keyboard.press('Enter');
    await ana.page.getByText('contact.opted_out').waitFor();
    await ana.page.getByLabel(/^Message to/).fill('One more thing');
    await ana.page.keyboard.press('Enter');
    const link = ana.page.locator('#send-problem').getByRole('link', { name: 'About this error' });
    await link.click();
    await ana.page.getByRole('heading', { name: 'suppressed' }).waitFor();
    expect(ana.faults).toEqual([]);
    await ana.close();
  });

  it.each([
    ['without a key', '/start', 'This page needs a link with a key'],
    ['with a key of nowhere', '/start#key=wz_test_AAAAAAAAAAAAAAAAAAAA', 'This key no longer opens the sandbox'],
  ])('says how to get a link %s', async (_name, path, title) => {
    const guest = await visit(browser, house.baseUrl, { refusals: true });
    await guest.page.goto(house.baseUrl + path);
    await guest.page.getByRole('heading', { name: title }).waitFor();
    expect(await guest.page.locator('#door-command').textContent()).toBe('npm run -s whatzapi -- start-link');
    expect(guest.faults).toEqual([]);
    await guest.close();
  });

  it('is not there under a name that is no loopback name', async () => {
    const { request } = await import('node:http');
    const { port } = new URL(house.baseUrl);
    const status = await new Promise((resolve) => {
      const asked = request({ host: '127.0.0.1', port, path: '/start', headers: { host: 'example.com' } }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      });
      asked.end();
    });
    expect([404, 421]).toContain(status);
  });

  it('says when the server is gone, and goes on by itself when it is back', async () => {
    await house.stop();
    await page.getByText('The server does not answer').waitFor();
    await house.restart();
    await page.getByText('The server does not answer').waitFor({ state: 'hidden', timeout: 20_000 });
    await page.getByText('Online', { exact: true }).waitFor();
  });

  async function steps(...names: string[]): Promise<void> {
    const timeline = page.getByRole('list', { name: 'Timeline' });
    for (const name of names) await timeline.getByText(name, { exact: true }).waitFor();
    expect(await timeline.locator('b').allTextContents()).toEqual(names);
  }

  async function newLink(): Promise<string> {
    const { url } = (await house.verb('start-link')) as { url: string };
    return url;
  }
});
