import { readFileSync, statSync } from 'node:fs';
import type { Brand } from '../../brands/brands.ts';
import { escapeHtml, formatDate } from '../../languages/languages.ts';
import { marked } from '../prose.ts';
import { changesForBrand, readChanges, type Version } from './changes.ts';
import type { Front } from './deps.ts';

const file = new URL('../../../../CHANGELOG.md', import.meta.url);

/** What changed, from the file that travels with the software: a page in every language, its entries in English, and a feed. */
export function changelogRoutes({ app, pages, show, brandOf, version }: Front): void {
  const all = readChanges(readFileSync(file, 'utf8'));
  const others = changesForBrand(all, 'WhatzAPI');
  const versionsFor = ({ isPlatform }: Brand) => (isPlatform ? all : others);
  // What is not released has no day of its own: this is when the installation got it.
  const gotAt = statSync(file).mtime;

  pages.get('/changelog', (visit) => {
    const { t, language, brand } = visit;
    return show(visit, {
      view: 'front/changelog',
      title: t('changelog.title'),
      description: t('changelog.description'),
      style: 'front.css',
      data: {
        marked,
        version,
        isEnglish: language === 'en',
        versions: versionsFor(brand).map((one) => ({
          ...one,
          onText: one.on && formatDate(language, new Date(`${one.on}T00:00:00Z`)),
        })),
      },
    });
  });

  app.get('/changelog.atom', (request, reply) => {
    const brand = brandOf(request.host);
    const { origin, name } = brand;
    return reply
      .type('application/atom+xml; charset=utf-8')
      .header('cache-control', 'max-age=3600')
      .send(feed({ origin, name, versions: versionsFor(brand), gotAt }));
  });
}

type Feed = { origin: string; name: string; versions: Version[]; gotAt: Date };

/** An Atom feed (RFC 4287) with one entry per version. */
function feed({ origin, name, versions, gotAt }: Feed): string {
  const updated = (on: string | undefined) => (on ? `${on}T00:00:00Z` : gotAt.toISOString());
  const address = `${origin}/changelog`;
  const entries = versions.map((one) =>
    [
      '<entry>',
      `<title>${escapeHtml(`${name} ${one.name}`)}</title>`,
      `<id>${escapeHtml(`${address}#${one.id}`)}</id>`,
      `<link href="${escapeHtml(`${address}#${one.id}`)}"/>`,
      `<updated>${updated(one.on)}</updated>`,
      `<content type="html">${escapeHtml(asHtml(one))}</content>`,
      '</entry>',
    ].join('\n'),
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `<title>${escapeHtml(`${name}: changes`)}</title>`,
    `<id>${escapeHtml(address)}</id>`,
    `<link href="${escapeHtml(address)}"/>`,
    `<link rel="self" type="application/atom+xml" href="${escapeHtml(`${address}.atom`)}"/>`,
    `<updated>${
      versions
        .map(({ on }) => updated(on))
        .sort()
        .at(-1) ?? updated(undefined)
    }</updated>`,
    `<author><name>${escapeHtml(name)}</name></author>`,
    ...entries,
    '</feed>',
    '',
  ].join('\n');
}

function asHtml({ parts }: Version): string {
  return parts
    .map(
      ({ title, items }) =>
        `<h2>${marked(title)}</h2><ul>${items.map((item) => `<li>${marked(item)}</li>`).join('')}</ul>`,
    )
    .join('');
}
