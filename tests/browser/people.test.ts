import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'otplib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse } from '../house.ts';
import { openPostbox, type Postbox } from '../postbox.ts';
import { accessibilityFaults, chromiumPath, openBrowser, visit } from './browser.ts';
import { ana, budi, cookieNames, newBrowser, only, signIn, signUp } from './people.ts';
import { operator, setUp, setUpLink } from './set-up.ts';

describe.runIf(chromiumPath)('people', { timeout: 90_000 }, () => {
  let house: House;
  let browser: Browser;
  let postbox: Postbox;
  let origin: string;

  beforeAll(async () => {
    [browser, postbox] = await Promise.all([openBrowser(), openPostbox()]);
    house = await startHouse({ SMTP_URL: postbox.url, MAIL_FROM: 'hello@gateway.example' });
    origin = house.baseUrl;
    const { page, faults, close } = await visit(browser, origin);
    await setUp(page, house);
    expect(faults).toEqual([]);
    await close();
    await postbox.take(operator.email);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    await postbox?.close();
  });

  it('cannot set the house up a second time by the same link', async () => {
    const { page, close } = await visit(browser, origin, { refusals: true });
    await page.goto(setUpLink(house));
    await page.getByRole('heading', { name: 'This link is over' }).waitFor();
    await close();
  });

  it('sign up with a letter from the real mail server, and are signed in by its link', async () => {
    const { page, faults, close } = await visit(browser, origin);
    await signUp(page, { origin, postbox, who: ana, workspace: 'Bakery' });
    await page.getByText('Welcome.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  it('hold exactly the cookies of the policy without the box, and none of them outlives the browser', async () => {
    const { page, context, close } = await newBrowser(browser, origin, ana);
    expect(await cookieNames(context)).toEqual(['PHPSESSID', 'csrf_token']);
    expect((await context.cookies()).map(({ expires }) => expires)).toEqual([-1, -1]);
    await page.goto(`${origin}/account/sessions`);
    await page.getByRole('main').getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/account'));
    expect(await cookieNames(context)).toEqual([]);
    await page.goto(`${origin}/account`);
    expect(new URL(page.url()).pathname).toBe('/login');
    await close();
  });

  it('hold remember_me for 30 days with the box, as the policy’s table says, and come back by it alone', async () => {
    const { page, context, close } = await newBrowser(browser, origin, ana, { remember: true });
    expect(await cookieNames(context)).toEqual(['PHPSESSID', 'csrf_token', 'remember_me']);
    const end = await cookieEnd(context, 'remember_me');
    expect(Math.round((end - Date.now()) / 86_400_000)).toBe(30);
    expect(await policyTable(page, origin)).toMatchObject({
      PHPSESSID: 'Session',
      remember_me: '30 days',
      csrf_token: 'Session',
      theme: '1 year',
      wa_hinted: 'Session',
    });
    const before = await cookieValue(context, 'remember_me');
    await context.clearCookies({ name: 'PHPSESSID' });
    await page.goto(`${origin}/account`);
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
    expect(await cookieValue(context, 'remember_me')).not.toBe(before);
    // Rotation keeps the end that was fixed at sign-in.
    expect(Math.abs((await cookieEnd(context, 'remember_me')) - end)).toBeLessThan(5_000);
    await close();
  });

  it('are all signed out, and told by mail, when an old remember_me comes back', async () => {
    const victim = await newBrowser(browser, origin, ana, { remember: true });
    const other = await newBrowser(browser, origin, ana);
    const stolen = await cookieValue(victim.context, 'remember_me');
    // Two rotations: now neither the present validator nor the one of the grace.
    for (let round = 0; round < 2; round += 1) {
      await victim.context.clearCookies({ name: 'PHPSESSID' });
      await victim.page.goto(`${origin}/account`);
    }
    const thief = await visit(browser, origin);
    await thief.page.context().addCookies([{ name: 'remember_me', value: stolen, url: origin }]);
    await thief.page.goto(`${origin}/account`);
    expect(new URL(thief.page.url()).pathname).toBe('/login');
    await postbox.take(ana.email, /signed you out/);
    for (const { page } of [victim, other]) {
      await page.goto(`${origin}/account`);
      expect(new URL(page.url()).pathname).toBe('/login');
    }
    for (const { close } of [victim, other, thief]) await close();
  });

  it('see their browsers, and can end another one', async () => {
    const mine = await newBrowser(browser, origin, ana);
    const lost = await newBrowser(browser, origin, ana, { remember: true });
    await mine.page.goto(`${origin}/account/sessions`);
    await mine.page.getByRole('button', { name: /^Forget / }).click();
    await mine.page.getByText('That browser is forgotten.').waitFor();
    await lost.page.goto(`${origin}/account`);
    expect(new URL(lost.page.url()).pathname).toBe('/login');
    for (const { close } of [mine, lost]) await close();
  });

  it('set a new password by a letter; the old one opens nothing any more', async () => {
    const { page, close } = await visit(browser, origin, { refusals: true });
    const old = { ...ana };
    ana.password = 'flour and water and patience';
    await page.goto(`${origin}/login`);
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('E-mail', { exact: true }).fill(ana.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Look in your mail' }).waitFor();
    const letter = await postbox.take(ana.email, /Choose a new password/);
    await page.goto(only(letter.links, '/reset'));
    await page.getByLabel('New password').fill(ana.password);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.waitForURL(`${origin}/account**`);
    await postbox.take(ana.email, /password .* was changed/);
    await close();
    const again = await visit(browser, origin, { refusals: true });
    await again.page.goto(`${origin}/login`);
    await again.page.getByLabel('E-mail', { exact: true }).fill(old.email);
    await again.page.getByLabel('Password', { exact: true }).fill(old.password);
    await again.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await again.page.getByRole('alert').getByText('do not belong together').waitFor();
    expect(await again.page.getByLabel('E-mail', { exact: true }).inputValue()).toBe(old.email);
    expect(await again.page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    await again.close();
  });

  it('turn on a second factor by the QR’s secret, and need it from then on; a code counts once', async () => {
    const { page, close } = await newBrowser(browser, origin, ana);
    await page.goto(`${origin}/account/security`);
    await page.getByRole('link', { name: 'Set it up' }).click();
    const secret = ((await page.locator('code.secret').textContent()) ?? '').replaceAll(/\s/g, '');
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await page.getByLabel('Six digits').fill(await generate({ secret }));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    const [recovery = ''] = await page.locator('main code').allTextContents();
    await close();

    const next = await visit(browser, origin, { refusals: true });
    await next.page.goto(`${origin}/login`);
    await next.page.getByLabel('E-mail', { exact: true }).fill(ana.email);
    await next.page.getByLabel('Password', { exact: true }).fill(ana.password);
    await next.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await next.page.getByRole('heading', { name: 'One more step' }).waitFor();
    // Half way opens nothing.
    await next.page.goto(`${origin}/account`);
    expect(new URL(next.page.url()).pathname).toMatch(/^\/login/);
    await next.page.goto(`${origin}/login/code`);
    await next.page.getByLabel('Code').fill(recovery.trim());
    await next.page.getByRole('button', { name: 'Go on' }).click();
    await next.page.waitForURL(`${origin}/account**`);
    // Off again for the walks that follow.
    await next.page.goto(`${origin}/account/security`);
    await next.page.getByRole('button', { name: 'Turn it off' }).click();
    await next.page.getByText('The second factor is off.').waitFor();
    await next.close();
  });

  it('cannot be made to send a form by another site, and keep what they typed when a form is stale', async () => {
    const { page, context, close } = await newBrowser(browser, origin, ana);
    await page.goto(`${origin}/account`);
    await page.getByLabel('Your name').fill('Ana Maria');
    await context.clearCookies({ name: 'csrf_token' });
    const refused = page.waitForResponse((reply) => reply.request().method() === 'POST');
    await page.getByRole('main').getByRole('button', { name: 'Save' }).click();
    expect((await refused).status()).toBe(403);
    await page.getByRole('heading', { name: 'This form was open for too long' }).waitFor();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ana Maria');
    await close();
  });

  it('see a material version of the Terms as a notice until they acknowledge it once, anywhere', async () => {
    const first = await newBrowser(browser, origin, ana);
    const second = await newBrowser(browser, origin, ana);
    const file = join(house.dataDir, 'terms.md');
    writeFileSync(file, newTerms);
    await house.verb('legal', 'publish', 'terms', '--file', file);
    for (const { page } of [first, second]) {
      await page.goto(`${origin}/pricing`);
      await page.getByText('Orders of bread are now answered within a day.').waitFor();
    }
    await postbox.take(ana.email, /Terms/);
    await first.page.getByRole('button', { name: 'Acknowledge' }).click();
    await first.page.getByText('Orders of bread are now answered within a day.').waitFor({ state: 'detached' });
    await second.page.goto(`${origin}/account`);
    expect(await second.page.getByText('Orders of bread are now answered within a day.').count()).toBe(0);
    await second.page.goto(`${origin}/account/notices`);
    await second.page.getByText('Terms of Service').first().waitFor();
    for (const { close } of [first, second]) await close();
  });

  it('invite somebody by mail, who signs up by the letter and is in', async () => {
    const { page, close } = await newBrowser(browser, origin, ana);
    await page.goto(`${origin}/account/workspaces`);
    await page.getByRole('main').getByRole('link', { name: 'Bakery' }).first().click();
    await page.getByRole('main').getByLabel('E-mail', { exact: true }).fill(budi.email);
    await page.getByRole('button', { name: 'Send invitation' }).click();
    const letter = await postbox.take(budi.email);
    await close();
    const guest = await visit(browser, origin);
    await guest.page.goto(only(letter.links, '/join'));
    await guest.page.getByRole('link', { name: 'Make an account' }).click();
    await guest.page.getByLabel('Your name').fill(budi.name);
    await guest.page.getByLabel('Password', { exact: true }).fill(budi.password);
    await guest.page.getByRole('checkbox', { name: /I agree to the Terms/ }).check();
    await guest.page.getByRole('button', { name: 'Create account' }).click();
    const confirm = await postbox.take(budi.email, /Confirm your address/);
    await guest.page.goto(only(confirm.links, '/verify'));
    await guest.page.getByRole('button', { name: 'Yes, confirm and sign in' }).click();
    await guest.page.waitForURL(`${origin}/account**`);
    await guest.page.goto(`${origin}/account/workspaces`);
    await guest.page.getByRole('main').getByText('Bakery').first().waitFor();
    await guest.close();
  });

  it('can do all of it by the keyboard alone', async () => {
    const { page, close } = await visit(browser, origin);
    await page.goto(origin);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
    await tabTo(page, 'Login');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${origin}/login`);
    await tabTo(page, 'email');
    await page.keyboard.type(ana.email);
    await tabTo(page, 'password');
    await page.keyboard.type(ana.password);
    await tabTo(page, 'remember');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${origin}/account**`);
    expect(await cookieNames(page.context())).toContain('remember_me');
    await page.goto(`${origin}/account/sessions`);
    await tabTo(page, 'Sign out everywhere else');
    await page.keyboard.press('Enter');
    await page.getByText('signed out everywhere but here').waitFor();
    await close();
  });

  it('can sign up, sign in and out, ask and reset without any script', async () => {
    const { page, close } = await visit(browser, origin, { javaScriptEnabled: false });
    const citra = { name: 'Citra', email: 'citra@bakery.example', password: 'warm crumb cold butter' };
    await signUp(page, { origin, postbox, who: citra, workspace: 'Crumb' });
    await page.goto(`${origin}/account/sessions`);
    await page.getByRole('main').getByRole('button', { name: 'Sign out', exact: true }).click();
    await signIn(page, origin, citra);
    await page.goto(`${origin}/contact`);
    await page.getByRole('main').getByRole('textbox').last().fill('Do you deliver to the coast, and when?');
    await page.getByRole('main').getByRole('combobox').first().selectOption({ index: 1 });
    await page.getByRole('main').getByRole('button').last().click();
    await page.waitForURL(/\/contact\/sent/);
    await close();
  });

  it('are told why plain http on another name would not do, instead of running in circles', async () => {
    const mapped = await openBrowser(['--host-resolver-rules=MAP gateway.example 127.0.0.1']);
    const safe = await startHouse({ SANDBOX: 'off', PUBLIC_URL: 'https://gateway.example' });
    const context = await mapped.newContext();
    const page = await context.newPage();
    await page.goto(`http://gateway.example:${new URL(safe.baseUrl).port}/login`);
    await page.getByRole('heading', { name: 'Signing in here would not be safe' }).waitFor();
    expect(await page.locator('input[type=password]').count()).toBe(0);
    expect(await context.cookies()).toEqual([]);
    await mapped.close();
    await safe.close();
  });
});

/** Presses Tab until what has the focus bears this text, name or label; fails when the whole page was passed. */
async function tabTo(page: Page, what: string): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(
      '[document.activeElement.textContent.trim(), document.activeElement.getAttribute("name"), document.activeElement.id]',
    );
    if (Array.isArray(here) && here.includes(what)) return;
  }
  throw new Error(`Tab never reached ${what}`);
}

/** The operator's own next version of the Terms. */
const newTerms = `---
document: terms
version: 2
title: Terms of Service
updated: 2026-12-01
effective: 2026-12-01
material: true
summary: Orders of bread are now answered within a day.
---
## 1. Bread

Orders of bread are answered within a day.
`;

async function cookieValue(context: BrowserContext, name: string): Promise<string> {
  return (await context.cookies()).find((cookie) => cookie.name === name)?.value ?? '';
}

async function cookieEnd(context: BrowserContext, name: string): Promise<number> {
  return ((await context.cookies()).find((cookie) => cookie.name === name)?.expires ?? 0) * 1000;
}

/** Name and duration of each row of the Cookie Policy's table. */
async function policyTable(page: Page, origin: string): Promise<Record<string, string>> {
  await page.goto(`${origin}/legal/cookies`);
  const rows = await page.locator('table tbody tr').all();
  const cells = await Promise.all(
    rows.map(
      async (row) => [await row.locator('th').textContent(), await row.locator('td').nth(1).textContent()] as const,
    ),
  );
  return Object.fromEntries(cells.map(([name, duration]) => [name?.trim(), duration?.trim()]));
}
