import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ShowPage, showMissing } from './page.ts';

/** /start, the sandbox at hand. Its key is in the address's fragment, which browsers never send; so the page is only served on loopback. */
export function startRoutes(
  app: FastifyInstance,
  { show, isLoopback }: { show: ShowPage; isLoopback: (request: FastifyRequest) => boolean },
): void {
  app.get('/start', (request, reply) => {
    if (!isLoopback(request)) return showMissing(request, reply, show);
    return show(request, reply, {
      view: 'start',
      title: 'Sandbox',
      description: 'Link a pretend phone, send a message and watch what becomes of it.',
      style: 'start.css',
      script: 'start.js',
      indexed: false,
    });
  });
}
