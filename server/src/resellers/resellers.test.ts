import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeOperator } from '../accounts/accounts.ts';
import type { Id } from '../base/id.ts';
import { type Brands, createBrands } from '../brands/brands.ts';
import { createDb, type Db } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import type { Letter } from '../mail/mail.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { createResellerApplications, forgetApplications, type ResellerApplications } from './resellers.ts';

let database: MigratedDatabase;
let db: Db;
let brands: Brands;
let applications: ResellerApplications;
let operator: Id<'person'>;
const now = new Date('2026-11-25T12:00:00Z');
const letters: Letter[] = [];

beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  brands = createBrands({ db, publicUrl: () => 'https://wa.example.com' });
  await brands.refresh();
  operator = await db.system((tx) =>
    makeOperator(tx, { email: 'op@house.example', reseller: brands.platform().reseller, at: now }),
  );
  applications = createResellerApplications({
    ctx: { db, clock: { now: () => now } },
    secrets: createSecrets(randomBytes(32)),
    mailer: { queue: async (_tx, letter) => void letters.push(letter) },
    brands,
  });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});
beforeEach(() => {
  letters.length = 0;
});

const apply = () =>
  applications.apply({
    brand: brands.platform(),
    company: 'Ovens & Sons',
    website: 'https://ovens.example',
    country: 'ID',
    name: 'Budi',
    email: 'budi@ovens.example',
    language: 'id',
    customers: '11-50',
    useCase: 'Bakeries that tell people their bread is ready.',
  });
const toApplicant = () => letters.filter(({ to }) => to === 'budi@ovens.example');

it('writes at each step, and every letter leads to the same page, though only the hash of its secret is kept', async () => {
  const { application, secret } = await apply();
  const step = (to: 'reviewing' | 'approved') =>
    applications.step(application.id, { to, note: `Now ${to}.`, by: operator });
  expect(await step('reviewing')).toBe('done');
  expect(await step('approved')).toBe('done');
  const link = `https://wa.example.com/resellers/application/${application.reference}/${secret}`;
  expect(toApplicant().map(({ template, link: leads, language }) => [template, leads, language])).toEqual([
    ['application_received', link, 'id'],
    ['application_reviewing', link, 'id'],
    ['application_approved', link, 'id'],
  ]);
  expect(letters.map(({ template }) => template)).toContain('application_arrived');
  const seen = await applications.look({ reference: application.reference, secret });
  expect(seen?.steps.map(({ state, note }) => [state, note])).toEqual([
    ['received', ''],
    ['reviewing', 'Now reviewing.'],
    ['approved', 'Now approved.'],
  ]);
});

it('is not found with a wrong secret, whether the reference exists or not', async () => {
  const { application, secret } = await apply();
  const other = await apply();
  for (const link of [
    { reference: application.reference, secret: other.secret },
    { reference: application.reference, secret: '' },
    { reference: 'RA-0000-0000', secret },
  ]) {
    expect(await applications.look(link)).toBeUndefined();
    expect(await applications.withdraw(link)).toBe('missing');
  }
  expect((await applications.find(application.id))?.application.state).toBe('received');
});

it('can be withdrawn until it is decided, and then never moves again', async () => {
  const { application, secret } = await apply();
  const link = { reference: application.reference, secret };
  expect(await applications.withdraw(link)).toBe('done');
  expect(await applications.withdraw(link)).toBe('ended');
  expect(await applications.step(application.id, { to: 'approved', note: 'Yes.', by: operator })).toBe('ended');
  expect(toApplicant().map(({ template }) => template)).toEqual(['application_received', 'application_withdrawn']);
});

it('is decided once when the operator and the applicant act at the same moment', async () => {
  for (let i = 0; i < 5; i += 1) {
    const { application, secret } = await apply();
    const outcomes = await Promise.all([
      applications.withdraw({ reference: application.reference, secret }),
      applications.step(application.id, { to: 'declined', note: 'No.', by: operator }),
      applications.step(application.id, { to: 'approved', note: 'Yes.', by: operator }),
    ]);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
  }
});

it('may be looked at again after it was declined, and skips no state the table does not allow', async () => {
  const { application } = await apply();
  const step = (to: 'reviewing' | 'approved' | 'declined') =>
    applications.step(application.id, { to, note: 'So.', by: operator });
  expect(await step('declined')).toBe('done');
  expect(await step('approved')).toBe('ended');
  expect(await step('reviewing')).toBe('done');
  expect(await step('approved')).toBe('done');
  expect(await step('declined')).toBe('ended');
});

it('is forgotten 400 days after its last step', async () => {
  const { application } = await apply();
  const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
  await db.system((tx) => forgetApplications(tx, later(399)));
  expect(await applications.find(application.id)).toBeDefined();
  await db.system((tx) => forgetApplications(tx, later(401)));
  expect(await applications.find(application.id)).toBeUndefined();
});
