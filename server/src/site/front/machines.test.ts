import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeHouseSettings } from '../../installation/installation.ts';
import { languageFacts, localPath, publicLanguages } from '../../languages/languages.ts';
import { readPage } from '../page-reader.ts';
import { publicPages } from '../public-pages.ts';
import { openStage, type Stage } from '../stage.ts';
import { readProse } from './prose-file.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const text = async (path: string, headers: Record<string, string> = {}) => (await stage.get(path, headers)).body;

describe('the sitemap', () => {
  it('names every public page in every language, each with the others, and only pages that are there', async () => {
    const map = await text('/sitemap.xml');
    const places = [...map.matchAll(/<loc>http:\/\/localhost([^<]*)<\/loc>/g)].map(([, path = '']) => path);
    expect(new Set(places).size).toBe(places.length);
    for (const path of publicPages) {
      for (const language of publicLanguages) expect(places).toContain(localPath(language, path));
    }
    for (const path of places) {
      const page = await stage.get(path);
      expect(page.statusCode, path).toBe(200);
      expect(page.body, path).not.toContain('<meta name="robots" content="noindex">');
      expect(page.body, path).toContain(`<link rel="canonical" href="http://localhost${path}">`);
    }
    const [entry = ''] = map.split('<loc>http://localhost/id/pricing</loc>')[1]?.split('</url>') ?? [];
    expect(entry.match(/hreflang="[^"]+"/g)).toEqual([
      ...publicLanguages.map((language) => `hreflang="${languageFacts(language).tag}"`),
      'hreflang="x-default"',
    ]);
  });

  it('is named to robots, with what is not for them', async () => {
    const robots = await text('/robots.txt');
    expect(robots).toContain('Sitemap: http://localhost/sitemap.xml');
    for (const path of ['/account', '/admin', '/app', '/setup', '/start', '/v1/']) {
      expect(robots).toContain(`Disallow: ${path}\n`);
    }
  });
});

describe('security.txt', () => {
  it('says where to report, in whose words, and ends in less than a year', async () => {
    const before = await text('/.well-known/security.txt');
    expect(before).not.toContain('mailto:');
    expect(before).toContain('Contact: http://localhost/contact\n');
    await stage.db.system((tx) => writeHouseSettings(tx, { legalEmail: 'legal@example.com' }));
    const now = await text('/.well-known/security.txt');
    expect(now).toContain('Contact: mailto:legal@example.com\nContact: http://localhost/contact\n');
    expect(now).toContain('Canonical: http://localhost/.well-known/security.txt\n');
    const days =
      (Date.parse(/^Expires: (.+)$/m.exec(now)?.[1] ?? '') - Date.parse('2026-11-22T12:00:00Z')) / 86_400_000;
    expect(days).toBeGreaterThan(90);
    expect(days).toBeLessThan(365);
    const policy = /^Policy: http:\/\/localhost(.+)$/m.exec(now)?.[1] ?? '';
    expect(await text(policy, { accept: 'text/html' })).toContain('<h2>Reporting</h2>');
  });

  it('has a policy whose links into the repository are words', () => {
    expect(readProse('# T\n\nOne\ntwo [three](docs/x.md).\n\n## H\n\n- a\n  b\n- c\n')).toEqual({
      title: 'T',
      blocks: [
        { is: 'paragraph', text: 'One two three.' },
        { is: 'heading', text: 'H' },
        { is: 'list', items: ['a b', 'c'] },
      ],
    });
  });
});

it('tells language models only of places that are there', async () => {
  const page = await text('/llms.txt');
  const places = [...page.matchAll(/\]\(http:\/\/localhost([^)]+)\)/g)].map(([, path = '']) => path);
  expect(places.length).toBeGreaterThan(6);
  for (const path of places) expect((await stage.get(path)).statusCode, path).toBe(200);
});

it('tells machines of the product without ratings and counts', async () => {
  const { texts } = readPage(await text('/', { accept: 'text/html' }));
  const data = texts.find(({ within }) => within.attributes.get('type') === 'application/ld+json')?.text ?? '';
  expect(JSON.parse(data)).toMatchObject({ '@type': 'SoftwareApplication', publisher: { '@type': 'Organization' } });
  expect(data).not.toMatch(/aggregateRating|review|Count"/);
});
