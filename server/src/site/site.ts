import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../base/clock.ts';
import { serveAssets } from './asset-routes.ts';
import { loadAssets } from './assets.ts';
import { errorRoutes } from './error-routes.ts';
import { type Brand, createShowPage, type ShowPage, showMissing } from './page.ts';
import { publicRoutes } from './public-routes.ts';
import { referenceRoutes } from './reference-routes.ts';
import { startRoutes } from './start-routes.ts';
import { themeRoutes } from './theme-routes.ts';

export type SiteDeps = {
  /** The name and address the site answers with on a host (`example.com:3000`). */
  brand: (host: string) => Brand;
  clock: Clock;
  /** Whether a request came over a loopback name and address; /start exists only there. */
  isLoopback: (request: FastifyRequest) => boolean;
  /** The OpenAPI 3.1 document that /reference prints; asked once, at the first visit. */
  openapi: () => unknown;
  version: string;
};

/** Nothing inline, nothing from elsewhere: what a page needs, it gets from its own origin. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The public site as a Fastify plugin: pages, assets, API reference and error pages. It knows no database.
 * It answers any GET for a web page that no other route takes with its own 404; requests that want JSON, and everything
 * under /v1, are left to the caller's not-found handler.
 */
export function createSite(deps: SiteDeps): FastifyPluginAsync {
  return async (app) => {
    const assets = loadAssets();
    const show = createShowPage({ ...deps, assets });
    hardenPages(app);
    serveAssets(app, assets);
    publicRoutes(app, show);
    themeRoutes(app, deps.brand);
    startRoutes(app, { show, isLoopback: deps.isLoopback });
    errorRoutes(app, { show, brand: deps.brand });
    referenceRoutes(app, { show, openapi: deps.openapi, brand: deps.brand });
    missingPages(app, show);
  };
}

function hardenPages(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });
}

function missingPages(app: FastifyInstance, show: ShowPage): void {
  const missing = (request: FastifyRequest, reply: FastifyReply) => showMissing(request, reply, show);
  app.get('/404', missing);
  app.get('/*', (request, reply) => {
    if (!wantsPage(request)) return reply.callNotFound();
    return missing(request, reply);
  });
}

function wantsPage(request: FastifyRequest): boolean {
  return !/^\/v\d/.test(request.url) && (request.headers.accept ?? '').includes('text/html');
}
