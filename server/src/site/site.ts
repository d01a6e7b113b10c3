import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../base/log.ts';
import { accountRoutes } from './account/account.ts';
import type { AccountDeps } from './account/parts.ts';
import { adminRoutes } from './admin/admin.ts';
import type { HouseDeps } from './admin/deps.ts';
import { createSections } from './admin/settings/settings.ts';
import { askRoutes } from './ask/ask-routes.ts';
import { serveAssets } from './asset-routes.ts';
import { loadAssets } from './assets.ts';
import { brandRoutes } from './brand-routes.ts';
import { contentPolicy } from './content-policy.ts';
import { errorRoutes } from './error-routes.ts';
import { answerFailures, formBytesMax, wantsPage } from './failed.ts';
import type { Probes } from './front/condition.ts';
import { frontRoutes } from './front/front.ts';
import { homeRoutes } from './home/home-routes.ts';
import type { InquiryDeps } from './inquiries/deps.ts';
import { inquiryRoutes } from './inquiries/inquiries.ts';
import { legalRoutes } from './legal/legal-routes.ts';
import { createShowPage, type ShowPage, showMissing } from './page.ts';
import { referenceRoutes } from './reference-routes.ts';
import { createPageRoutes } from './routes.ts';
import { setupRoutes } from './setup/setup.ts';
import { startRoutes } from './start-routes.ts';
import { themeRoutes } from './theme-routes.ts';
import { createVisits, languageOf, type OpenVisit, type VisitDeps } from './visit.ts';
import type { TeamDeps } from './workspaces/parts.ts';
import { workspaceRoutes } from './workspaces/workspaces.ts';

export type SiteDeps = VisitDeps &
  InquiryDeps &
  AccountDeps & {
    log: Log;
    house: HouseDeps;
    team: Omit<TeamDeps, 'db'>;
    /** Whether a request came over a loopback name and address; /start exists only there. */
    isLoopback: (request: FastifyRequest) => boolean;
    /** The OpenAPI 3.1 document that /reference prints; asked once, at the first visit. */
    openapi: () => unknown;
    version: string;
    /** How the server asks its own parts how they are, for the status page. */
    probes: Probes;
  };

/**
 * The pages as a Fastify plugin: public site, account, API reference and error pages. It answers any GET for a web page that
 * no other route takes with its own 404; requests that want JSON, and everything under /v1, are left to the caller's
 * not-found handler.
 */
export function createSite(deps: SiteDeps): FastifyPluginAsync {
  return async (app) => {
    const assets = loadAssets();
    const show = createShowPage({ ...deps, assets });
    const visits = createVisits(deps);
    const { open } = visits;
    const pages = createPageRoutes(app, { visits, show, secrets: deps.secrets });
    readForms(app);
    hardenPages(app);
    answerFailures(app, { visits, show, log: deps.log });
    serveAssets(app, assets);
    brandRoutes(app, { assets, brandOf: deps.brandOf });
    homeRoutes(pages, show, assets.url);
    frontRoutes({ ...deps, app, pages, show });
    inquiryRoutes({ ...deps, pages, show });
    themeRoutes(app, open);
    legalRoutes({ ...deps, app, pages, open, show });
    askRoutes(app, open);
    startRoutes(pages, { show, isLoopback: deps.isLoopback });
    errorRoutes(pages, show);
    referenceRoutes(app, { pages, show, openapi: deps.openapi, brandOf: deps.brandOf });
    accountRoutes(pages, show, deps);
    const house = { ...deps, ...deps.house };
    const sections = createSections(house);
    adminRoutes(pages, show, { ...house, sections });
    setupRoutes(pages, show, { ...house, sections });
    workspaceRoutes(pages, show, { ...deps, ...deps.team });
    missingPages(app, { open, show });
  };
}

function readForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formBytesMax },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
}

function hardenPages(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy': contentPolicy(),
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });
}

function missingPages(app: FastifyInstance, { open, show }: { open: OpenVisit; show: ShowPage }): void {
  const missing = async (request: FastifyRequest, reply: FastifyReply) => {
    return showMissing(await open(request, reply, languageOf(request)), show);
  };
  app.get('/404', missing);
  app.get('/*', (request, reply) => {
    if (!wantsPage(request)) return reply.callNotFound();
    return missing(request, reply);
  });
}
