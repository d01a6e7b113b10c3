import type { ShowPage } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import { featureGroups } from './features.ts';
import { coloured, firstMessage } from './first-message.ts';

/** The first page, and the one that lists what there is. */
export function homeRoutes(pages: PageRoutes, show: ShowPage): void {
  pages.get('/', (visit) =>
    show(visit, {
      view: 'home/home',
      title: visit.t('home.title'),
      description: visit.t('home.description'),
      style: 'home.css',
      data: {
        snippets: firstMessage(visit.brand.origin).map((one) => ({ ...one, html: coloured(one.code) })),
      },
    }),
  );
  pages.get('/features', (visit) =>
    show(visit, {
      view: 'home/features',
      title: visit.t('features.title'),
      description: visit.t('features.description'),
      style: 'features.css',
      data: { groups: featureGroups },
    }),
  );
}
