import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, visit } from '../tests/browser/browser.ts';
import { adminPages, englishPages, openPages, ownPages } from '../tests/browser/pages.ts';
import { setUp } from '../tests/browser/set-up.ts';
import { startHouse } from '../tests/house.ts';
import { openPostbox } from '../tests/postbox.ts';

// npm run gallery -- <folder>: a picture of every page of a house of its own, wide and narrow, light and dark, from left and from
// right: as it looks empty, filled, with an error, with the longest texts (pseudo-languages); and an index.html to look through.

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('npm run gallery -- <folder>');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const taken: string[] = [];
const heightMax = 16_000;
const looks = [1280, 360].flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ width, theme })));

const postbox = await openPostbox();
const settings = { SMTP_URL: postbox.url, MAIL_FROM: 'hello@gateway.example', PSEUDO_LANGUAGES: 'on' };
const house = await startHouse(settings);
const origin = house.baseUrl;
const browser = await openBrowser();
try {
  const options = { refusals: true, reducedMotion: 'reduce' } as const;
  const guest = await visit(browser, origin, options);
  for (const path of ['/register', '/legal/terms']) await show(guest.page, path, looks, 'before-set-up');
  const owner = await visit(browser, origin, options);
  await setUp(owner.page, house);
  for (const path of openPages) {
    for (const language of ['', '/ar']) await show(guest.page, language + path);
    for (const language of ['/en-xa', '/ar-xb']) await show(guest.page, language + path, looks.slice(2, 3));
  }
  for (const path of englishPages) await show(guest.page, path);
  for (const path of ['/login', '/register', '/forgot', '/contact', '/resellers/apply', '/report-abuse']) {
    for (const language of ['', '/ar']) await refuse(guest.page, language + path);
  }
  await sandbox(guest.page);

  for (const path of [...ownPages, ...adminPages]) await show(owner.page, path);
  await ask(guest.page);
  await owner.page.goto(`${origin}/account`);
  await owner.page.locator('select[name=language]').selectOption('ar');
  await owner.page.getByRole('main').locator('button[type=submit]').last().click();
  for (const path of [...ownPages, ...adminPages]) await show(owner.page, path, looks, 'ar');
  for (const list of ['tickets', 'applications', 'cases']) {
    await owner.page.goto(`${origin}/admin/${list}`);
    const [first] = await owner.page.locator(`main a[href^="/admin/${list}/"]`).all();
    if (first) await show(owner.page, (await first.getAttribute('href')) ?? '', looks, `${list}-one`);
  }
} finally {
  await browser.close();
  await house.close();
  await postbox.close();
}
const rows = taken.map(
  (file) => `<figure><img src="${file}" alt="" loading="lazy"><figcaption>${file}</figcaption></figure>`,
);
writeFileSync(join(folder, 'index.html'), `<!doctype html><title>Gallery</title>${rows.join('\n')}`);
console.log(`${taken.length} pictures in ${folder}`);

async function show(page: Page, path: string, all = looks, more = ''): Promise<void> {
  await page.goto(origin + (path.replace(/(?<=.)\/$/, '') || '/'));
  await take(page, [more, path].filter(Boolean).join(''), all);
}

/** A form sent empty: every field says what is wrong with it. */
async function refuse(page: Page, path: string): Promise<void> {
  await page.goto(origin + path);
  await page.locator('main form button[type=submit]').last().click();
  await page.locator('main [role=alert]').first().waitFor();
  await take(page, `${path}-refused`, looks);
}

/** One walk through the sandbox, pictured at its three moments: code, sent, answered. */
async function sandbox(page: Page): Promise<void> {
  await page.goto(house.startLink);
  await page.getByRole('button', { name: 'Scan the code' }).waitFor();
  await take(page, 'start-1-code', looks);
  await page.getByRole('button', { name: 'Scan the code' }).click();
  await page.getByText('Online', { exact: true }).waitFor();
  await page.locator('#send-act').click();
  await page.getByRole('list', { name: 'Timeline' }).getByText('delivered').waitFor();
  await take(page, 'start-2-sent', looks);
  await page.getByLabel('Message from the customer').fill('On my way! شكرا');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Events, newest first' }).getByText('message.received').first().click();
  await take(page, 'start-3-answered', looks);
}

/** Gives the operator something to answer: a question, an application, a report. */
async function ask(page: Page): Promise<void> {
  const long = 'We bake bread for forty cafés and want to tell each of them, every morning, what is ready. '.repeat(6);
  for (const path of ['/contact', '/resellers/apply', '/report-abuse']) {
    await page.goto(origin + path);
    for (const field of await page.locator('main form [name]:not([type=hidden])').all()) {
      // A field that people never meet is a trap for programs.
      if (!(await field.isVisible()) || (await field.evaluate('(element) => element.tabIndex')) === -1) continue;
      const [tag, type, name] = await field.evaluate((element: unknown) => {
        const { tagName, type: kind, name: called } = element as { tagName: string; type: string; name: string };
        return [tagName, kind, called];
      });
      if (tag === 'SELECT') await field.selectOption({ index: 1 });
      else if (type === 'checkbox' || type === 'radio') await field.check();
      else if (tag === 'TEXTAREA') await field.fill(long);
      else if (type === 'email') await field.fill('bakery@example.com');
      else if (type === 'url' || name === 'website') await field.fill('https://bakery.example');
      else if (/phone|number/.test(name ?? ''))
        await field.fill(`+1555010${name?.includes('report') ? '0042' : '0043'}`);
      else await field.fill('Corner Bakery');
    }
    await page.locator('main form button[type=submit]').last().click();
    await page.waitForLoadState();
    await take(page, `${path}-sent`, looks);
  }
}

async function take(page: Page, name: string, all: typeof looks): Promise<void> {
  for (const { width, theme } of all) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate('document.fonts.ready');
    // What loads when it comes into view is loaded for the picture too.
    await page.evaluate(`for (const image of document.images) image.loading = 'eager'`);
    await page.evaluate('Promise.all([...document.images].map((image) => image.decode().catch(() => {})))');
    const file = `${name.replaceAll(/[^\w.-]+/g, '_') || '_'}-${width}-${theme}.png`;
    // A picture has its limit of height; only the API reference passes it.
    const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
    await page.screenshot({ path: join(folder ?? '', file), fullPage: height < heightMax, timeout: 30_000 });
    taken.push(file);
  }
}
