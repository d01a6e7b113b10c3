import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const places = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is, or undefined: then these tests say that they did not run. CI always has one. */
export const chromiumPath = places.find((path): path is string => path !== undefined && existsSync(path));

/** Starts Chromium without any talk of its own; `more` are further arguments of its command line. */
export function openBrowser(more: string[] = []): Promise<Browser> {
  if (!chromiumPath) throw new Error('no Chromium: install one, or name it in CHROMIUM');
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}

/** How long a page may take for anything a person waits for, on a busy machine. */
const actMsMax = 12_000;

export type Visit = {
  page: Page;
  /** What a page must never do, as far as it did: errors on the console, breaches of its policy, requests to elsewhere. */
  faults: string[];
  close: () => Promise<void>;
};

/** Opens a fresh visitor's page and watches it. `refusals` lets answers of 4xx and 5xx pass, which browsers print as errors. */
export async function visit(
  browser: Browser,
  origin: string,
  { refusals = false, ...options }: BrowserContextOptions & { refusals?: boolean } = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(actMsMax);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`threw: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (refusals && message.text().startsWith('Failed to load resource')) return;
    // A code may be used up between the moment a page hears of it and the moment it asks: the contract answers 404.
    if (message.location().url.endsWith('/pairing') && message.text().includes('404')) return;
    faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) faults.push(`asked elsewhere: ${url}`);
  });
  return { page, faults, close: () => context.close() };
}

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What keeps people from using the page as it is now: WCAG 2.2 A and AA, and good practice; one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axe);
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  // The page answers with what the script below makes: a list of texts.
  return (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target, failureSummary }) => target + ' ' + failureSummary).join('; ')))`,
  )) as string[];
}
