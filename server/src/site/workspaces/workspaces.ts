import { createShowOwn } from '../account/frame.ts';
import type { ShowPage } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import { joinRoutes } from './join-routes.ts';
import { keysRoutes } from './keys-routes.ts';
import { listRoutes } from './list-routes.ts';
import type { TeamDeps, TeamPages } from './parts.ts';
import { recordRoutes } from './record-routes.ts';
import { teamRoutes } from './team-routes.ts';

/** The pages about workspaces: which ones there are, their teams, keys and records, and joining one. */
export function workspaceRoutes(pages: PageRoutes, show: ShowPage, deps: TeamDeps): void {
  const showAccount = createShowOwn(show);
  const parts: TeamPages = {
    ...deps,
    pages,
    show,
    showOwn: (visit, page) => showAccount(visit, { style: 'workspaces.css', ...page }),
  };
  joinRoutes(parts);
  listRoutes(parts);
  teamRoutes(parts);
  keysRoutes(parts);
  recordRoutes(parts);
}
