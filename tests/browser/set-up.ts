import type { Page } from 'playwright-core';
import type { House } from '../house.ts';
import type { Somebody } from './people.ts';

export const operator: Somebody = {
  name: 'Olu Adeyemi',
  email: 'olu@gateway.example',
  password: 'lamp oil and a quiet desk',
};

/** The one-time link that the start printed. */
export function setUpLink(house: House): string {
  const [link] = /http:\/\/[^\s"]+\/setup\/[\w-]+/.exec(house.output()) ?? [];
  if (!link) throw new Error('the start printed no link for the set-up');
  return link;
}

/** Walks the whole first set-up by its link: operator, address, who they are, mail, look, and who may sign up. */
export async function setUp(page: Page, house: House): Promise<void> {
  await page.goto(setUpLink(house));
  await page.getByLabel('Your name').fill(operator.name);
  await page.getByLabel('E-mail address').fill(operator.email);
  await page.getByLabel('Password', { exact: true }).fill(operator.password);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('heading', { name: 'Public address' }).waitFor();
  await page.getByRole('link', { name: 'Skip for now' }).click();
  await page.getByRole('heading', { name: 'Who you are' }).waitFor();
  await page.getByLabel('Legal name').fill('Gateway Ltd');
  await page.getByLabel('Postal address').fill('1 Long Street, Dublin');
  await page.getByLabel('E-mail for legal matters').fill('legal@gateway.example');
  await page.getByLabel('Governing law').fill('the laws of Ireland');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('heading', { name: 'Mail' }).waitFor();
  await page.getByRole('button', { name: 'Send a test letter' }).click();
  await page.getByText('The server took the letter').waitFor();
  await page.getByRole('link', { name: 'Skip for now' }).click();
  await page.getByRole('heading', { name: 'Name and look' }).waitFor();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('heading', { name: 'Sign-up' }).waitFor();
  await page.getByLabel('Anyone', { exact: true }).check();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('heading', { name: 'It is set up' }).waitFor();
}
