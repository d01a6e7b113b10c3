import { problemCodes } from '../../base/problem.ts';
import { escapeHtml, languageFacts, localPath, publicLanguages } from '../../languages/languages.ts';
import { englishPages, publicPages } from '../public-pages.ts';
import type { Front } from './deps.ts';

/** What is not for search engines: pages of somebody, and what is no page. */
const kept = ['/account', '/admin', '/app', '/setup', '/start', '/v1/'];

/**
 * What search engines are told. A brand of somebody else shows the same texts on its own host, so its pages ask not to be
 * listed (`page.ts`), and it has no sitemap.
 */
export function robotRoutes({ app, brandOf }: Front): void {
  app.get('/robots.txt', (request, reply) => {
    const { origin, isPlatform } = brandOf(request.host);
    const lines = [
      'User-agent: *',
      ...kept.map((path) => `Disallow: ${path}`),
      ...(isPlatform ? [`Sitemap: ${origin}/sitemap.xml`] : []),
    ];
    return reply.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`);
  });

  app.get('/sitemap.xml', (request, reply) => {
    const { origin, isPlatform } = brandOf(request.host);
    if (!isPlatform) return reply.callNotFound();
    return reply.type('application/xml; charset=utf-8').header('cache-control', 'max-age=3600').send(sitemap(origin));
  });
}

/** Every public page in every language, each with where it is in the others (sitemaps.org, with xhtml alternates). */
function sitemap(origin: string): string {
  const english = [...englishPages, ...Object.keys(problemCodes).map((code) => `/errors/${code}`)];
  const entries = [
    ...publicPages.flatMap((path) =>
      publicLanguages.map((language) => entry(`${origin}${localPath(language, path)}`, alternates(origin, path))),
    ),
    ...english.map((path) => entry(`${origin}${path}`, [])),
  ];
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...entries,
    '</urlset>',
    '',
  ].join('\n');
}

function entry(address: string, alternates: string[]): string {
  return ['<url>', `<loc>${escapeHtml(address)}</loc>`, ...alternates, '</url>'].join('\n');
}

function alternates(origin: string, path: string): string[] {
  const link = (tag: string, address: string) =>
    `<xhtml:link rel="alternate" hreflang="${tag}" href="${escapeHtml(`${origin}${address}`)}"/>`;
  return [
    ...publicLanguages.map((language) => link(languageFacts(language).tag, localPath(language, path))),
    link('x-default', path),
  ];
}
