import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse } from '../house.ts';
import { chromiumPath, openBrowser, visit } from './browser.ts';

describe.runIf(chromiumPath)('pages to try', { timeout: 60_000 }, () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([startHouse({ SANDBOX: 'off' }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it('find questions while one types, and by a round trip without a script', async () => {
    const { page, faults, close } = await visit(browser, house.baseUrl);
    await page.goto(`${house.baseUrl}/faq`);
    await page.getByRole('searchbox').pressSequentially('genuine');
    await page.getByText('One question has these words.').waitFor();
    expect(await page.locator('details.fold').count()).toBe(1);
    await page.getByText('Standard Webhooks').waitFor();
    expect(page.url()).toBe(`${house.baseUrl}/faq?q=genuine`);
    // The cursor stays where one types.
    expect(await page.evaluate('document.activeElement.id')).toBe('q');
    await page.getByRole('searchbox').fill('');
    await page.locator('details.fold').nth(20).waitFor();
    expect(faults).toEqual([]);
    await close();

    const still = await visit(browser, house.baseUrl, { javaScriptEnabled: false });
    await still.page.goto(`${house.baseUrl}/id/faq`);
    await still.page.getByRole('searchbox').fill('webhook');
    await still.page.getByRole('button', { name: 'Cari' }).click();
    await still.page.getByText('pertanyaan memuat kata itu').waitFor();
    expect(still.faults).toEqual([]);
    await still.close();
  });

  it('open a question that an address names', async () => {
    const { page, close } = await visit(browser, house.baseUrl, { javaScriptEnabled: false });
    await page.goto(`${house.baseUrl}/faq#lift`);
    expect(await page.getByText('nobody on your side can lift one').isVisible()).toBe(true);
    await close();
  });

  const buttonColour = `getComputedStyle(document.querySelector('.branded .act')).backgroundColor`;

  it('show a brand’s colours at once, and the nearest that is fit', async () => {
    const { page, faults, close } = await visit(browser, house.baseUrl);
    await page.goto(`${house.baseUrl}/resellers`);
    await page.getByLabel('Name', { exact: true }).fill('Corner & Sons');
    await page.getByLabel('Colour', { exact: true }).fill('#9c3620');
    await page.getByText('#9C3620 works').waitFor();
    expect(await page.locator('.branded bdi').first().textContent()).toBe('Corner & Sons');
    expect(await page.evaluate(buttonColour)).toBe('rgb(156, 54, 32)');
    await page.getByLabel('Colour', { exact: true }).fill('#ffffff');
    await page.getByText('#FFFFFF is too hard to read').waitFor();
    expect(await page.evaluate(buttonColour)).not.toBe('rgb(255, 255, 255)');
    expect(faults).toEqual([]);
    await close();
  });

  it('show the same without a script', async () => {
    const { page, faults, close } = await visit(browser, house.baseUrl, { javaScriptEnabled: false });
    await page.goto(`${house.baseUrl}/resellers`);
    await page.getByLabel('Colour', { exact: true }).fill('#9c3620');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('#9C3620 works').waitFor();
    expect(await page.evaluate(buttonColour)).toBe('rgb(156, 54, 32)');
    await page.getByLabel('Customers', { exact: true }).fill('1000');
    await page.getByRole('button', { name: 'Calculate' }).click();
    await page.getByText('$12,000.00').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('add up a margin while one types, and say what is no number', async () => {
    const { page, faults, close } = await visit(browser, house.baseUrl);
    await page.goto(`${house.baseUrl}/pt-br/resellers`);
    await page.getByText('R$ 1.500,00').waitFor();
    await page.getByLabel('Clientes', { exact: true }).fill('10');
    await page.getByText('R$ 600,00').waitFor();
    await page.getByLabel('Clientes', { exact: true }).fill('dez');
    await page.getByText('um número inteiro de 0 a 1.000.000').waitFor();
    await page.getByRole('link', { name: 'IDR' }).click();
    await page.getByText('IDR 4.500.000').waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});
