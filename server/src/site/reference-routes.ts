import type { FastifyInstance } from 'fastify';
import type { Brand, ShowPage } from './page.ts';
import { marked } from './prose.ts';
import { type Reference, readReference } from './reference.ts';

/** /reference: the whole API on one page of plain HTML, printed from its OpenAPI document. Needs no script and no network. /openapi.json is that document. */
export function referenceRoutes(
  app: FastifyInstance,
  { show, openapi, brand }: { show: ShowPage; openapi: () => unknown; brand: (host: string) => Brand },
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
  app.get('/reference', (request, reply) => {
    const { origin } = brand(request.host);
    const reference = printed.get(origin) ?? readReference(read(), origin);
    printed.set(origin, reference);
    return show(request, reply, {
      view: 'reference',
      title: 'API reference',
      description: 'Every request the API answers: fields, replies, refusals, and a curl line for each.',
      style: 'reference.css',
      data: { reference, marked },
    });
  });
}
