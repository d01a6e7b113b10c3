import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Provider } from '../../config/config.ts';
import { sql } from '../../db/db.ts';
import { readPage } from '../page-reader.ts';
import { openStage, type Stage } from '../stage.ts';

const counter: Provider = {
  key: 'plain-counter',
  name: 'Plain <Counter>',
  purpose: { en: 'Counts visits', id: 'Menghitung kunjungan' },
  class: 'optional',
  hosts: ['https://stats.example.com'],
  script: 'https://stats.example.com/c;v1.js?site=1',
  country: 'Germany',
  data: { en: 'Page and day' },
  policyUrl: 'https://stats.example.com/privacy',
  cookies: [{ name: '_counter', days: 30 }],
  dataDays: 365,
};
const second: Provider = { ...counter, key: 'second', name: 'Second', script: null, cookies: [] };

// Each request has a time of its own, so that proofs have an order.
const start = Date.parse('2026-11-25T12:00:00Z');
let ticks = 0;

let bare: Stage;
let stage: Stage;
beforeAll(async () => {
  bare = await openStage();
  stage = await openStage({ providers: [counter, second], clock: { now: () => new Date(start + ticks++) } });
});
afterAll(async () => {
  await bare.close();
  await stage.close();
});

const html = { accept: 'text/html' };
const closed =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const answer = (choice: string, headers: Record<string, string> = {}, more = '') =>
  stage.app.inject({
    method: 'POST',
    url: '/cookie-settings',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...html, ...headers },
    payload: `choice=${choice}${more}`,
  });
const cookiesOf = (reply: { headers: Record<string, unknown> }) =>
  [reply.headers['set-cookie'] ?? []].flat().map(String);
const consentOf = (reply: { headers: Record<string, unknown> }) =>
  cookiesOf(reply)
    .find((text) => text.startsWith('cookie_consent='))
    ?.split(';')[0] ?? '';
const proofs = () =>
  stage.db.system((tx) =>
    tx.many(sql<{ method: string; choice: unknown; host: string; agent: string; hash: number }>`
      select method, choice, host, agent, length(text_hash) as hash from consent_choices order by at, id`),
  );

describe('where nothing is optional', () => {
  it('nobody is asked, no cookie remembers an answer, and the page says so', async () => {
    const page = await bare.get('/cookie-settings');
    expect(page.body).toContain('Nothing optional is configured on this site');
    expect(page.body).not.toContain('cookie_consent');
    expect((await bare.get('/')).body).not.toContain('class="question"');
    const reply = await bare.app.inject({
      method: 'POST',
      url: '/cookie-settings',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'choice=accept',
    });
    expect([reply.statusCode, reply.headers['set-cookie']]).toEqual([303, undefined]);
  });
});

