import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../base/clock.ts';
import type { Brand } from '../../brands/brands.ts';
import type { Db } from '../../db/db.ts';
import type { ShowPage } from '../page.ts';
import type { PageRoutes } from '../routes.ts';
import type { Probes } from './condition.ts';

/** What the pages of this folder are made with. */
export type Front = {
  app: FastifyInstance;
  pages: PageRoutes;
  show: ShowPage;
  db: Db;
  clock: Clock;
  probes: Probes;
  brandOf: (host: string) => Brand;
  version: string;
};
