import createFetchClient, { type Client as FetchClient, type Middleware } from 'openapi-fetch';
import type { paths } from './schema.ts';

/** A typed client: `api.GET('/v1/messages', { params: { query: { limit: 10 } } })` answers `{ data, error, response }`. */
export type Client = FetchClient<paths>;

export type ClientOptions = {
  /** Where the installation is, such as `https://wa.example.com`. */
  baseUrl: string;
  /** An API key, `wz_live_…` or `wz_test_…`. */
  key: string;
  /** How often a request is repeated that was not taken for the moment. Default: 4. */
  retries?: number;
  /** For tests and proxies. Default: the platform's. */
  fetch?: (request: Request) => Promise<Response>;
};

/**
 * Makes a client. Every POST gets an `Idempotency-Key` unless you give one, so it is repeated without fear: when the
 * answer is 409 `idempotency_in_flight`, 429 or 503, and when the connection broke, the same request is sent again.
 */
export function createClient({ baseUrl, key, retries = 4, fetch = globalThis.fetch }: ClientOptions): Client {
  const client = createFetchClient<paths>({ baseUrl, fetch: (request) => persist(request, { fetch, retries }) });
  client.use(identify(key));
  return client;
}

function identify(key: string): Middleware {
  return {
    onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${key}`);
      if (request.method === 'POST' && !request.headers.has('idempotency-key')) {
        request.headers.set('idempotency-key', crypto.randomUUID());
      }
      return request;
    },
  };
}

type Persistence = { fetch: (request: Request) => Promise<Response>; retries: number };

async function persist(request: Request, { fetch, retries }: Persistence): Promise<Response> {
  for (let tried = 0; ; tried += 1) {
    const isLast = tried >= retries || !isRepeatable(request);
    // A request's body can be read once; each try sends a copy.
    const response = await fetch(request.clone()).catch((error: unknown) => {
      if (isLast) throw error;
      return undefined;
    });
    if (response && (isLast || !(await isPassing(response)))) return response;
    await pause(waitMs(response, tried), request.signal);
  }
}

/** Only what may happen twice is repeated: reading, deleting, and whatever carries an idempotency key. */
function isRepeatable({ method, headers }: Request): boolean {
  return method !== 'PATCH' && (method !== 'POST' || headers.has('idempotency-key'));
}

async function isPassing(response: Response): Promise<boolean> {
  if (response.status === 429 || response.status === 503) return true;
  if (response.status !== 409) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return typeof body === 'object' && body !== null && 'code' in body && body.code === 'idempotency_in_flight';
}

const waitMsMax = 30_000;

/** What the server asks for, else 200 ms doubled each time, with up to half as much added by chance. */
function waitMs(response: Response | undefined, tried: number): number {
  const asked = Number(response?.headers.get('retry-after'));
  const base = asked > 0 ? asked * 1_000 : 200 * 2 ** tried;
  return Math.min(waitMsMax, base * (1 + Math.random() / 2));
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', stop, { once: true });
    function done() {
      signal.removeEventListener('abort', stop);
      resolve();
    }
    function stop() {
      clearTimeout(timer);
      reject(signal.reason);
    }
  });
}
