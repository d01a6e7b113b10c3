import type { FastifyInstance } from 'fastify';
import type { Assets } from './assets.ts';

/** Serves the files under `/assets/<build>/`, for good and compressed; an address of another build is not found. */
export function serveAssets(app: FastifyInstance, assets: Assets): void {
  app.get<{ Params: { build: string; name: string } }>(
    '/assets/:build/:name',

    (request, reply) => {
      const file = assets.files.get(request.params.name);
      if (!file || request.params.build !== assets.build) return reply.callNotFound();
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(file.type);
      if (!file.small) return reply.send(file.bytes);
      reply.header('vary', 'accept-encoding');
      const accepts = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
      return accepts ? reply.header('content-encoding', 'br').send(file.small) : reply.send(file.bytes);
    },
  );
}
