import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookies } from '../../cookies/cookies.ts';
import { writeHouseSettings } from '../../installation/installation.ts';
import { languageFacts, localPath, publicLanguages } from '../../languages/languages.ts';
import { builtInDocuments, legalDocuments, publishDocument } from '../../legal/legal.ts';
import { readPage } from '../page-reader.ts';
import { openStage, type Stage } from '../stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const paths = publicLanguages.flatMap((language) =>
  legalDocuments.flatMap((document) => [
    localPath(language, `/legal/${document}`),
    localPath(language, `/legal/${document}/history`),
    localPath(language, `/legal/${document}/versions/1`),
  ]),
);

describe.each(paths)('%s', (path) => {
  it('is a whole page with nothing left open, in its language, with English inside marked as such', async () => {
    const reply = await stage.get(path);
    expect(reply.statusCode).toBe(200);
    expect(reply.body).not.toMatch(/\{\{|\}\}|undefined|\[object/);
    const { elements } = readPage(reply.body);
    const ids = elements.map(({ attributes }) => attributes.get('id')).filter((id) => id !== undefined);
    expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
    expect(elements.filter(({ name }) => name === 'h1')).toHaveLength(1);
    const language = publicLanguages.find(
      (one) => languageFacts(one).prefix !== '' && path.startsWith(languageFacts(one).prefix),
    );
    expect(elements[0]?.attributes.get('lang')).toBe(language ?? 'en');
    if (!path.includes('history')) {
      const prose = elements.find(({ attributes }) => attributes.get('class') === 'prose');
      expect([prose?.attributes.get('lang'), prose?.attributes.get('dir')]).toEqual(['en', 'ltr']);
    }
  });
});

describe('a legal page', () => {
  it('has the six places of the seed, the present one marked, and a machine-readable date', async () => {
    const { body } = await stage.get('/legal/cookies');
    const { elements, texts } = readPage(body);
    const tabs = texts.filter(
      ({ within }) => within.name === 'a' && within.parent?.parent?.parent?.attributes.get('class') === 'tabs',
    );
    expect(tabs.map(({ text }) => text)).toEqual([
      'Terms of Service',
      'Privacy Policy',
      'Disclaimer',
      'Cookie Policy',
      'Acceptable Use',
      'Contact Us',
    ]);
    const current = elements.filter(({ attributes }) => attributes.get('aria-current') === 'page');
    expect(current.map(({ attributes }) => attributes.get('href'))).toContain('/legal/cookies');
    expect(body).toContain('Last updated: <time datetime="2025-11-01">November 1, 2025</time>');
  });

  it('in another language gives the summary, says that English binds, and keeps links in that language', async () => {
    const { body } = await stage.get('/id/legal/terms');
    expect(body).toContain('Versi pertama. Isinya menjelaskan');
    expect(body).toContain('Teks bahasa Inggris di bawah inilah yang mengikat.');
    expect(body).toContain('<a href="/id/legal/acceptable-use">Acceptable Use Policy</a>');
    expect(body).toContain('<a href="/account/security">/account/security</a>');
    expect((await stage.get('/legal/terms')).body).not.toContain('in-short');
  });

  it('says plainly what the operator has not given, until it is given, and prints that as text', async () => {
    const before = (await stage.get('/legal/terms')).body;
    expect(before).toContain(
      'has not given a legal name, a postal address, an e-mail address, and a governing law yet',
    );
    expect(before).toContain('[the operator of this installation has not given a name]');
    await stage.db.system((tx) =>
      writeHouseSettings(tx, {
        legalName: 'Bakery <script>alert(1)</script> {{site}}',
        legalAddress: 'Crumb Street 1\n12345 Breadtown',
        legalEmail: 'legal@bakery.example',
        legalLaw: 'the law of Germany',
      }),
    );
    const after = (await stage.get('/legal/terms')).body;
    expect(after).not.toContain('has not given');
    expect(after).toContain(
      'Bakery &lt;script&gt;alert(1)&lt;/script&gt; {{site}}</bdi>, <bdi>Crumb Street 1, 12345 Breadtown',
    );
    expect(after).toContain('<a href="mailto:legal@bakery.example">legal@bakery.example</a>');
    await stage.db.system((tx) => writeHouseSettings(tx, { legalName: 'Bakery' }));
  });

  it('that does not exist is missing, in a page', async () => {
    for (const path of [
      '/legal/rules',
      '/legal/terms/versions/9',
      '/legal/terms/versions/1/changes',
      '/legal/terms/versions/01',
    ]) {
      expect((await stage.get(path)).statusCode, path).toBe(404);
    }
    const reply = await stage.get('/id/legal');
    expect([reply.statusCode, reply.headers.location]).toEqual([302, '/id/legal/terms']);
  });

  it('sets no cookie and begins no session', async () => {
    for (const path of ['/legal/terms', '/legal/cookies', '/cookie-settings']) {
      expect((await stage.get(path)).headers['set-cookie']).toBeUndefined();
    }
  });
});

describe('the Cookie Policy', () => {
  const rows = async (path = '/legal/cookies') => {
    const { texts } = readPage((await stage.get(path)).body);
    const cells = texts.filter(
      ({ within }) => within.parent?.attributes.has('data-label') || within.parent?.attributes.get('scope') === 'row',
    );
    return cells.map(({ text }) => text);
  };

  it('names every cookie the server can set, with the duration it is set for, and no other', async () => {
    const { texts } = readPage((await stage.get('/legal/cookies')).body);
    const told = new Map<string, string>();
    let name = '';
    for (const { text, within } of texts) {
      if (within.name === 'code' && within.parent?.attributes.get('scope') === 'row') name = text;
      if (within.parent?.attributes.get('data-label') === 'Duration' && name) told.set(name, text);
      if (within.parent?.attributes.get('data-label') === 'Duration') name = '';
    }
    const words = (seconds: number | null) =>
      seconds === null ? 'Session' : seconds === 31_536_000 ? '1 year' : `${seconds / 86_400} days`;
    const here = Object.entries(cookies).filter(([, row]) => !('onlyWithOptional' in row));
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(here.map(([name, row]) => [name, words(row.seconds)])));
    expect(Object.fromEntries(told)).toEqual({
      PHPSESSID: 'Session',
      remember_me: '30 days',
      csrf_token: 'Session',
      theme: '1 year',
      wa_hinted: 'Session',
    });
  });

  it('tells of analytics as of something that is not there', async () => {
    expect(await rows()).toContain('Up to 24 months');
    expect((await stage.get('/legal/cookies')).body).toContain('None is configured here today');
  });

  it('prints the table in the reader’s language', async () => {
    expect(await rows('/ar/legal/cookies')).toContain('الجلسة');
    expect((await stage.get('/pt-br/legal/cookies')).body).toContain('30 dias');
  });
});

