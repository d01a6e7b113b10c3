import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knockOf, newCsrfToken, startSession } from '../../accounts/accounts.ts';
import type { Id } from '../../base/id.ts';
import { newId } from '../../base/id.ts';
import { readJar } from '../../cookies/cookies.ts';
import { sql } from '../../db/db.ts';
import { builtInDocuments, type DocumentText, publishDocument } from '../../legal/legal.ts';
import { createSecrets } from '../../secrets/secrets.ts';
import { readPage } from '../page-reader.ts';
import { openStage, type Stage } from '../stage.ts';

const secrets = createSecrets(randomBytes(32));
const now = new Date('2026-12-01T12:00:00Z');
const before = new Date('2026-11-24T12:00:00Z');
const html = { accept: 'text/html' };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ secrets, clock: { now: () => now } });
});
afterAll(() => stage.close());

type Browser = { cookie: string; csrf: string };

async function somebody(language = 'en', createdAt = before): Promise<Id<'person'>> {
  const id = newId('person', createdAt);
  await stage.db.system((tx) =>
    tx.run(sql`
      insert into people (id, reseller_id, email, created_at, language)
      values (${id}, '00000000-0000-7000-8000-000000000001', ${`${id}@example.com`}, ${createdAt}, ${language})`),
  );
  return id;
}

/** A browser that somebody signed in with, as its cookies. */
async function browserOf(person: Id<'person'>): Promise<Browser> {
  const knock = knockOf(readJar(undefined), { host: 'localhost', address: '192.0.2.7', userAgent: 'Browser', now });
  const { token } = await stage.db.system((tx) =>
    startSession(tx, knock, { person, stage: 'full', isConfirmed: true }),
  );
  const csrf = newCsrfToken(secrets, token);
  return { cookie: `PHPSESSID=${token}; csrf_token=${csrf}`, csrf };
}

const see = (browser: Browser, url: string) => stage.get(url, { ...html, cookie: browser.cookie });

function acknowledge(browser: Browser, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return stage.app.inject({
    method: 'POST',
    url: '/account/notices/acknowledge',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...html, cookie: browser.cookie, ...headers },
    payload: new URLSearchParams({ csrf_token: browser.csrf, ...fields }).toString(),
  });
}

async function publish(document: string, version: number, more: Partial<DocumentText> = {}): Promise<void> {
  const text = builtInDocuments().find((one) => one.document === document);
  if (!text) throw new Error(`no ${document}`);
  const summaries = { en: `Change ${version} of ${document}.`, ar: `تغيير ${version}.` };
  await stage.db.system((tx) =>
    publishDocument(tx, { text: { ...text, version, summaries, ...more }, by: 'operator_text', at: now }),
  );
}

const band = (body: string) => /<section class="notices"[\s\S]*?<\/section>/.exec(body)?.[0] ?? '';

