import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeOperator, startSession } from '../../accounts/accounts.ts';
import type { Id } from '../../base/id.ts';
import { showId } from '../../base/id.ts';
import { sql } from '../../db/db.ts';
import { writeHouseSettings } from '../../installation/installation.ts';
import { openBakery } from '../../messages/bakery.ts';
import { createSecrets } from '../../secrets/secrets.ts';
import { platform } from '../../workspaces/workspaces.ts';
import { openStage, type Stage } from '../stage.ts';

const now = new Date('2026-11-25T12:00:00Z');
// Every look at the clock is a moment later, so that what happened first also has the lower id.
let looks = 0;
const clock = { now: () => new Date(now.getTime() + looks++) };
const secrets = createSecrets(randomBytes(32));
let stage: Stage;
let operator: Id<'person'>;
let session: string;

beforeAll(async () => {
  stage = await openStage({ secrets, clock });
  operator = await stage.db.system((tx) =>
    makeOperator(tx, { email: 'op@house.example', reseller: platform, at: now }),
  );
  const knock = { host: 'localhost', address: '127.0.0.1', userAgent: 'test', session: undefined, remember: undefined };
  const started = await stage.db.system((tx) =>
    startSession(tx, { ...knock, tossed: false, now }, { person: operator, stage: 'full', isConfirmed: true }),
  );
  session = started.token;
});
afterAll(() => stage.close());
beforeEach(() => stage.db.system((tx) => tx.run(sql`delete from throttles`)));

/** Somebody at a browser: keeps cookies, and sends forms with the token of the page they are on. */
function visitor(address = '198.51.100.7', cookies: Record<string, string> = {}) {
  const jar = new Map(Object.entries(cookies));
  const ask = async (method: 'GET' | 'POST', url: string, fields?: Record<string, string>) => {
    const reply = await stage.app.inject({
      method,
      url,
      remoteAddress: address,
      headers: {
        host: 'localhost',
        accept: 'text/html',
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(fields ? { payload: new URLSearchParams(fields).toString() } : {}),
    });
    for (const { name, value } of reply.cookies) jar.set(name, value);
    return reply;
  };
  return {
    get: (url: string) => ask('GET', url),
    async send(page: string, fields: Record<string, string>, action = page) {
      const { body } = await ask('GET', page);
      const token = /name="csrf_token" value="([^"]+)"/.exec(body)?.[1] ?? '';
      return ask('POST', action, { csrf_token: token, ...fields });
    },
  };
}

const asOperator = () => visitor('127.0.0.1', { PHPSESSID: session });
const counted = (table: string) =>
  stage.db
    .system((tx) => tx.one(sql<{ n: number }>`select count(*)::int as n from ${sql.ref(table)}`))
    .then(({ n }) => n);

const question = { topic: 'support', name: 'Ana', email: 'ana@shop.example', body: 'Where is my bread, please?' };

