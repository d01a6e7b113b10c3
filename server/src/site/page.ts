import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import type { FastifyReply } from 'fastify';
import type { Provider } from '../config/config.ts';
import {
  formatDate,
  type LanguageFacts,
  languageFacts,
  languages,
  localPath,
  publicLanguages,
} from '../languages/languages.ts';
import { askOf } from './ask/ask.ts';
import type { Assets } from './assets.ts';
import { brandStyle, isOurs } from './brand-routes.ts';
import { claim } from './claims.ts';
import { contentPolicy, forgetStaleChoice, guestsOf } from './content-policy.ts';
import { bandsOf } from './legal/bands.ts';
import { type LinkedFacts, linkedData } from './linked-data.ts';
import { navigation } from './navigation.ts';
import type { Visit } from './visit.ts';

export type Page = {
  view: string;
  title: string;
  /** For search engines; the title where it is left out. */
  description?: string;
  style?: string | string[];
  script?: string;
  /** False keeps the page out of search engines. */
  indexed?: boolean;
  /** False where the page exists in one language only. */
  translated?: boolean;
  status?: number;
  /** What the page tells, for machines (JSON-LD). */
  facts?: LinkedFacts;
  data?: Record<string, unknown>;
};

export type ShowPage = (visit: Visit, page: Page) => FastifyReply;

/** What the first screen is set in: asked for at once, so that it is there when the text is. */
const latinFonts = ['inter.woff2', 'bricolage.woff2'];

const views = fileURLToPath(new URL('views', import.meta.url));

/**
 * Returns the function that renders a page inside the site's layout, in the brand of the asked host, the language of the
 * visit and the visitor's theme. Views find the texts as `it.t(key, values)` and `it.t.html(key, values, links)`.
 */
export function createShowPage(deps: { assets: Assets; version: string; providers: readonly Provider[] }): ShowPage {
  const eta = new Eta({ views, cache: true, varName: 'it', autoTrim: false });
  return (visit, page) => {
    const { brand, language, t, path, reader, reply } = visit;
    const { dir, tag } = languageFacts(language);
    const here = (address: string) => localPath(language, address);
    let hasForm = false;
    // On the host of somebody else's brand stand the same texts: search engines are to list ours.
    const indexed = (page.indexed ?? true) && brand.isPlatform;
    const bands = bandsOf(visit, deps.providers);
    const frame = {
      ask: askOf(visit, page, bands.question !== null),
      /** Where this page is, without its query. */
      address: visit.request.url.split('?')[0] ?? '/',
      asset: deps.assets.url,
      brand,
      brandStyle: brandStyle(brand),
      csrf: () => {
        hasForm = true;
        return visit.csrf();
      },
      date: (at: Date) => formatDate(language, at),
      description: page.description ?? page.title,
      dir,
      facts: page.facts && indexed ? linkedData(page.facts) : null,
      fonts: tag.startsWith('ar-X') || !tag.startsWith('ar') ? latinFonts : ['noto-sans-arabic.woff2'],
      here,
      indexed,
      isOurs: isOurs(brand),
      lang: tag,
      languages: languagesOf(visit),
      alternates: indexed && page.translated !== false ? alternates(brand.origin, path) : [],
      claim,
      canonical: `${brand.origin}${here(path)}`,
      linkPicture: isOurs(brand) && publicLanguages.includes(language) ? deps.assets.url(`link-${language}.png`) : null,
      bands,
      navigation: navigation(
        t,
        here,
        reader.is !== 'signed_in' ? 'nobody' : reader.person.isOperator ? 'operator' : 'person',
      ),
      path,
      protection: visit.protection,
      picture: deps.assets.picture,
      reader,
      script: page.script,
      style: page.style,
      t,
      theme: visit.theme,
      title: page.title === brand.name ? brand.name : `${page.title} · ${brand.name}`,
      version: deps.version,
      year: visit.now.getUTCFullYear(),
    };
    const body = eta.render(page.view, { ...frame, ...page.data });
    forgetStaleChoice(visit, deps.providers);
    const guests = guestsOf(visit, { providers: deps.providers, hasForm });
    const html = eta.render('layout', { ...frame, body, scripts: guests.scripts });
    if (!reply.hasHeader('cache-control'))
      reply.header('cache-control', reader.is === 'nobody' ? 'no-cache' : 'no-store');
    return reply
      .code(page.status ?? 200)
      .header('content-security-policy', contentPolicy(guests))
      .header('vary', 'cookie, sec-gpc')
      .header('content-language', tag)
      .type('text/html; charset=utf-8')
      .send(html);
  };
}

/** The languages that have an address for this page; none where it has only one. */
function languagesOf({ request, language, path }: Visit): (LanguageFacts & { href: string; isThis: boolean })[] {
  const own = localPath(language, '/').replace(/\/$/, '');
  const pattern = (request.routeOptions.url ?? '').slice(own.length) || '/';
  const all = languages().filter((one) => request.server.hasRoute({ method: 'GET', url: localPath(one, pattern) }));
  if (all.length < 2) return [];
  return all.map((one) => ({ ...languageFacts(one), href: localPath(one, path), isThis: one === language }));
}

/** The same page in every language, for search engines. */
function alternates(origin: string, path: string): { tag: string; href: string }[] {
  const all = publicLanguages.map((language) => ({
    tag: languageFacts(language).tag,
    href: `${origin}${localPath(language, path)}`,
  }));
  return [...all, { tag: 'x-default', href: `${origin}${path}` }];
}

/** The site's own 404. */
export function showMissing(visit: Visit, show: ShowPage): FastifyReply {
  return show(visit, {
    view: 'missing',
    title: visit.t('missing.title'),
    description: visit.t('missing.title'),
    style: 'legal.css',
    indexed: false,
    status: 404,
  });
}
