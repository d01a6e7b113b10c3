import { isOurs } from '../brand-routes.ts';
import type { LinkedFacts } from '../linked-data.ts';
import type { ShowPage } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import type { Visit } from '../visit.ts';
import { featureGroups } from './features.ts';
import { coloured, firstMessage } from './first-message.ts';

/** The first page, and the one that lists what there is. */
export function homeRoutes(pages: PageRoutes, show: ShowPage, asset: (name: string) => string): void {
  pages.get('/', (visit) =>
    show(visit, {
      view: 'home/home',
      title: visit.t('home.title'),
      description: visit.t('home.description'),
      style: 'home.css',
      facts: productFacts(visit, isOurs(visit.brand) ? asset('icon-512.png') : '/favicon.svg'),
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

/** Who offers what, with the one price there is. No ratings, no counts: there are none to tell. */
function productFacts({ brand, t }: Visit, logo: string): LinkedFacts {
  return {
    '@type': 'SoftwareApplication',
    name: brand.name,
    url: brand.origin,
    description: t('home.description'),
    applicationCategory: 'BusinessApplication',
    operatingSystem: 'Linux, macOS',
    offers: { '@type': 'Offer', price: '0', priceCurrency: 'USD' },
    publisher: { '@type': 'Organization', name: brand.name, url: brand.origin, logo: brand.origin + logo },
  };
}