describe('a material version', () => {
  let person: Id<'person'>;
  let laptop: Browser;
  let phone: Browser;
  beforeAll(async () => {
    person = await somebody();
    laptop = await browserOf(person);
    phone = await browserOf(person);
    expect(band((await see(laptop, '/')).body)).toBe('');
    await publish('terms', 2);
  });

  it('is told on every page to who is signed in, on each device, and to nobody else', async () => {
    for (const [browser, url] of [
      [laptop, '/'],
      [laptop, '/pricing'],
      [laptop, '/account/notices'],
      [phone, '/legal/terms'],
      [phone, '/id/legal/terms'],
    ] as const) {
      expect(band((await see(browser, url)).body), url).toContain('Change 2 of terms.');
    }
    expect(band((await stage.get('/')).body)).toBe('');
    const stranger = await browserOf(await somebody('en', now));
    expect(band((await see(stranger, '/')).body)).toBe('');
  });

  it('leads to the text and to what changed, and can be acknowledged right there', async () => {
    const { elements } = readPage(band((await see(laptop, '/pricing')).body));
    const hrefs = elements.filter(({ name }) => name === 'a').map(({ attributes }) => attributes.get('href'));
    expect(hrefs).toEqual(['/legal/terms', '/legal/terms/versions/2/changes']);
    const fields = Object.fromEntries(
      elements
        .filter(({ name }) => name === 'input')
        .map(({ attributes }) => [attributes.get('name'), attributes.get('value')]),
    );
    expect(fields).toEqual({ csrf_token: laptop.csrf, document: 'terms', version: '2', back: '/pricing' });
  });

  it('acknowledged in one browser is gone in the other, and stays on the person’s list', async () => {
    const reply = await acknowledge(laptop, { document: 'terms', version: '2', back: '/pricing' });
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/pricing']);
    expect(band((await see(laptop, '/pricing')).body)).toBe('');
    expect(band((await see(phone, '/')).body)).toBe('');
    const list = (await see(phone, '/account/notices')).body;
    expect(list).toContain('Change 2 of terms.');
    expect(list).toContain('<time datetime="2026-12-01T12:00:00.000Z">');
    const trail = await stage.db.system((tx) =>
      tx.many(
        sql<{ action: string; target: string }>`select action, target from audit_entries where chain_id = ${person}`,
      ),
    );
    expect(trail).toEqual([{ action: 'legal_notice.acknowledged', target: 'terms/2' }]);
  });

  it('acknowledged again, in a tab that was left open, does no harm', async () => {
    expect((await acknowledge(phone, { document: 'terms', version: '2' })).headers.location).toBe('/account/notices');
  });

  it('cannot be acknowledged for somebody: not by another site, without their token, or signed out', async () => {
    const other = await somebody();
    const browser = await browserOf(other);
    const fields = { document: 'terms', version: '2' };
    expect((await acknowledge(browser, fields, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await acknowledge({ ...browser, csrf: laptop.csrf }, fields)).statusCode).toBe(403);
    expect((await acknowledge({ cookie: '', csrf: browser.csrf }, fields)).headers.location).toMatch(/^\/login/);
    expect(band((await see(browser, '/')).body)).toContain('Change 2 of terms.');
    for (const wrong of [
      { document: 'rules', version: '2' },
      { document: 'terms', version: '1' },
      { document: 'terms', version: 'x' },
    ]) {
      expect((await acknowledge(browser, wrong)).statusCode).toBe(404);
    }
    expect((await acknowledge(browser, { ...fields, back: 'https://evil.example' })).headers.location).toBe(
      '/account/notices',
    );
  });
});

describe('several versions', () => {
  it('of one document are one notice with all that changed; of two documents are two', async () => {
    const person = await somebody();
    const browser = await browserOf(person);
    await acknowledge(browser, { document: 'terms', version: '2' });
    await publish('privacy', 2);
    await publish('privacy', 3);
    await publish('acceptable-use', 2);
    const seen = band((await see(browser, '/')).body);
    expect(seen.match(/<form/g)).toHaveLength(2);
    expect(seen).toContain('Change 2 of privacy.');
    expect(seen).toContain('Change 3 of privacy.');
    await acknowledge(browser, { document: 'privacy', version: '3' });
    const left = band((await see(browser, '/')).body);
    expect(left).not.toContain('privacy');
    expect(left).toContain('Change 2 of acceptable-use.');
  });

  it('that are not material tell nobody', async () => {
    const browser = await browserOf(await somebody());
    await publish('cookies', 2, { material: false });
    expect(band((await see(browser, '/')).body)).not.toContain('cookies');
  });
});

describe('the person’s own language', () => {
  it('tells the summary in it, and English marked as English where it is missing', async () => {
    const arab = await browserOf(await somebody('ar'));
    const page = (await see(arab, '/account/notices')).body;
    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(band(page)).toContain('تغيير 2.');
    const indonesian = await browserOf(await somebody('id'));
    expect(band((await see(indonesian, '/account/notices')).body)).toContain(
      '<p lang="en" dir="ltr">Change 2 of terms.</p>',
    );
  });
});

describe('a page for somebody signed in', () => {
  it('is not kept by anybody between', async () => {
    const browser = await browserOf(await somebody());
    expect((await see(browser, '/')).headers['cache-control']).toBe('no-store');
  });
});
