import type { FastifyInstance } from 'fastify';
import type { Provider } from '../../config/config.ts';
import type { Db } from '../../db/db.ts';
import { languages, localPath } from '../../languages/languages.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { ShowPage } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import type { OpenVisit } from '../visit.ts';
import { cookieSettingsRoutes } from './cookie-settings-routes.ts';
import { documentRoutes } from './document-routes.ts';
import { noticeRoutes } from './notice-routes.ts';

export type LegalPages = {
  app: FastifyInstance;
  pages: PageRoutes;
  open: OpenVisit;
  show: ShowPage;
  db: Db;
  secrets: Secrets;
  providers: readonly Provider[];
};

/** The legal pages, the notices about them, and the choice about what is optional. */
export function legalRoutes(deps: LegalPages): void {
  for (const language of languages()) {
    deps.app.get(localPath(language, '/legal'), (_request, reply) =>
      reply.redirect(localPath(language, '/legal/terms'), 302),
    );
  }
  documentRoutes(deps);
  cookieSettingsRoutes(deps);
  noticeRoutes(deps);
}