describe('the question', () => {
  it('stands on each page until it is answered, in its language, with yes and no alike and nothing loaded', async () => {
    const page = await stage.get('/id/legal/terms');
    const { elements } = readPage(page.body);
    const buttons = elements.filter(({ attributes }) => attributes.get('name') === 'choice');
    expect(buttons.map(({ attributes }) => [attributes.get('value'), attributes.get('class')])).toEqual([
      ['reject', 'plain'],
      ['accept', 'plain'],
    ]);
    expect(page.body).toContain('Menghitung kunjungan');
    expect(page.body).toContain('Plain &lt;Counter&gt;');
    expect(page.body).not.toContain('<script async');
    expect(page.body).not.toMatch(/rel="(preconnect|dns-prefetch|preload)"[^>]*stats\.example/);
    expect(page.headers['content-security-policy']).toBe(closed);
    expect(page.headers['set-cookie']).toBeUndefined();
  });

  it('answered with yes lets in exactly what was declared, on the very next page', async () => {
    const reply = await answer(
      'accept',
      { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
      '&back=/pricing',
    );
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/pricing']);
    expect(cookiesOf(reply)).toHaveLength(1);
    expect(cookiesOf(reply)[0]).toMatch(
      /^cookie_consent=1\|plain-counter~[0-9a-f]{8}:1\|second~[0-9a-f]{8}:1; Path=\/; SameSite=Lax; HttpOnly; Max-Age=15552000$/,
    );
    const page = await stage.get('/pricing', { ...html, cookie: consentOf(reply) });
    expect(page.body).toContain('<script async src="https://stats.example.com/c;v1.js?site=1"></script>');
    expect(page.body).not.toContain('class="question"');
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self' https://stats.example.com/c%3Bv1.js; style-src 'self'; img-src 'self' data: https://stats.example.com; font-src 'self'; connect-src 'self' https://stats.example.com; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(page.headers.vary).toBe('cookie, sec-gpc');
    expect((await proofs()).at(-1)).toEqual({
      method: 'accept',
      choice: { 'Plain <Counter>': true, Second: true },
      host: 'localhost',
      agent: 'Firefox on Linux',
      hash: 32,
    });
  });

  it('never lets a script of others onto a page with a form of ours', async () => {
    const cookie = consentOf(await answer('accept'));
    const page = await stage.get('/contact', { ...html, cookie });
    expect(page.body).toContain('name="csrf_token"');
    expect(page.body).not.toContain('<script async');
    expect(page.headers['content-security-policy']).toBe(closed);
  });

  it('answered with no is remembered as well, and loads nothing', async () => {
    const cookie = consentOf(await answer('reject'));
    const page = await stage.get('/', { ...html, cookie });
    expect(page.body).not.toContain('class="question"');
    expect(page.body).not.toContain('<script async');
    expect(page.headers['content-security-policy']).toBe(closed);
  });

  it('is answered for one provider and not for another', async () => {
    const cookie = consentOf(await answer('choose', {}, '&provider=second&provider=nobody'));
    expect(cookie).toMatch(/plain-counter~[0-9a-f]{8}:0\|second~[0-9a-f]{8}:1$/);
    const page = await stage.get('/', { ...html, cookie });
    expect(page.body).not.toContain('<script async');
    expect(page.headers['content-security-policy']).toContain("connect-src 'self' https://stats.example.com");
  });

  it('cannot be answered by another site, nor by nonsense, and leads to no other site', async () => {
    expect((await answer('accept', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await answer('accept', { origin: 'https://evil.example' })).statusCode).toBe(403);
    const nonsense = await answer('maybe');
    expect([nonsense.statusCode, nonsense.headers['set-cookie']]).toEqual([422, undefined]);
    expect((await answer('reject', {}, '&back=//evil.example')).headers.location).toBe('/cookie-settings?saved=1');
  });
});

describe('withdrawing', () => {
  it('is one press away, deletes what the script set, and holds at once', async () => {
    const cookie = consentOf(await answer('accept'));
    const settings = await stage.get('/cookie-settings', { ...html, cookie });
    expect(settings.body).toContain('value="reject">Withdraw</button>');
    const reply = await answer('reject', { cookie, host: 'www.shop.example' });
    expect(cookiesOf(reply).filter((text) => text.startsWith('_counter='))).toEqual([
      '_counter=; Path=/; SameSite=Lax; Max-Age=0',
      '_counter=; Domain=www.shop.example; Path=/; SameSite=Lax; Max-Age=0',
      '_counter=; Domain=shop.example; Path=/; SameSite=Lax; Max-Age=0',
    ]);
    expect((await stage.get('/', { ...html, cookie: consentOf(reply) })).body).not.toContain('<script async');
    expect((await proofs()).at(-1)).toMatchObject({ method: 'withdraw', choice: { Second: false } });
  });
});

describe('Global Privacy Control', () => {
  const signal = { ...html, 'sec-gpc': '1' };

  it('is a no without a question, also beside an earlier yes, and the settings say why', async () => {
    const cookie = consentOf(await answer('accept'));
    for (const headers of [signal, { ...signal, cookie }]) {
      const page = await stage.get('/', headers);
      expect(page.body).not.toContain('class="question"');
      expect(page.body).not.toContain('<script async');
      expect(page.headers['content-security-policy']).toBe(closed);
    }
    const settings = await stage.get('/cookie-settings', signal);
    expect(settings.body).toContain('Your browser sends Global Privacy Control');
    expect(settings.body).not.toContain('value="accept"');
  });

  it('turns even a form that says yes into a no', async () => {
    const reply = await answer('accept', { 'sec-gpc': '1' });
    expect(cookiesOf(reply)).toContain('cookie_consent=; Path=/; SameSite=Lax; HttpOnly; Max-Age=0');
    expect((await proofs()).at(-1)).toMatchObject({ method: 'signal', choice: { 'Plain <Counter>': false } });
  });

  it('takes back what an earlier yes left in the browser', async () => {
    const cookie = consentOf(await answer('accept'));
    const page = await stage.get('/', { ...signal, cookie });
    expect(cookiesOf(page)).toContain('cookie_consent=; Path=/; SameSite=Lax; HttpOnly; Max-Age=0');
    expect(cookiesOf(page)).toContain('_counter=; Path=/; SameSite=Lax; Max-Age=0');
  });

  it('is told to machines', async () => {
    expect((await stage.get('/.well-known/gpc.json')).json()).toMatchObject({ gpc: true });
  });
});

describe('what policies say', () => {
  it('tells of each provider, its cookies and the cookie of the choice', async () => {
    const privacy = (await stage.get('/legal/privacy')).body;
    expect(privacy).toContain('Plain &lt;Counter&gt;');
    expect(privacy).toContain('<td data-label="Kept at most"><div>365 days</div></td>');
    const { texts } = readPage((await stage.get('/legal/cookies')).body);
    const names = texts.filter(
      ({ within }) => within.name === 'code' && within.parent?.attributes.get('scope') === 'row',
    );
    expect(names.map(({ text }) => text).slice(-2)).toEqual(['cookie_consent', '_counter']);
    expect((await stage.get('/legal/cookies')).body).toContain(
      'Only if you agree. Configured here: Plain &lt;Counter&gt; and Second.',
    );
  });
});

describe('a stranger who answers again and again', () => {
  it('fills no table: a yes is not taken any more, a no still counts', async () => {
    const before = (await proofs()).length;
    const from = { 'x-forwarded-for': '203.0.113.9' };
    for (let n = 0; n < 60; n++) await answer('reject', from);
    expect((await answer('accept', from)).statusCode).toBe(429);
    expect(consentOf(await answer('reject', from))).toMatch(/:0$/);
    expect((await proofs()).length).toBe(before + 60);
  });
});
