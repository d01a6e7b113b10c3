import type { FastifyInstance } from 'fastify';

/** What robots are told. */
export function publicRoutes(app: FastifyInstance): void {
  app.get('/robots.txt', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('User-agent: *\nDisallow: /start\nDisallow: /v1/\n'),
  );
}
