import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Log } from '../log.ts';

/** A refusal of the control API: what the caller reads as `{code, detail}`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

export type ControlRequest = {
  /** The variable parts of the path, decoded. */
  params: string[];
  query: URLSearchParams;
  body: unknown;
};
export type Reply = { status: number; body?: unknown };
export type Route = {
  method: string;
  /** Segments; `*` takes anything. */
  path: string;
  run(request: ControlRequest): Promise<Reply> | Reply;
};

const bodyBytesMax = 1 << 20;

/** A small HTTP server over JSON. */
export function createControlServer(routes: readonly Route[], log: Log): Server {
  const table = routes.map((route) => ({ ...route, segments: route.path.split('/') }));
  return createServer((request, response) => {
    void handle(table, request).then(
      (reply) => send(response, reply),
      (error: unknown) => send(response, refusalOf(error, log)),
    );
  });
}

async function handle(table: ReadonlyArray<Route & { segments: string[] }>, request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://simulator');
  const segments = url.pathname.split('/').map(decodeURIComponent);
  const matching = table.filter((route) => matches(route.segments, segments));
  const route = matching.find(({ method }) => method === request.method);
  if (!route) {
    if (matching.length > 0) throw new Refusal(405, 'method_not_allowed', 'This path does not take that method.');
    throw new Refusal(404, 'not_found', 'There is nothing at this path.');
  }
  const params = segments.filter((_, index) => route.segments[index] === '*');
  return route.run({ params, query: url.searchParams, body: await readBody(request) });
}

function matches(pattern: string[], segments: string[]): boolean {
  return pattern.length === segments.length && pattern.every((part, index) => part === '*' || part === segments[index]);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > bodyBytesMax) throw new Refusal(413, 'body_too_large', 'The body is larger than 1 MiB.');
    chunks.push(chunk);
  }
  if (size === 0) return {};
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'malformed_json', 'The body is not JSON.');
  }
}

function refusalOf(error: unknown, log: Log): Reply {
  if (error instanceof Refusal) return { status: error.status, body: { code: error.code, detail: error.message } };
  if (error instanceof z.ZodError) {
    const errors = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    const [first] = errors;
    return {
      status: 422,
      body: { code: 'validation_failed', detail: `${first?.path || 'body'}: ${first?.message}`, errors },
    };
  }
  if (error instanceof URIError)
    return { status: 404, body: { code: 'not_found', detail: 'There is nothing at this path.' } };
  log.error('control.failed', error);
  return { status: 500, body: { code: 'internal', detail: 'The simulator failed.' } };
}

function send(response: ServerResponse, { status, body }: Reply) {
  if (body === undefined) return void response.writeHead(status).end();
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': text.length }).end(text);
}
