import { generate } from 'otplib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Postbox } from '../postbox.ts';
import { visit } from './browser.ts';

/** Somebody with an account, as the walks know them. */
export type Somebody = { name: string; email: string; password: string };

export const ana: Somebody = { name: 'Ana Souza', email: 'ana@bakery.example', password: 'bread rises before dawn' };
export const budi: Somebody = {
  name: 'Budi Santoso',
  email: 'budi@bakery.example',
  password: 'seven quiet river stones',
};

/** Registers by the form and opens the letter's link in the same browser, which needs no password again. */
export async function signUp(
  page: Page,
  { origin, postbox, who, workspace }: { origin: string; postbox: Postbox; who: Somebody; workspace: string },
): Promise<void> {
  await page.goto(`${origin}/register`);
  await page.getByLabel('Your name').fill(who.name);
  await page.getByLabel('E-mail', { exact: true }).fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByLabel('Name of your workspace').fill(workspace);
  await page.getByRole('checkbox', { name: /I agree to the Terms/ }).check();
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Look in your mail' }).waitFor();
  const letter = await postbox.take(who.email, /Confirm your address/);
  await page.goto(only(letter.links, '/verify'));
  await page.getByRole('button', { name: 'Yes, confirm and sign in' }).click();
  await page.waitForURL(`${origin}/account**`);
}

/** Signs in by the form; `code` answers the second factor. */
export async function signIn(
  page: Page,
  origin: string,
  who: Somebody,
  { remember = false, secret }: { remember?: boolean; secret?: string } = {},
): Promise<void> {
  await page.goto(`${origin}/login`);
  await page.getByLabel('E-mail', { exact: true }).fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  if (remember) await page.getByRole('checkbox', { name: /Keep me signed in/ }).check();
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  if (secret !== undefined) {
    await page.getByLabel('Code').fill(await generate({ secret }));
    await page.getByRole('button', { name: 'Go on' }).click();
  }
  await page.waitForURL(`${origin}/account**`);
}

/** Signs in with a fresh browser of its own. */
export async function newBrowser(
  browser: Browser,
  origin: string,
  who: Somebody,
  options: { remember?: boolean } = {},
): Promise<{ page: Page; context: BrowserContext; close: () => Promise<void> }> {
  const { page, close } = await visit(browser, origin);
  await signIn(page, origin, who, options);
  return { page, context: page.context(), close };
}

/** The names of the cookies a browser holds, in order. */
export async function cookieNames(context: BrowserContext): Promise<string[]> {
  return (await context.cookies()).map(({ name }) => name).sort();
}

/** The only link that leads to a path. */
export function only(links: string[], path: string): string {
  const [link, ...more] = [...new Set(links)].filter((one) => new URL(one).pathname.startsWith(path));
  if (!link || more.length > 0) throw new Error(`${more.length + 1} links to ${path} in a letter`);
  return link;
}
