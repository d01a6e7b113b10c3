import type { FastifyInstance } from 'fastify';
import { chooseLanguage } from '../../languages/languages.ts';
import { isFromElsewhere } from '../routes.ts';
import type { OpenVisit } from '../visit.ts';

/**
 * `POST /hinted`: remembers for this browser session that the card of the question was shown or closed, so that it opens by
 * itself no more. There is no token, so that no session begins for it; a page of another site is refused.
 */
export function askRoutes(app: FastifyInstance, open: OpenVisit): void {
  app.post('/hinted', async (request, reply) => {
    const visit = await open(request, reply, chooseLanguage('en'));
    if (isFromElsewhere(visit)) return reply.code(403).send();
    visit.setCookie('wa_hinted', '1');
    return reply.code(204).header('cache-control', 'no-store').send();
  });
}
