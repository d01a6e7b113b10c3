import { randomBytes } from 'node:crypto';
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import { createBrands } from '../brands/brands.ts';
import { createDb, type Db } from '../db/db.ts';
import { throwawayMigrated } from '../db/throwaway-migrated.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { createSite, type SiteDeps } from './site.ts';

/** The site on a database of its own, for tests: asked as a browser asks, without a network between. */
export type Stage = {
  app: FastifyInstance;
  db: Db;
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
};

const asBrowser = { accept: 'text/html' };

/** `deps` replaces single dependencies, such as the clock. */
export async function openStage(deps: Partial<SiteDeps> = {}): Promise<Stage> {
  const database = await throwawayMigrated();
  const db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  const brands = createBrands({ db, publicUrl: () => 'http://localhost' });
  await brands.refresh();
  const app = Fastify();
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'not_found' }));
  app.register(
    createSite({
      db,
      secrets: createSecrets(randomBytes(32)),
      warnOfTheft: async () => {},
      brandOf: brands.of,
      clock: { now: () => new Date('2026-11-22T12:00:00Z') },
      isLoopback: (request) => request.hostname === 'localhost',
      openapi: () => ({ openapi: '3.1.0', info: { title: 'API', version: '1' }, paths: {} }),
      version: '0.1.0',
      ...deps,
    }),
  );
  await app.ready();
  return {
    app,
    db,
    get: (url, headers = asBrowser) => app.inject({ url, headers }),
    async close() {
      await app.close();
      await db.end();
      await database.drop();
    },
  };
}
