import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fastify } from 'fastify';
import { isOurFault, refusalOf } from '../base/failure.ts';
import type { Log } from '../base/log.ts';
import { Problem } from '../base/problem.ts';

import { readJson } from './json-body.ts';
import { createKnownPaths } from './known-paths.ts';
import { problemBody, problemHeaders, problemType } from './problem-reply.ts';
import { refuseRaw, refuseSocket } from './raw-errors.ts';

export type HttpOptions = {
  log: Log;
  /** Where the caller's brand lives: scheme, host and port. `host` is the request's, or empty when there was none. */
  origin: (host: string) => string;
  /** Is this a host we answer for? Given without its port. */
  isOurHost: (host: string) => boolean;
  trustProxy: false | number | string[];
  bodyLimitBytes: number;
};

const urlCharactersMax = 8_192;
const headerBytesMax = 32 * 1024;
const keyInText = /wz_(live|test)_/i;
const keyNames = new Set(['access_token', 'api_key', 'apikey']);

/**
 * The one HTTP server. Whatever goes wrong, from broken bytes to an error of ours, leaves as problem+json with a code of
 * ours and a request id; nothing the framework or Node would say by itself gets out.
 */
export function createHttp(options: HttpOptions): FastifyInstance {
  const app = fastify({
    logger: false,
    genReqId: newRequestId,
    requestIdHeader: false,
    bodyLimit: options.bodyLimitBytes,
    trustProxy: typeof options.trustProxy === 'number' ? firstHops(options.trustProxy) : options.trustProxy,
    // Requests that arrive while the server closes are served; the process waits for them.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    http: { maxHeaderSize: headerBytesMax, requireHostHeader: false },
    clientErrorHandler: (error, socket) =>
      refuseSocket(error, socket, { origin: options.origin(''), requestId: newRequestId() }),
    frameworkErrors: (error, request, reply) => void refuse(error, request, reply),
    exposeHeadRoutes: true,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
  });
  const paths = createKnownPaths();

  function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const problem = refusalOf(error, options);
    if (isOurFault(problem)) {
      options.log.error('request failed', {
        error: problem.cause ?? problem,
        request_id: request.id,
        code: problem.code,
        method: request.method,
        route: request.routeOptions.url ?? '',
      });
    }
    const body = problemBody(problem.code, problem.told, {
      origin: options.origin(hostOf(request)),
      requestId: request.id,
    });
    return reply
      .code(body.status)
      .headers({
        'x-request-id': request.id,
        ...problemHeaders(problem),
        'content-type': problemType,
        'cache-control': 'no-store',
      })
      .send(JSON.stringify(body));
  }

  readJsonOnly(app);
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of Array.isArray(method) ? method : [method]) paths.add(one, url);
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    // Browsers heed it over https only (RFC 6797, 8.1): from then on they never try plain http here again.
    if (options.origin(hostOf(request)).startsWith('https:')) {
      reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    }
    done(strange(request, options));
  });
  app.setErrorHandler(refuse);
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const allow = paths.methodsOf(path);
    if (allow.length === 0) throw new Problem('not_found', { detail: 'There is no such path.' });
    reply.header('allow', allow.join(', '));
    if (request.method === 'OPTIONS') return reply.code(204).send();
    throw new Problem('method_not_allowed', {
      detail: `This path answers ${allow.join(', ')}.`,
      params: { allow: allow.join(', ') },
    });
  });
  app.server.on('checkExpectation', (request: IncomingMessage, response) => {
    const about = { origin: options.origin(request.headers.host ?? ''), requestId: newRequestId() };
    refuseRaw(
      new Problem('bad_request', { detail: 'The `Expect` header asks for something unknown.' }),
      response,
      about,
    );
  });
  return app;
}

/** The host a request names, with its port; empty when it names none. */
export function hostOf(request: FastifyRequest): string {
  return request.host ?? '';
}

function firstHops(proxies: number): (address: string, hop: number) => boolean {
  return (_address, hop) => hop < proxies;
}

function newRequestId(): string {
  return `req_${randomUUID().replaceAll('-', '')}`;
}

function strange(request: FastifyRequest, { isOurHost }: HttpOptions): Problem | undefined {
  const { url } = request;
  if (url.length > urlCharactersMax)
    return new Problem('uri_too_long', { detail: `An address may have ${urlCharactersMax} characters.` });
  const host = request.hostname?.toLowerCase() ?? '';
  if (host === '') return new Problem('bad_request', { detail: 'The `Host` header is missing.' });
  if (!isOurHost(host))
    return new Problem('misdirected_host', {
      detail: 'This installation does not answer for the host named in the request.',
    });
  const start = url.indexOf('?');
  if (start !== -1 && holdsKey(url.slice(start + 1))) {
    return new Problem('key_in_query', {
      detail: 'The address carries something like an API key. Treat that key as leaked.',
    });
  }
  return undefined;
}

function holdsKey(query: string): boolean {
  const params = new URLSearchParams(query);
  for (const [name, value] of params) {
    if (keyNames.has(name.toLowerCase()) || keyInText.test(value) || keyInText.test(name)) return true;
  }
  return false;
}

function readJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
    const charset = /charset="?([^";\s]+)/i.exec(type)?.[1] ?? 'utf-8';
    if (!/^utf-?8$/i.test(charset) || encoding !== 'identity') {
      return done(new Problem('unsupported_media_type', { detail: 'Send JSON as plain UTF-8, without compression.' }));
    }
    try {
      done(null, body.length === 0 ? undefined : readJson(body));
    } catch (error) {
      done(error instanceof Error ? error : new Error('unreadable'));
    }
  });
}
