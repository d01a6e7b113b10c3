import type { FastifyInstance } from 'fastify';
import type { Db } from '../../db/db.ts';
import type { ShowPage } from '../page.ts';
import type { PageRoutes } from '../routes.ts';

/** What the pages of this folder are made with. */
export type Front = { app: FastifyInstance; pages: PageRoutes; show: ShowPage; db: Db };