describe('a new version', () => {
  const text = builtInDocuments().find(({ document }) => document === 'cookies');

  it('is shown at once, announces its day, and leaves the old one readable with what changed', async () => {
    if (!text) throw new Error('no Cookie Policy');
    await stage.db.system((tx) =>
      publishDocument(tx, {
        text: {
          ...text,
          version: 2,
          effectiveOn: '2027-01-01',
          updatedOn: '2026-11-22',
          markdown: text.markdown.replace('needs few cookies', 'needs only few cookies'),
        },
        by: 'operator_text',
        at: new Date('2026-11-22T11:00:00Z'),
      }),
    );
    const now = (await stage.get('/legal/cookies')).body;
    expect(now).toContain('needs only few cookies');
    expect(now).toContain('In effect from January 1, 2027.');
    expect(now).toContain('Until then <a href="/legal/cookies/versions/1">version 1</a> holds.');
    const old = (await stage.get('/legal/cookies/versions/1')).body;
    expect(old).toContain('needs few cookies');
    expect(old).toContain('<meta name="robots" content="noindex">');
    const changes = (await stage.get('/legal/cookies/versions/2/changes')).body;
    expect(changes).toContain(
      'needs <ins><span class="unseen" lang="en">[added: </span>only <span class="unseen" lang="en"> end] </span></ins>few cookies',
    );
    expect(changes).not.toContain('<del><span');
    const history = (await stage.get('/legal/cookies/history')).body;
    expect(history.indexOf('id="version-2"')).toBeLessThan(history.indexOf('id="version-1"'));
    expect((await stage.get('/ar/legal/cookies/versions/2/changes')).statusCode).toBe(200);
  });
});
