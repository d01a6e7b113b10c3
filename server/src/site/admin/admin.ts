import type { ShowPage } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import { brandsRoutes } from './brands.ts';
import type { AdminDeps } from './deps.ts';
import { createShowAdmin } from './frame.ts';
import { outboxRoutes } from './outbox.ts';
import { overviewRoutes } from './overview.ts';
import type { Section } from './settings/section.ts';
import { settingsRoutes } from './settings/settings.ts';
import { waitingRoutes } from './waiting.ts';

/** The operator's pages. */
export function adminRoutes(
  pages: PageRoutes,
  show: ShowPage,
  { sections, ...deps }: AdminDeps & { sections: Section[] },
): void {
  const showAdmin = createShowAdmin(show);
  overviewRoutes(pages, showAdmin, deps);
  waitingRoutes(pages, showAdmin, { ...deps, showPage: show });
  outboxRoutes(pages, showAdmin, { ...deps, showPage: show });
  brandsRoutes(pages, showAdmin, deps);
  settingsRoutes(pages, showAdmin, sections);
}
