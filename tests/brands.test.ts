import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse, until } from './house.ts';
import { onDatabase } from './people.ts';
import { openPostbox, type Postbox } from './postbox.ts';

let house: House;
let postbox: Postbox;
let host: string;
let pages: Map<string, Page>;

type Page = { status: number; headers: Record<string, unknown>; body: string };

beforeAll(async () => {
  postbox = await openPostbox();
  house = await startHouse({ SMTP_URL: postbox.url, MAIL_FROM: 'no-reply@example.com' });
  host = `acme.localhost:${new URL(house.baseUrl).port}`;
  expect((await ask('/', host)).status).toBe(421);
  await house.verb(
    'brand',
    'add',
    '--host',
    host,
    '--name',
    'Acme',
    '--accent',
    '#0A7',
    '--support-email',
    'a@acme.example',
  );
  await until(async () => (await ask('/', host)).status === 200, 2_500, 'the brand to be shown');
  pages = await crawl();
}, 120_000);
afterAll(async () => {
  await house.close();
  await postbox.close();
});

/** Asks for a page as a browser on some host does, or sends a form. */
function ask(
  path: string,
  asked = host,
  headers: Record<string, string> = {},
  form?: Record<string, string>,
): Promise<Page> {
  const { hostname, port } = new URL(house.baseUrl);
  const type = form && { 'content-type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve, reject) => {
    const calling = request(
      {
        hostname,
        port,
        path,
        method: form ? 'POST' : 'GET',
        headers: { accept: 'text/html', host: asked, ...type, ...headers },
      },
      (reply) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.on('end', () =>
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(parts).toString() }),
        );
      },
    );
    calling.on('error', reject);
    calling.end(form ? new URLSearchParams(form).toString() : undefined);
  });
}

const beginnings = [
  '/',
  '/id',
  '/pt-br',
  '/ar',
  '/robots.txt',
  '/sitemap.xml',
  '/openapi.json',
  '/favicon.svg',
  '/.well-known/security.txt',
  '/404',
  '/nowhere',
  '/setup/unknown',
  '/account',
  '/admin',
  '/v1/nowhere',
  '/v1/messages',
  '/reset?token=unknown',
  '/verify?token=unknown',
];

