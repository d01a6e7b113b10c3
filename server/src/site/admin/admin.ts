import type { ShowPage } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import { brandsRoutes } from './brands.ts';
import type { AdminDeps } from './deps.ts';
import { createShowAdmin } from './frame.ts';
import { outboxRoutes } from './outbox.ts';
import { overviewRoutes } from './overview.ts';
import { waitingRoutes } from './waiting.ts';

/** The operator's pages. */
export function adminRoutes(pages: PageRoutes, show: ShowPage, deps: AdminDeps): void {
  const showAdmin = createShowAdmin(show);
  overviewRoutes(pages, showAdmin, deps);
  waitingRoutes(pages, showAdmin, { ...deps, showPage: show });
  outboxRoutes(pages, showAdmin, { ...deps, showPage: show });
  brandsRoutes(pages, showAdmin, deps);
}
