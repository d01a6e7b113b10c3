import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** A browser for tests of pages: it keeps cookies as a browser does, follows nothing by itself, and fills in forms. */
export type Visitor = {
  /** What the jar holds now, by name. */
  cookies: Map<string, string>;
  /** The `Set-Cookie` lines of the last answer. */
  set: string[];
  get(path: string): Promise<LightMyRequestResponse>;
  /** Sends a form with the token of the page that was seen last; a field of null is left out, the token's too. */
  post(path: string, fields?: Record<string, string | null>): Promise<LightMyRequestResponse>;
  /** Sends a form and goes where it leads; throws when it leads nowhere. */
  send(path: string, fields?: Record<string, string | null>): Promise<LightMyRequestResponse>;
};

export type VisitorOptions = {
  host?: string;
  https?: boolean;
  address?: string;
  userAgent?: string;
  language?: string;
};

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
let visitors = 0;

export function createVisitor(
  app: FastifyInstance,
  { host = 'localhost', https = false, address, userAgent = chrome, language = 'en' }: VisitorOptions = {},
): Visitor {
  visitors += 1;
  const cookies = new Map<string, string>();
  const from = address ?? `10.1.${visitors}.9`;
  let token = '';
  let policy = '';

  async function ask(path: string, payload?: string): Promise<LightMyRequestResponse> {
    const reply = await app.inject({
      method: payload === undefined ? 'GET' : 'POST',
      url: path,
      headers: {
        host,
        accept: 'text/html',
        'accept-language': language,
        'user-agent': userAgent,
        'x-forwarded-proto': https ? 'https' : 'http',
        'x-forwarded-for': from,
        ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(payload !== undefined && {
          'content-type': 'application/x-www-form-urlencoded',
          // Browsers hide the origin of a form from everybody where its page asked to send no referrer.
          origin: policy === 'no-referrer' ? 'null' : `${https ? 'https' : 'http'}://${host}`,
          'sec-fetch-site': 'same-origin',
        }),
      },
      ...(payload !== undefined && { payload }),
    });
    visitor.set = [reply.headers['set-cookie'] ?? []].flat();
    for (const line of visitor.set) keep(line);
    policy = String(reply.headers['referrer-policy'] ?? '');
    token = /name="csrf_token" value="([^"]*)"/.exec(reply.body)?.[1] ?? token;
    return reply;
  }

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    // Browsers drop Secure cookies that come over plain http, but on loopback names.
    if (/; Secure/.test(line) && !https && host !== 'localhost') return;
    if (/; Max-Age=0/.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }

  const visitor: Visitor = {
    cookies,
    set: [],
    get: (path) => ask(path),
    post(path, fields = {}) {
      const all = Object.entries({ csrf_token: token, ...fields }).filter(
        (field): field is [string, string] => field[1] !== null,
      );
      return ask(path, new URLSearchParams(all).toString());
    },
    async send(path, fields) {
      const reply = await visitor.post(path, fields);
      const { location } = reply.headers;
      if (reply.statusCode !== 303 || !location)
        throw new Error(`${path} led nowhere: ${reply.statusCode} ${reply.body}`);
      return ask(location);
    },
  };
  return visitor;
}
