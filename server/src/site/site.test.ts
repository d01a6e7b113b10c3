import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brand } from '../base/id.ts';
import { problemCodes } from '../base/problem.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let app: Stage['app'];
const html = { accept: 'text/html' };

beforeAll(async () => {
  stage = await openStage({
    brandOf: (host) => ({
      id: brand('00000000-0000-7000-8000-000000000001'),
      reseller: brand('00000000-0000-7000-8000-000000000001'),
      name: 'WhatzAPI',
      origin: host.startsWith('secure.') ? `https://${host}` : `http://${host}`,
      accent: '#E8A317',
      supportEmail: null,
      chatPhone: null,
      isPlatform: true,
    }),
  });
  app = stage.app;
});
afterAll(() => stage.close());

const get = (url: string, headers: Record<string, string> = html) => app.inject({ url, headers });

describe('every page', () => {
  it.each(['/', '/legal/cookies', '/404', '/errors', '/errors/suppressed', '/nowhere'])(
    '%s allows nothing inline and nothing from elsewhere',
    async (url) => {
      const page = await get(url);
      expect(page.headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(page.headers['x-content-type-options']).toBe('nosniff');
      expect(page.body).not.toMatch(
        /<script(?! type="module" src="\/assets\/| type="application\/ld\+json">)|<style|\sstyle="|\son[a-z]+="/,
      );
      expect(page.body).not.toMatch(/(?:src|rel="stylesheet" href)="(?:https?:)?\/\//);
      expect(page.body).toContain('is not affiliated with, endorsed by, sponsored by');
    },
  );

  it('links only to places that exist', async () => {
    const seen = new Map<string, string>();
    const queue = ['/'];
    for (const url of queue) {
      const page = await get(url);
      seen.set(url, page.body);
      if (url.startsWith('/account')) {
        // Somebody's own pages: nobody is signed in, so they lead to the door, and would not if they were not there.
        expect(page.headers.location, url).toMatch(/^\/login\?next=/);
        continue;
      }
      // Somebody's own page, before anybody has signed in.
      if (page.statusCode === 303 && page.headers.location?.startsWith('/login')) continue;
      expect(page.statusCode, url).toBe(200);
      if (!String(page.headers['content-type']).startsWith('text/html')) continue;
      for (const [, href = ''] of page.body.matchAll(/<a[^>]* href="(\/[^"]*)"/g)) {
        const [path = '/', anchor] = href.split('#');
        if (!seen.has(path) && !queue.includes(path)) queue.push(path);
        if (anchor && seen.has(path)) expect(seen.get(path), href).toContain(`id="${anchor}"`);
      }
      for (const [, anchor = ''] of page.body.matchAll(/<a[^>]* href="#([^"]+)"/g)) {
        expect(page.body, `${url}#${anchor}`).toContain(`id="${anchor}"`);
      }
    }
    expect(seen.has('/legal/cookies')).toBe(true);
  });

  it('keeps the styles of the first page below 40 kB, as they are read', async () => {
    const addresses = [...(await get('/')).body.matchAll(/rel="stylesheet" href="([^"]+)"/g)].map(
      ([, url = '']) => url,
    );
    const sizes = await Promise.all(addresses.map(async (url) => (await get(url, {})).rawPayload.length));
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(40_000);
  });

  it('serves files for good under an address that changes with them', async () => {
    const url = /\/assets\/[0-9a-f]{12}\/site\.css/.exec((await get('/')).body)?.[0] ?? '';
    const file = await get(url, { 'accept-encoding': 'br' });
    expect(file.statusCode).toBe(200);
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(file.headers['content-encoding']).toBe('br');
    expect((await get(url.replace(/[0-9a-f]{12}/, '000000000000'))).statusCode).toBe(404);
  });
});

describe('the theme', () => {
  const choose = (theme: string, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/theme',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: `theme=${theme}&back=/legal/cookies`,
    });

  it('is no cookie until somebody chooses', async () => {
    const page = await get('/');
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.body).not.toContain('data-theme');
  });

  it('is remembered for a year and in the very first bytes of the next page', async () => {
    const reply = await choose('dark');
    expect(reply.statusCode).toBe(303);
    expect(reply.headers.location).toBe('/legal/cookies');
    expect(reply.headers['set-cookie']).toBe('theme=dark; Path=/; SameSite=Lax; HttpOnly; Max-Age=31536000');
    expect((await get('/', { ...html, cookie: 'theme=dark' })).body).toContain(
      '<html lang="en" dir="ltr" data-theme="dark">',
    );
  });

  it('is forgotten by choosing System', async () => {
    expect((await choose('system')).headers['set-cookie']).toContain('theme=; ');
    expect((await choose('system')).headers['set-cookie']).toContain('Max-Age=0');
  });

  it('is a Secure cookie where the site is served by https', async () => {
    expect((await choose('dark', { host: 'secure.example' })).headers['set-cookie']).toMatch(/; Secure$/);
  });

  it('cannot be changed by another site, nor lead to one', async () => {
    expect((await choose('dark', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const reply = await app.inject({
        method: 'POST',
        url: '/theme',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ theme: 'dark', back }).toString(),
      });
      expect(reply.headers.location).toBe('/');
    }
  });
});

describe('a page that does not exist', () => {
  it('is a page to a reader and the API’s own answer to a program', async () => {
    expect((await get('/nowhere')).statusCode).toBe(404);
    expect((await get('/nowhere')).headers['content-type']).toContain('text/html');
    expect((await get('/nowhere', { accept: 'application/json' })).json()).toEqual({ code: 'not_found' });
    expect((await get('/v1/nowhere')).json()).toEqual({ code: 'not_found' });
  });
});

describe('error pages', () => {
  it.each(Object.keys(problemCodes))('explain %s and the way forward', async (code) => {
    const page = await get(`/errors/${code}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('The way forward');
  });
});
