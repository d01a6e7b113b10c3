import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../base/problem.ts';
import type { Tx } from '../db/db.ts';
import type { Reply } from '../requests/requests.ts';
import { admit } from './admit.ts';
import type { Caller, PersonCaller } from './caller.ts';
import { actorOf, counted } from './caller.ts';
import type { House } from './house.ts';
import { hostOf } from './http.ts';
import { invalid } from './input.ts';
import { refuseBrokenText } from './json-body.ts';
import type { Method, Operation } from './operation.ts';
import { suspended } from './operation.ts';
import type { RateLimiter } from './rate.ts';
import { createRateLimiter, personalLimits, rateHeaders } from './rate.ts';

/** A row of the table of contents: `GET /v1/messages/{id}` and what answers it. */
export type Route = { method: Method; path: string; operation: Operation };

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; set once its key or session is proven. */
    caller: Caller | PersonCaller | undefined;
  }
}

/** What routes stand on; `shape` makes a refusal readable for the caller of a request. */
export type Ground = {
  house: House;
  shape: (problem: Problem, request: FastifyRequest) => unknown;
  origin: (host: string) => string;
};

/** Puts routes on the server: admit the caller, read the input, run the verb, send what its schema names. */
export function serveRoutes(app: FastifyInstance, ground: Ground, routes: Route[]): void {
  const { house, origin } = ground;
  const limiter = createRateLimiter(house.clock);
  app.decorateRequest('caller', undefined);
  for (const { method, path, operation } of routes) {
    app.route({
      method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      onRequest: async (request, reply) => {
        request.caller = await admit(house, operation, { request, reply, origin: origin(hostOf(request)) });
        pace(limiter, { operation, caller: request.caller, reply });
      },
      handler: (request, reply) => answer(ground, operation, { request, reply }),
    });
  }
}

type Asking = { operation: Operation; caller: Caller | PersonCaller; reply: FastifyReply };

function pace(limiter: RateLimiter, { operation: { rate }, caller, reply }: Asking): void {
  const limits = caller.by === 'person' ? personalLimits : caller.workspace.limits;
  const standing = limiter.count(counted(caller), rate, limits[`${rate}_per_minute`]);
  reply.headers(rateHeaders(rate, standing));
  if (standing.allowed) return;
  throw new Problem('rate_limited', {
    detail: `This ${caller.by === 'key' ? 'key' : 'session'} may make ${standing.limit} such requests a minute.`,
    params: { limit: standing.limit, window_seconds: 60 },
    retryAfterSeconds: standing.resetSeconds,
  });
}

type Exchange = { request: FastifyRequest; reply: FastifyReply };

async function answer(
  { house, shape, origin }: Ground,
  operation: Operation,
  { request, reply }: Exchange,
): Promise<FastifyReply> {
  const { caller } = request;
  if (!caller) throw new Error('a route ran without a caller');
  refuseWhenSuspended(operation, caller);
  const key = operation.missing ? undefined : idempotencyKey(request);
  if (operation.needsBody && request.body === undefined) {
    throw new Problem('malformed_json', { detail: 'The body is empty; this request needs one.' });
  }
  const run = operation.read({
    house,
    caller,
    params: asRecord(request.params),
    query: readQuery(request.query),
    body: request.body,
    shape: (problem) => shape(problem, request),
    origin: origin(hostOf(request)),
    host: hostOf(request),
    requestId: request.id,
  });
  if (operation.file) return sendFile(reply, operation.file, await run(noTransaction));
  const work = async (tx: Tx): Promise<Reply> => ({
    status: operation.status,
    body: present(operation, await run(tx)),
  });
  const done = await perform(house, operation, { request, caller, key, work });
  if (done.replayed) reply.header('idempotent-replayed', 'true');
  reply.code(done.status).header('cache-control', 'no-store');
  if (done.body === '') return reply.send();
  return reply.header('content-type', 'application/json; charset=utf-8').send(done.body);
}

function sendFile(reply: FastifyReply, { type, name }: { type: string; name: string }, pieces: unknown): FastifyReply {
  reply.headers({
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  // The verb of a file answers with its pieces; a fault in the middle cuts the connection, so nobody takes half for the whole.
  return reply.send(Readable.from(pieces as AsyncIterable<string>));
}

type Performance = {
  request: FastifyRequest;
  caller: Caller | PersonCaller;
  key: string | undefined;
  work: (tx: Tx) => Promise<Reply>;
};

async function perform(
  { db, requests }: House,
  operation: Operation,
  { request, caller, key, work }: Performance,
): Promise<Reply & { replayed: boolean }> {
  const isOutside = operation.transaction === 'none';
  const realm =
    caller.by === 'person'
      ? { person: caller.person.id }
      : { workspace: caller.workspace.id, as: operation.transaction === 'system' ? ('system' as const) : undefined };
  if (request.method !== 'POST') {
    if (isOutside) return { ...(await work(noTransaction)), replayed: false };
    const isSystem = 'person' in realm || realm.as === 'system';
    const reply = isSystem ? await db.system(work) : await db.workspace(realm.workspace, work);
    return { ...reply, replayed: false };
  }
  const secret = operation.secret ?? false;
  const path = request.url.split('?', 1)[0] ?? '';
  // What one member was shown once is not replayed to another.
  const asked = secret && caller.by !== 'key' ? `${path}#${actorOf(caller)}` : path;
  const creating = { ...realm, key, method: 'POST', path: asked, body: request.body ?? null, secret };
  return isOutside ? requests.onceOutside(creating, () => work(noTransaction)) : requests.once(creating, work);
}

// Sending is refused here already, so that a suspended workspace hears it at once; the claim refuses it again.
function refuseWhenSuspended({ rate }: Operation, caller: Caller | PersonCaller): void {
  if (rate !== 'sends' || caller.by === 'person' || caller.workspace.state !== 'suspended') return;
  throw suspended(caller.workspace);
}

function idempotencyKey({ method, headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (method !== 'POST' || key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(key)) return key;
  throw invalid([{ path: 'Idempotency-Key', message: 'Must be 1 to 255 printable ASCII characters.' }]);
}

/** The JSON of an answer; what its schema does not name stays here. */
function present({ id, reply, verbatim }: Operation, value: unknown): string {
  if (!reply) return '';
  if (verbatim && typeof value === 'string') return value;
  const shown = reply.safeParse(value);
  // A verb and its schema disagree: that is our fault, and the caller must not get half a thing.
  if (!shown.success) throw new Error(`the answer of ${id} does not fit its schema`, { cause: shown.error });
  return JSON.stringify(shown.data);
}

const noTransaction: Tx = {
  many: () => Promise.reject(outside()),
  one: () => Promise.reject(outside()),
  maybe: () => Promise.reject(outside()),
  run: () => Promise.reject(outside()),
  afterCommit: (then) => then(),
};

function outside(): Error {
  return new Error('this operation runs outside the database');
}

function readQuery(query: unknown): Record<string, string> {
  const read = asRecord(query);
  const twice = Object.entries(read).filter(([, value]) => typeof value !== 'string');
  if (twice.length > 0) throw invalid(twice.map(([path]) => ({ path, message: 'Is given more than once.' })));
  for (const [name, value] of Object.entries(read)) refuseBrokenText(value, name);
  return read;
}

function asRecord(value: unknown): Record<string, string> {
  // Fastify makes both records from the address; the operation's schema checks what is in them.
  return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
}
