import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Problem } from '../base/problem.ts';
import { serveHealth } from './health.ts';
import type { House } from './house.ts';
import type { HttpOptions } from './http.ts';
import { createHttp, hostOf } from './http.ts';
import { problemBody } from './problem-reply.ts';
import type { Route } from './serve.ts';
import { serveRoutes } from './serve.ts';

export type { House } from './house.ts';
export type { HttpOptions } from './http.ts';
export type { Route } from './serve.ts';

/** What `createApi` needs: the rooms behind the API, and how the server meets the network. */
export type Deps = { house: House; http: Omit<HttpOptions, 'log'> };

/** Builds the HTTP server with the API on it. It listens when the caller says so; pages may be put on it before. */
export function createApi({ house, http }: Deps, routes: Route[]): FastifyInstance {
  const app = createHttp({ ...http, log: house.log });
  const shape = (problem: Problem, request: FastifyRequest) =>
    problemBody(problem.code, problem.told, { origin: http.origin(hostOf(request)), requestId: request.id });
  serveHealth(app, house);
  serveRoutes(app, { house, shape, origin: http.origin }, routes);
  return app;
}
