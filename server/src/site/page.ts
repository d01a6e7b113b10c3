import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../base/clock.ts';
import type { Assets } from './assets.ts';
import { navigation } from './navigation.ts';
import { readTheme } from './theme.ts';

/** How the site names itself on a host. `origin` is scheme, host and port, and has no slash at its end. */
export type Brand = { name: string; origin: string };

export type Page = {
  view: string;
  title: string;
  description: string;
  style?: string;
  script?: string;
  /** False keeps the page out of search engines. */
  indexed?: boolean;
  status?: number;
  data?: Record<string, unknown>;
};

export type ShowPage = (request: FastifyRequest, reply: FastifyReply, page: Page) => FastifyReply;

const views = fileURLToPath(new URL('views', import.meta.url));

/** Returns the function that renders a page inside the site's layout, in the brand of the asked host and the visitor's theme. */
export function createShowPage(deps: {
  assets: Assets;
  brand: (host: string) => Brand;
  clock: Clock;
  version: string;
}): ShowPage {
  const eta = new Eta({ views, cache: true, varName: 'it', autoTrim: false });
  return (request, reply, page) => {
    const brand = deps.brand(request.host);
    const frame = {
      asset: deps.assets.url,
      brand,
      description: page.description,
      indexed: page.indexed ?? true,
      navigation,
      path: request.url.split('?')[0],
      script: page.script,
      style: page.style,
      theme: readTheme(request.headers.cookie),
      title: page.title === brand.name ? brand.name : `${page.title} · ${brand.name}`,
      version: deps.version,
      year: deps.clock.now().getUTCFullYear(),
    };
    const body = eta.render(page.view, { ...frame, ...page.data });
    const html = eta.render('layout', { ...frame, body });
    return reply
      .code(page.status ?? 200)
      .header('cache-control', 'no-cache')
      .header('vary', 'cookie')
      .type('text/html; charset=utf-8')
      .send(html);
  };
}

/** The site's own 404. */
export function showMissing(request: FastifyRequest, reply: FastifyReply, show: ShowPage): FastifyReply {
  return show(request, reply, {
    view: 'missing',
    title: 'Page not found',
    description: 'There is no page at this address.',
    style: 'legal.css',
    indexed: false,
    status: 404,
  });
}