/** Everything that can be reached on the branded host by following links, styles, scripts, pictures and the sitemap. */
async function crawl(): Promise<Map<string, Page>> {
  const seen = new Map<string, Page>();
  const queue = [...beginnings];
  for (const path of queue) {
    const page = await ask(path);
    seen.set(path, page);
    const links = [
      ...page.body.matchAll(/(?:href|src)="(\/[^"#]*)/g),
      ...page.body.matchAll(/<loc>https?:\/\/[^/]+(\/[^<]*)/g),
    ];
    for (const [, link = ''] of links) {
      const next = link.replaceAll('&amp;', '&');
      if (!queue.includes(next)) queue.push(next);
    }
  }
  return seen;
}

/** Where the platform's name stands outside the text about independence. */
function leaks(text: string): string[] {
  const rest = text.replaceAll(/<aside class="apart"[\s\S]*?<\/aside>/g, '');
  return [...rest.matchAll(/whatzapi/gi)].map(({ index }) => rest.slice(Math.max(0, index - 60), index + 40));
}

describe('a branded host', () => {
  it('shows its own name everywhere, and the platform’s nowhere', () => {
    expect(pages.size).toBeGreaterThan(100);
    const leaking = [...pages].flatMap(([path, { body, headers }]) =>
      leaks(body + JSON.stringify(headers)).map((text) => `${path}: ${text}`),
    );
    expect(leaking).toEqual([]);
    expect(pages.get('/')?.body).toContain('Acme');
    expect(pages.get('/openapi.json')?.body).toContain('"title":"Acme"');
  });

  it('has no broken link', () => {
    const broken = [...pages].filter(
      ([path, { status }]) => status >= 400 && !beginnings.some((one) => path.endsWith(one)),
    );
    expect(broken.map(([path, { status }]) => `${status} ${path}`)).toEqual([]);
  });

  it('leads only to itself: examples, links, the pages of problems', async () => {
    const own = `http://${host}`;
    const platform = new RegExp(`https?://(127\\.0\\.0\\.1|localhost):${new URL(house.baseUrl).port}`);
    for (const [path, { body }] of pages) expect(platform.test(body), path).toBe(false);
    expect(pages.get('/get-started')?.body).toContain(`${own}/v1/messages`);
    const problem = JSON.parse((await ask('/v1/messages', host, { accept: 'application/json' })).body) as {
      type: string;
    };
    expect(problem.type).toBe(`${own}/errors/key_missing`);
  });

  it('is coloured by a style sheet of its own, without anything inline', () => {
    expect(pages.get('/brand/00aa77.css')?.body).toContain('--accent:#00aa77');
    expect(pages.get('/')?.body).not.toMatch(/<style|\sstyle="/);
  });

  it('writes letters in its own name, which lead to itself', async () => {
    // Whoever lets strangers in has said who they are.
    for (const key of ['legalName', 'legalAddress', 'legalEmail', 'legalLaw']) {
      await onDatabase(house, 'insert into installation_settings (key, value) values ($1, to_jsonb($2::text))', [
        key,
        'x@y.z',
      ]);
    }
    const form = await ask('/register');
    const cookies = [form.headers['set-cookie'] ?? []].flat().map((line) => String(line).split(';')[0]);
    const token = /name="csrf_token" value="([^"]*)"/.exec(form.body)?.[1] ?? '';
    const wish = { name: 'Ana', email: 'ana@shop.example', password: 'violet kettle under nine clouds' };
    const more = { workspace: 'Bakery', agree: '1', csrf_token: token };
    const sent = await ask('/register', host, { cookie: cookies.join('; ') }, { ...wish, ...more });
    expect(sent.status).toBe(303);
    const letter = await postbox.take('ana@shop.example');
    expect(leaks(`${letter.subject}${letter.text}${letter.html}`)).toEqual([]);
    expect(letter.text).toContain('Acme');
    expect(letter.html).toContain('#00aa77');
    expect(letter.links.filter((link) => !link.startsWith(`http://${host}`))).toEqual([]);
    const { pathname, search } = new URL(letter.links[0] ?? '');
    const platform = new URL(house.baseUrl).host;
    // Its links and its sessions are good on this host, and nobody's on the platform's own.
    expect((await ask(pathname + search, platform)).body).not.toContain('ana@shop.example');
    const opened = await ask(pathname + search, host, { cookie: cookies.join('; ') });
    const again = /name="csrf_token" value="([^"]*)"/.exec(opened.body)?.[1] ?? '';
    const verified = await ask(pathname + search, host, { cookie: cookies.join('; ') }, { csrf_token: again });
    const session = [verified.headers['set-cookie'] ?? []].flat().find((line) => String(line).startsWith('PHPSESSID='));
    const cookie = String(session).split(';')[0] ?? '';
    expect((await ask('/account', host, { cookie })).status).toBe(200);
    expect((await ask('/account', platform, { cookie })).status).toBe(303);
  });
});

describe('a host', () => {
  it.each(['evil.example.com', 'acme.localhost.evil.example', 'sub.acme.localhost'])(
    'that is not ours (%s) is refused without being repeated',
    async (name) => {
      const reply = await ask('/', name);
      expect(reply.status).toBe(421);
      expect(reply.body + JSON.stringify(reply.headers)).not.toContain(name);
    },
  );

  it('is what the request says, not what X-Forwarded-Host says, while no proxy is trusted', async () => {
    const headers = { 'x-forwarded-host': 'evil.example.com', 'x-forwarded-proto': 'https' };
    const reply = await ask('/get-started', host, headers);
    expect(reply.body).toContain(`http://${host}/v1/messages`);
    expect(reply.body).not.toContain('evil.example.com');
  });

  it('is answered no more within two seconds after it was taken away', async () => {
    const other = host.replace('acme', 'other');
    await house.verb('brand', 'add', '--host', other, '--name', 'Other');
    await until(async () => (await ask('/', other)).status === 200, 2_500, 'the brand to be shown');
    await house.verb('brand', 'remove', '--host', other);
    await until(async () => (await ask('/', other)).status === 421, 2_500, 'the host to be refused');
  });
});
