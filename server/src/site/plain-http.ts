import type { FastifyReply } from 'fastify';
import type { ShowPage } from './page.ts';
import type { Visit } from './visit.ts';

/** Says why nobody can sign in from here and what the operator has to do, instead of a form that would loop. Sets no cookie. */
export function showCut(visit: Visit, show: ShowPage): FastifyReply {
  visit.reply.header('cache-control', 'no-store');
  return show(visit, {
    view: 'account/plain-http',
    title: visit.t('plain_http.title'),
    description: visit.t('plain_http.title'),
    style: 'account.css',
    indexed: false,
    status: visit.request.method === 'POST' ? 403 : 200,
    data: {
      host: visit.request.host,
      secureUrl: visit.brand.origin.startsWith('https:') ? `${visit.brand.origin}${visit.request.url}` : undefined,
    },
  });
}