describe('the contact form', () => {
  it('stores a question and thanks with its reference, in the language it was asked in', async () => {
    const sent = await visitor().send('/id/contact', question);
    expect(sent.statusCode).toBe(303);
    expect(sent.headers.location).toMatch(/^\/id\/contact\/sent\?reference=T-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const thanks = await visitor().get(String(sent.headers.location));
    const reference = String(sent.headers.location).slice(-11);
    expect(thanks.body).toContain(reference);
    const stored = await stage.db.system((tx) =>
      tx.one(
        sql<{ language: string; body: string }>`select language, body from tickets where reference = ${reference}`,
      ),
    );
    expect(stored).toEqual({ language: 'id', body: question.body });
  });

  it('keeps what was typed and says what is wrong, tied to its field', async () => {
    const again = await visitor().send('/contact', { ...question, email: 'nobody', body: 'short', topic: 'nonsense' });
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain('role="alert"');
    expect(again.body).toContain('value="Ana"');
    expect(again.body).toMatch(/id="email"[^>]* aria-describedby="email-fault" aria-invalid="true"/);
    expect(again.body).toContain('href="#topic"');
    expect(again.body).toContain('>short</textarea>');
  });

  it('thanks a program that fills in everything, and stores nothing', async () => {
    const before = await counted('tickets');
    const sent = await visitor().send('/contact', { ...question, homepage: 'https://spam.example' });
    expect(sent.statusCode).toBe(303);
    expect(sent.headers.location).toMatch(/^\/contact\/sent\?reference=T-/);
    expect(await counted('tickets')).toBe(before);
  });

  it('hides the trap from people and from what reads pages to them', async () => {
    const { body } = await visitor().get('/contact');
    expect(body).toMatch(
      /<div class="trap" aria-hidden="true">.*name="homepage"[^>]* tabindex="-1" autocomplete="off"/,
    );
  });

  it('takes three an hour from one address and five from one network, and says how long to wait', async () => {
    const mail = (n: number, address: string) =>
      visitor(address).send('/contact', { ...question, email: `a${n}@shop.example` });
    for (let n = 0; n < 3; n += 1)
      expect((await visitor(`192.0.2.${n}`).send('/contact', question)).statusCode).toBe(303);
    const fourth = await visitor('203.0.113.1').send('/contact', { ...question, email: 'ANA@shop.example' });
    expect(fourth.statusCode).toBe(429);
    expect(Number(fourth.headers['retry-after'])).toBeGreaterThan(3_500);
    expect(fourth.body).toContain(question.body);
    for (let n = 0; n < 2; n += 1) expect((await mail(n, '192.0.2.9')).statusCode).toBe(303);
    expect((await mail(9, '192.0.2.200')).statusCode).toBe(429);
    expect((await mail(10, '203.0.113.2')).statusCode).toBe(303);
  });

  it('leads a report to the form that can do something about it, with what was typed', async () => {
    const led = await visitor().send('/contact', { ...question, topic: 'abuse' });
    expect(led.statusCode).toBe(200);
    expect(led.body).toContain('action="/report-abuse"');
    expect(led.body).toContain(question.body);
  });

  it('prints nothing but a reference of ours on the page that thanks', async () => {
    const { body } = await visitor().get('/contact/sent?reference=Call+1-800-EVIL-NOW');
    expect(body).not.toContain('EVIL');
  });

  it('knows who is signed in, and chooses the topic of the link', async () => {
    const { body } = await asOperator().get('/contact?topic=privacy');
    expect(body).toContain('value="op@house.example"');
    expect(body).toMatch(/<option value="privacy" selected>/);
  });

  it('takes over what was typed into the card of the question', async () => {
    expect((await visitor().get('/contact?body=Where%20is%20%3Cb%3Ebread')).body).toContain(
      '>Where is &lt;b&gt;bread</textarea>',
    );
  });

  it('shows an address only when the operator has set one', async () => {
    expect((await visitor().get('/contact')).body).not.toContain('mailto:');
    await stage.db.system((tx) => writeHouseSettings(tx, { legalEmail: 'legal@house.example' }));
    expect((await visitor().get('/contact')).body).toContain('mailto:legal@house.example');
    await stage.db.system((tx) => writeHouseSettings(tx, { legalEmail: '' }));
  });

  it('refuses a form without the token of its session', async () => {
    const before = await counted('tickets');
    const refused = await visitor().send('/contact', { ...question, csrf_token: 'x.y' });
    expect(refused.statusCode).toBe(403);
    expect(await counted('tickets')).toBe(before);
  });
});

const application = {
  company: '<b>Ovens</b>',
  website: 'ovens.example',
  country: 'ID',
  name: 'Budi',
  email: 'budi@ovens.example',
  customers: '11-50',
  use_case: 'Bakeries that tell people that their bread is ready.',
  agree: '1',
};

describe('an application', () => {
  it('leads to a page of its own, by a secret, which can withdraw it', async () => {
    const sent = await visitor().send('/resellers/apply', application);
    expect(sent.statusCode).toBe(303);
    const page = String(sent.headers.location);
    expect(page).toMatch(/^\/resellers\/application\/RA-[0-9A-Z]{4}-[0-9A-Z]{4}\/[\w-]{43}$/);
    const shown = await visitor().get(page);
    expect(shown.statusCode).toBe(200);
    expect(shown.headers['cache-control']).toBe('no-store');
    expect(shown.headers['referrer-policy']).toBe('no-referrer');
    expect(shown.body).toContain('noindex');
    expect(shown.body).not.toContain('class="asking"');
    expect(shown.body).toContain('&lt;b&gt;Ovens&lt;/b&gt;');
    expect((await visitor().get(`${page.slice(0, -1)}${page.endsWith('A') ? 'B' : 'A'}`)).statusCode).toBe(404);
    const withdrawn = await visitor().send(page, {});
    expect(withdrawn.headers.location).toBe(page);
    const after = await visitor().get(page);
    expect(after.body).toContain('You took your application back');
    expect(after.body).not.toContain('Withdraw the application');
  });

  it('names the countries in the language of the page', async () => {
    expect((await visitor().get('/pt-br/resellers/apply')).body).toContain('<option value="DE">Alemanha</option>');
    expect((await visitor().get('/ar/resellers/apply')).body).toContain('<option value="EG">مصر</option>');
  });

  it('needs the box, and no address that is none', async () => {
    const { agree: _agree, ...rest } = application;
    const again = await visitor().send('/resellers/apply', { ...rest, website: 'javascript:alert(1)' });
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain('id="agree-fault"');
    expect(again.body).toContain('id="website-fault"');
    expect(again.body).toContain('<option value="ID" selected>');
  });

  it('is taken on by the operator, whose note the applicant reads', async () => {
    const page = String((await visitor().send('/resellers/apply', application)).headers.location);
    const list = await asOperator().get('/admin/applications?state=received');
    const [, href = ''] = /href="(\/admin\/applications\/app_[0-9a-f]{32})"/.exec(list.body) ?? [];
    const one = await asOperator().get(href);
    expect(one.body).toContain('&lt;b&gt;Ovens&lt;/b&gt;');
    const noNote = await asOperator().send(href, { to: 'approved', note: '' }, `${href}/step`);
    expect(noNote.statusCode).toBe(422);
    const done = await asOperator().send(href, { to: 'approved', note: 'Welcome, we call you.' }, `${href}/step`);
    expect(done.statusCode).toBe(303);
    expect((await visitor().get(page)).body).toContain('Welcome, we call you.');
    const again = await asOperator().send('/contact', { to: 'declined', note: 'No.' }, `${href}/step`);
    expect(again.body).toContain('Its state has changed meanwhile');
  });
});

const report = {
  reported: '0812 3456 7890',
  own: '+55 11 96123-4567',
  country: 'ID',
  reason: 'fraud',
  body: 'They say that I have won a car.',
  email: 'victim@home.example',
};

describe('a report of abuse', () => {
  it('says honestly that there is no number to prove it by, and then needs an address', async () => {
    const again = await visitor().send('/report-abuse', { ...report, email: '' });
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain('id="email-fault"');
    const page = String((await visitor().send('/report-abuse', report)).headers.location);
    expect(page).toMatch(/^\/report-abuse\/AB-[0-9A-Z]{4}-[0-9A-Z]{4}\/[\w-]{43}$/);
    const { body } = await visitor().get(page);
    expect(body).toContain('We will ask you by e-mail');
    expect(body).not.toContain('class="asking"');
    expect(body).not.toContain('wa.me');
    expect(body).not.toContain('REPORT-');
  });

  it('lets the text of each field choose its direction, but addresses and phones run from left to right', async () => {
    const { body } = await visitor().get('/ar/report-abuse');
    expect(body).toMatch(/id="own"[^>]* dir="ltr"/);
    expect(body).toMatch(/id="body"[^>]* dir="auto"/);
  });

  it('shows the code and the number to send it to, asks for the state, and shows no whole phone of the reporter', async () => {
    const desk = await openBakery(stage.db, { kind: 'live', secrets });
    await stage.db.system((tx) => tx.run(sql`update devices set phone = '+12025550143' where id = ${desk.device}`));
    await stage.db.system((tx) => writeHouseSettings(tx, { supportDevice: showId('device', desk.device) }));
    const sent = await visitor().send('/ar/report-abuse', { ...report, email: '' });
    const page = String(sent.headers.location);
    const { body } = await visitor().get(page);
    const [, code = ''] = /(REPORT-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(body) ?? [];
    expect(body).toContain(`href="https://wa.me/12025550143?text=${code}"`);
    expect(body).toContain('+12025550143');
    expect(body).not.toContain('5511961234567');
    expect(body).not.toContain('6281234567890');
    expect((await visitor().get(`${page}/state`)).json()).toEqual({ state: 'unproven' });
    expect((await visitor().get(`${page.slice(0, -1)}${page.endsWith('A') ? 'B' : 'A'}/state`)).statusCode).toBe(404);
    await stage.db.system((tx) => writeHouseSettings(tx, { supportDevice: '' }));
  });

  it('refuses numbers that cannot be, and one and the same number twice', async () => {
    const wrong = await visitor().send('/report-abuse', { ...report, reported: '12', own: '' });
    expect(wrong.body).toContain('id="reported-fault"');
    expect(wrong.body).toContain('id="own-fault"');
    const same = await visitor().send('/report-abuse', { ...report, own: '+6281234567890' });
    expect(same.body).toContain('Both numbers are the same');
  });

  it('is proven and closed by the operator, and tells the reporter why', async () => {
    const page = String((await visitor().send('/report-abuse', { ...report, own: '+5511961234568' })).headers.location);
    const list = await asOperator().get('/admin/cases?state=unproven');
    const [, href = ''] = /href="(\/admin\/cases\/case_[0-9a-f]{32})"/.exec(list.body) ?? [];
    expect((await asOperator().get(href)).body).toContain('+5511961234568');
    expect((await asOperator().send(href, { proof: 'By mail.' }, `${href}/prove`)).statusCode).toBe(303);
    expect((await visitor().get(page)).body).toContain('Nobody here uses the number you reported');
    const noReason = await asOperator().send(href, { dismissal: '' }, `${href}/dismiss`);
    expect(noReason.statusCode).toBe(422);
    await asOperator().send(href, { dismissal: 'It was another gateway.' }, `${href}/dismiss`);
    expect((await visitor().get(page)).body).toContain('It was another gateway.');
  });
});

describe('the operator’s desk', () => {
  it('does not exist for anybody else', async () => {
    for (const path of ['/admin/tickets', '/admin/applications', '/admin/cases']) {
      expect((await visitor().get(path)).headers.location).toMatch(/^\/login\?next=/);
    }
    const shopkeeper = await stage.db.system((tx) =>
      makeOperator(tx, { email: 'shop@shop.example', reseller: platform, at: now }),
    );
    await stage.db.system((tx) => tx.run(sql`update people set operator = false where id = ${shopkeeper}`));
    const knock = {
      host: 'localhost',
      address: '127.0.0.1',
      userAgent: 'test',
      session: undefined,
      remember: undefined,
    };
    const { token } = await stage.db.system((tx) =>
      startSession(tx, { ...knock, tossed: false, now }, { person: shopkeeper, stage: 'full', isConfirmed: true }),
    );
    for (const path of ['/admin/tickets', '/admin/applications', '/admin/cases']) {
      expect((await visitor('127.0.0.1', { PHPSESSID: token }).get(path)).statusCode).toBe(404);
    }
  });

  it('answers a question, closes it and opens it again', async () => {
    const sent = await visitor('203.0.113.50').send('/contact', { ...question, email: 'ask@shop.example' });
    const reference = String(sent.headers.location).slice(-11);
    const list = await asOperator().get('/admin/tickets?state=open');
    const [, href = ''] =
      new RegExp(`href="(/admin/tickets/tck_[0-9a-f]{32})"><code>${reference}`).exec(list.body) ?? [];
    expect((await asOperator().send(href, { answer: 'It is in the oven.' }, `${href}/answer`)).statusCode).toBe(303);
    const answered = await asOperator().get(href);
    expect(answered.body).toContain('It is in the oven.');
    await asOperator().send(href, {}, `${href}/close`);
    expect((await asOperator().get(href)).body).toContain(`action="${href}/reopen"`);
    const letters = await stage.db.system((tx) =>
      tx.many(sql<{ template: string }>`select template from mails where to_address = 'ask@shop.example' order by id`),
    );
    expect(letters.map(({ template }) => template)).toEqual(['ticket_received', 'ticket_answered']);
  });

  it('pages through many, and says so where there is none', async () => {
    const empty = await asOperator().get('/admin/cases?state=suspended');
    expect(empty.body).toContain('None in this state.');
    await stage.db.system((tx) =>
      tx.run(sql`
        insert into tickets (id, reseller_id, brand_id, reference, topic, name, email, language, body, state, created_at, updated_at)
        select gen_random_uuid(), ${platform}, ${platform}, 'T-' || n, 'other', 'N', 'n@n.example', 'en', 'many of them', 'closed', ${now}, ${now}
        from generate_series(1, 120) n`),
    );
    const seen = new Set<string>();
    let next: string | undefined = '/admin/tickets?state=closed';
    let pages = 0;
    while (next) {
      const { body } = await asOperator().get(next);
      for (const [, id = ''] of body.matchAll(/href="\/admin\/tickets\/(tck_[0-9a-f]{32})"/g)) seen.add(id);
      next = /href="(\/admin\/tickets\?state=closed&amp;after=tck_[0-9a-f]{32})"/
        .exec(body)?.[1]
        ?.replace('&amp;', '&');
      pages += 1;
    }
    const { n } = await stage.db.system((tx) =>
      tx.one(sql<{ n: number }>`select count(*)::int as n from tickets where state = 'closed'`),
    );
    expect(seen.size).toBe(n);
    expect(pages).toBe(Math.ceil(n / 50));
  });
});
