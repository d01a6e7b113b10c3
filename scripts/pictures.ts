import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { localPath, publicLanguages } from '../server/src/languages/languages.ts';
import { openBrowser } from '../tests/browser/browser.ts';
import { startHouse } from '../tests/house.ts';

// Makes the pictures that the public pages show, from the product as it is: a house of its own, a journey through its sandbox,
// each part in both themes; the picture that other sites show beside a link, per language; and the icons. Look at them, then commit.
const folder = fileURLToPath(new URL('../server/src/site/images/', import.meta.url));
const themes = ['light', 'dark'] as const;

mkdirSync(folder, { recursive: true });
const [house, browser] = await Promise.all([startHouse(), openBrowser()]);
try {
  await pictureSandbox();
  await pictureErrorPage();
  for (const language of publicLanguages) await pictureForLinks(language);
  for (const size of [180, 512]) await pictureIcon(size);
} finally {
  await browser.close();
  await house.close();
}

async function pictureSandbox(): Promise<void> {
  const page = await open({ viewport: { width: 1184, height: 900 } });
  await page.goto(house.startLink);
  // The sandbox dies with this script, and its key with it; still a key is nothing to show.
  await page.evaluate(`new MutationObserver(() => {
    const code = document.querySelector('#curl');
    if (code.textContent.includes('wz_test_')) code.textContent = code.textContent.replace(/wz_test_[\\w-]+/, '$KEY');
  }).observe(document.querySelector('#curl'), { childList: true, characterData: true, subtree: true })`);
  const scan = page.getByRole('button', { name: 'Scan the code' });
  const online = page.getByText('Online', { exact: true });
  await scan.or(online).first().waitFor();
  if (await scan.isVisible()) {
    await take(page, '.link', 'pairing');
    await scan.click();
  }
  await online.waitFor();
  await page.locator('#send-act').click();
  await page.getByRole('list', { name: 'Timeline' }).getByText('delivered').waitFor();
  await page.getByRole('button', { name: /^Read/ }).click();
  await page.getByRole('list', { name: 'Timeline' }).getByText('read', { exact: true }).waitFor();
  await page.getByLabel('Message from the customer').fill('On my way!');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Messages, newest first' }).getByText('On my way!').waitFor();
  await page.evaluate('document.activeElement?.blur()');
  await take(page, '#bench', 'sandbox', '.became');
  await take(page, '.became', 'timeline');
  await page.context().close();
}

async function pictureErrorPage(): Promise<void> {
  const page = await open({ viewport: { width: 800, height: 1200 } });
  await page.goto(`${house.baseUrl}/errors/suppressed`);
  await take(page, '.manual', 'error', '.manual pre');
  await page.context().close();
}

/** 1200 by 630, as networks ask for. */
async function pictureForLinks(language: (typeof publicLanguages)[number]): Promise<void> {
  const page = await open({ viewport: { width: 1200, height: 630 }, deviceScaleFactor: 1, colorScheme: 'light' });
  await page.goto(house.baseUrl + localPath(language, '/'));
  await page.evaluate('document.fonts.ready');
  await page.locator('.asking').evaluate((aside) => aside.remove());
  await page.screenshot({ path: `${folder}link-${language}.png` });
  await page.context().close();
}

/** Whoever puts an icon on a home screen cuts its corners: paper all around, the mark in the middle. */
async function pictureIcon(size: number): Promise<void> {
  const page = await open({ viewport: { width: size, height: size }, deviceScaleFactor: 1, colorScheme: 'light' });
  const mark = readFileSync(`${folder}mark.svg`, 'utf8');
  await page.setContent(
    `<style>body{margin:0;padding:${Math.round(size / 6)}px;background:#faf9f6}svg{display:block}</style>${mark}`,
  );
  await page.screenshot({ path: `${folder}icon-${size}.png` });
  await page.context().close();
}

async function open(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ deviceScaleFactor: 2, reducedMotion: 'reduce', ...options });
  return context.newPage();
}

/** One part of the page in both themes, as far down as `until`, as WebP, which the browser's own picture command cannot name but its protocol can. */
async function take(page: Page, selector: string, name: string, until = selector): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate('document.fonts.ready.then(() => scrollTo(0, 0))');
    const [start, end] = [await inside(page, selector), await inside(page, until)];
    const box = { ...start, height: end.y + end.height - start.y };
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'webp',
      quality: 84,
      captureBeyondViewport: true,
      clip: { ...box, scale: 1 },
    });
    const bytes = Buffer.from(data, 'base64');
    writeFileSync(`${folder}${name}-${theme}.webp`, bytes);
    console.log(
      `${name}-${theme}.webp  ${Math.round(box.width)}×${Math.round(box.height)}  ${Math.ceil(bytes.length / 1024)} KiB`,
    );
  }
  await session.detach();
}

/** Where the contents of an element stand: its box without what surrounds them, which a page gives the picture anew. */
async function inside(page: Page, selector: string): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not to be seen`);
  const [top, bottom] = (await page.evaluate(`(() => {
    const style = getComputedStyle(document.querySelector(${JSON.stringify(selector)}));
    const isOpen = style.borderInlineStartWidth === '0px';
    return isOpen ? [parseFloat(style.paddingTop) + parseFloat(style.borderTopWidth), parseFloat(style.paddingBottom)] : [0, 0];
  })()`)) as [number, number];
  return { ...box, y: box.y + top, height: box.height - top - bottom };
}
