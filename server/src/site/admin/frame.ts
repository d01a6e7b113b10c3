import type { FastifyReply } from 'fastify';
import type { Page, ShowPage } from '../page.ts';
import type { OwnVisit } from '../routes.ts';
import { adminPlaces } from './navigation.ts';

/** Shows a page of the operator. */
export type ShowAdmin = (visit: OwnVisit, page: AdminPage) => FastifyReply;

/** A page of the operator describes itself by its title: no search engine sees it. */
export type AdminPage = Omit<Page, 'description'>;

/**
 * Shows a page of the operator. Its view begins with `layout('/admin/frame')`, which puts the side navigation beside it; `told`
 * in its data is said at the top.
 */
export function createShowAdmin(show: ShowPage): ShowAdmin {
  return (visit, page) =>
    show(visit, {
      style: 'admin.css',
      script: 'form.js',
      indexed: false,
      description: page.title,
      ...page,
      data: {
        ...page.data,
        places: adminPlaces.map(({ text, href }) => ({ text: visit.t(text), href })),
        at: placeOf(visit.path),
      },
    });
}

// The page of one letter belongs to the outbox, and so do all pages below a place.
function placeOf(path: string): string {
  const above = adminPlaces.map(({ href }) => href).filter((href) => `${path}/`.startsWith(`${href}/`));
  return above.sort((a, b) => b.length - a.length)[0] ?? path;
}
