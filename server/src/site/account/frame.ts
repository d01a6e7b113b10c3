import type { FastifyReply } from 'fastify';
import type { Page, ShowPage } from '../page.ts';
import type { OwnVisit } from '../routes.ts';
import { ownPlaces } from './navigation.ts';

/**
 * Shows a page behind the door. Its view begins with `layout('/account/frame')`, which puts the side navigation beside it; `told`
 * in its data is said at the top.
 */
export function createShowOwn(show: ShowPage): (visit: OwnVisit, page: Page) => FastifyReply {
  return (visit, page) =>
    show(visit, {
      style: 'account.css',
      script: 'form.js',
      indexed: false,
      ...page,
      data: { ...page.data, places: ownPlaces.map(({ text, href }) => ({ text: visit.t(text), href })) },
    });
}
