import type { FastifyInstance } from 'fastify';
import type { ShowPage } from './page.ts';
import { marked } from './prose.ts';
import { type Reference, readReference } from './reference.ts';
import type { PageRoutes } from './routes.ts';

/** /reference: the whole API on one page of plain HTML, printed from its OpenAPI document. Needs no script and no network. /openapi.json is that document. */
export function referenceRoutes(
  app: FastifyInstance,
  { pages, show, openapi }: { pages: PageRoutes; show: ShowPage; openapi: () => unknown },
): void {
  const printed = new Map<string, Reference>();
  let document: unknown;
  const read = () => {
    document ??= openapi();
    return document;
  };
  app.get('/openapi.json', (_request, reply) => {
    return reply
      .header('cache-control', 'no-cache')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(read()));
  });
  pages.getInEnglish('/reference', (visit) => {
    const { origin } = visit.brand;
    const reference = printed.get(origin) ?? readReference(read(), origin);
    printed.set(origin, reference);
    return show(visit, {
      view: 'reference',
      title: 'API reference',
      description: 'Every request the API answers: fields, replies, refusals, and a curl line for each.',
      style: 'reference.css',
      translated: false,
      data: { reference, marked },
    });
  });
}
