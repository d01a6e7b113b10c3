import type { FastifyInstance } from 'fastify';
import type { Brand } from '../brands/brands.ts';
import type { ShowPage } from './page.ts';
import { marked } from './prose.ts';
import { type Reference, readReference } from './reference.ts';
import type { PageRoutes } from './routes.ts';

type ReferenceDeps = {
  pages: PageRoutes;
  show: ShowPage;
  openapi: () => unknown;
  brandOf: (host: string) => Brand;
};

/** /reference: the whole API on one page of plain HTML, printed from its OpenAPI document. Needs no script and no network. /openapi.json is that document. */
export function referenceRoutes(app: FastifyInstance, { pages, show, openapi, brandOf }: ReferenceDeps): void {
  const printed = new Map<string, Reference>();
  let document: unknown;
  const read = () => {
    document ??= openapi();
    return document;
  };
  app.get('/openapi.json', (request, reply) => {
    return reply
      .header('cache-control', 'no-cache')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(named(read(), brandOf(request.host).name)));
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

/** The document in the name of the brand that is asked. */
function named(document: unknown, title: string): unknown {
  if (typeof document !== 'object' || document === null || !('info' in document)) return document;
  return { ...document, info: { ...Object(document.info), title } };
}
