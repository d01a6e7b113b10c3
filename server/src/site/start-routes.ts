import type { FastifyRequest } from 'fastify';
import { type ShowPage, showMissing } from './page.ts';
import type { PageRoutes } from './routes.ts';

/** /start, the sandbox at hand. Its key is in the address's fragment, which browsers never send; so the page is only served on loopback. */
export function startRoutes(
  pages: PageRoutes,
  { show, isLoopback }: { show: ShowPage; isLoopback: (request: FastifyRequest) => boolean },
): void {
  pages.getInEnglish('/start', (visit) => {
    if (!isLoopback(visit.request)) return showMissing(visit, show);
    return show(visit, {
      view: 'start',
      title: 'Sandbox',
      description: 'Link a pretend phone, send a message and watch what becomes of it.',
      style: 'start.css',
      script: 'start.js',
      indexed: false,
    });
  });
}
