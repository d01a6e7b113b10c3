import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const usage = 'node scripts/screenshots.ts <folder> <start link that the running installation printed>';
const paths = ['/', '/legal/cookies', '/404', '/reference', '/errors/suppressed'];
const looks = [1280, 360].flatMap((width) =>
  (['light', 'dark'] as const).flatMap((theme) => (['ltr', 'rtl'] as const).map((dir) => ({ width, theme, dir }))),
);
type Look = (typeof looks)[number];

const [folder, link] = process.argv.slice(2);
if (!folder || !link?.includes('/start#key=')) {
  console.error(usage);
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const { origin } = new URL(link);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  for (const look of looks) {
    for (const path of paths)
      await picture(browser, origin + path, { look, name: path.slice(1).replaceAll('/', '-') || 'home' });
    await picture(browser, `${origin}/start`, { look, name: 'start-without-key' });
  }
  await sandbox(browser, link);
} finally {
  await browser.close();
}

async function picture(browser: Browser, url: string, { look, name }: { look: Look; name: string }): Promise<void> {
  const page = await browser.newPage({ viewport: { width: look.width, height: 900 }, colorScheme: look.theme });
  await page.goto(url);
  await page.evaluate('document.fonts.ready');
  await take(page, look, name);
  await page.close();
}

/** One walk through the sandbox, pictured in every look at each of its three moments: code, sent, answered. */
async function sandbox(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  const scan = page.getByRole('button', { name: 'Scan the code' });
  const online = page.getByText('Online', { exact: true });
  await scan.or(online).first().waitFor();
  if (await scan.isVisible()) {
    await everyLook(page, 'start-1-code');
    await scan.click();
  }
  await online.waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).and(page.locator('#send-act')).click();
  await page.getByRole('list', { name: 'Timeline' }).getByText('delivered').waitFor();
  await everyLook(page, 'start-2-sent');
  await page.getByRole('button', { name: /^Read/ }).click();
  await page.getByLabel('Message from the customer').fill('On my way! شكرا');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Events, newest first' }).getByText('message.received').first().click();
  await everyLook(page, 'start-3-answered');
  await page.close();
}

async function everyLook(page: Page, name: string): Promise<void> {
  for (const look of looks) await take(page, look, name);
}

async function take(page: Page, { width, theme, dir }: Look, name: string): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate(`document.documentElement.dir = '${dir}'; scrollTo(0, 0)`);
  const file = `${name}-${width}-${theme}-${dir}.png`;
  await page.screenshot({ path: join(folder ?? '', file), fullPage: true });
  console.log(file);
}
