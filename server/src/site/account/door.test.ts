import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountStage, goodPassword, openAccountStage, wish } from './stage.ts';
import type { Visitor } from './visitor.ts';

let stage: AccountStage;
beforeAll(async () => {
  stage = await openAccountStage();
});
afterAll(() => stage.close());

const minuteMs = 60_000;
const session = 'PHPSESSID=…; Path=/; SameSite=Lax; HttpOnly';
const token = 'csrf_token=…; Path=/; SameSite=Lax';

/** The cookies an answer sets, without their values. */
function setBy({ set }: Visitor): string[] {
  return set.map((line) => line.replace(/=[^;]+/, '=…')).sort();
}

describe('signing up', () => {
  it('leads from the form by a letter to being signed in, and sets two cookies of the browser session', async () => {
    const ana = stage.visitor();
    const form = await ana.get('/register');
    expect(form.statusCode).toBe(200);
    expect(setBy(ana)).toEqual([session, token]);
    const sent = await ana.send('/register', wish('ana@example.com'));
    expect(sent.body).toContain('<b>ana@example.com</b>');
    expect(sent.body).toContain('This installation has no mail server yet');
    const link = await stage.linkTo('ana@example.com', 'verify');
    const before = ana.cookies.get('PHPSESSID');
    const page = await ana.get(link);
    expect(page.body).toContain('ana@example.com');
    expect(page.body).not.toContain('type="password"');
    expect(page.headers['referrer-policy']).toBe('same-origin');
    const account = await ana.post(link);
    expect(account.statusCode).toBe(303);
    expect(account.headers.location).toBe('/account?told=welcome');
    expect(setBy(ana)).toEqual([session, token]);
    expect(ana.cookies.get('PHPSESSID')).not.toBe(before);
    expect((await ana.get('/account')).body).toContain('<bdi>ana@example.com</bdi>');
  });

  it('asks for the password where the letter is opened in another browser', async () => {
    const ana = stage.visitor();
    await ana.get('/register');
    await ana.send('/register', wish('another@example.com'));
    const link = await stage.linkTo('another@example.com', 'verify');
    const other = stage.visitor();
    expect((await other.get(link)).body).toContain('type="password"');
    const wrong = await other.post(link, { password: 'not the one chosen' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('role="alert"');
    expect((await other.send(link, { password: goodPassword })).body).toContain('another@example.com');
  });

  it('is finished by no scanner of mail that opens the link, and by nobody twice', async () => {
    const ana = stage.visitor();
    await ana.get('/register');
    await ana.send('/register', wish('twice@example.com'));
    const link = await stage.linkTo('twice@example.com', 'verify');
    const scanner = stage.visitor();
    for (let n = 0; n < 3; n++) await scanner.get(link);
    await ana.get(link);
    expect((await ana.post(link)).headers.location).toBe('/account?told=welcome');
    const again = stage.visitor();
    expect((await again.get(link)).body).toContain('This link no longer works');
    await again.get('/login');
    expect((await again.post(link)).statusCode).toBe(410);
  });

  it('says all that is missing at once, beside each field, and keeps what was typed but never the password', async () => {
    const ana = stage.visitor();
    await ana.get('/register');
    const reply = await ana.post('/register', wish('', { name: 'Ana <3', workspace: '', agree: null }));
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('value="Ana &lt;3"');
    for (const field of ['email', 'workspace', 'agree']) {
      expect(reply.body).toContain(`<a href="#${field}">`);
      expect(reply.body).toMatch(
        new RegExp(`id="${field}"[^>]*aria-describedby="[^"]*${field}-fault[^"]*" aria-invalid="true"`),
      );
    }
    expect(reply.body).not.toContain(goodPassword);
    const weak = await ana.post('/register', wish('weak@example.com', { password: 'short' }));
    expect(weak.body).toContain('Too short: 10 characters at least.');
    const none = await ana.post('/register', wish('no address'));
    expect(none.statusCode).toBe(422);
    expect(none.body).toContain('This is no e-mail address');
  });

  it('looks the same, byte for byte but for tokens, whether the address is known or not', async () => {
    await stage.join('known@example.com');
    const pages = async (email: string) => {
      const guest = stage.visitor();
      await guest.get('/register');
      const answer = await guest.post('/register', wish(email));
      const sent = await guest.get(answer.headers.location ?? '');
      return [answer.statusCode, bare(answer.headers.location ?? '', email), bare(sent.body, email)];
    };
    expect(await pages('known@example.com')).toEqual(await pages('nobody@example.com'));
  });

  it('sends another letter after a minute, not before', async () => {
    const ana = stage.visitor();
    await ana.get('/register');
    const { location = '' } = (await ana.post('/register', wish('again@example.com'))).headers;
    await ana.get(location);
    const early = await ana.post(location);
    expect(early.statusCode).toBe(429);
    expect(early.headers['retry-after']).toBe('60');
    expect(early.body).toContain('try again in 60 seconds');
    expect(await stage.lettersTo('again@example.com')).toBe(1);
    stage.pass(minuteMs);
    const late = await ana.send(location);
    expect(late.body).toContain('Another letter is on its way.');
    expect(await stage.lettersTo('again@example.com')).toBe(2);
  });
});

describe('signing in', () => {
  beforeAll(async () => {
    await stage.join('sam@example.com');
  });

  async function signIn(guest: Visitor, more: Record<string, string | null> = {}) {
    await guest.get('/login');
    return guest.post('/login', { email: 'sam@example.com', password: goodPassword, ...more });
  }

  it('sets two cookies of the browser session without the box, and remember_me for 30 days with it', async () => {
    const plain = stage.visitor();
    expect((await signIn(plain)).headers.location).toBe('/account');
    expect(setBy(plain)).toEqual([session, token]);
    const kept = stage.visitor();
    await signIn(kept, { remember: '1' });
    expect(setBy(kept)).toEqual([session, token, 'remember_me=…; Path=/; SameSite=Lax; HttpOnly; Max-Age=2592000']);
    kept.cookies.delete('PHPSESSID');
    kept.cookies.delete('csrf_token');
    const value = kept.cookies.get('remember_me');
    stage.pass(minuteMs);
    expect((await kept.get('/account')).statusCode).toBe(200);
    expect(kept.cookies.get('remember_me')).not.toBe(value);
    expect(kept.set.find((line) => line.startsWith('remember_me'))).toContain(`Max-Age=${30 * 86_400 - 60}`);
  });

  it('keeps the address after a wrong password, never the password, and tells nobody apart', async () => {
    const pages = async (email: string, password: string) => {
      const guest = stage.visitor();
      const reply = await signIn(guest, { email, password });
      expect(reply.statusCode).toBe(422);
      expect(reply.body).toContain(`value="${email}"`);
      expect(reply.body).not.toContain(password);
      expect(setBy(guest)).toEqual([]);
      return bare(reply.body, email);
    };
    expect(await pages('sam@example.com', 'a wrong password')).toBe(
      await pages('nobody@example.com', 'a wrong password'),
    );
  });

  it.each([
    ['/account/security', '/account/security'],
    ['/admin?tab=mail', '/admin?tab=mail'],
    ['//evil.example', '/account'],
    ['/\\evil.example', '/account'],
    ['https:evil.example', '/account'],
    ['https://evil.example/', '/account'],
    ['/%2f%2fevil.example', '/%2f%2fevil.example'],
    ['%2f%2fevil.example', '/account'],
    ['/\tevil', '/account'],
    ['javascript:alert(1)', '/account'],
    ['/logout', '/account'],
    ['/id/login', '/account'],
  ])('leads with next=%s to %s', async (next, goal) => {
    expect((await signIn(stage.visitor(), { next })).headers.location).toBe(goal);
    const known = stage.visitor();
    await signIn(known);
    expect((await known.get(`/login?next=${encodeURIComponent(next)}`)).headers.location).toBe(goal);
  });

  it('comes before every page of one’s own, and leads back to it', async () => {
    const guest = stage.visitor({ language: 'id' });
    const away = await guest.get('/account/sessions');
    expect(away.statusCode).toBe(303);
    expect(away.headers.location).toBe('/id/login?next=%2Faccount%2Fsessions');
    const form = await guest.get(away.headers.location ?? '');
    expect(form.body).toContain('<input type="hidden" name="next" value="/account/sessions">');
    expect(form.body).toContain('action="/id/login"');
  });

  it('stays in the language of its address through every step', async () => {
    const guest = stage.visitor();
    await guest.get('/ar/register');
    const sent = await guest.post('/ar/register', wish('arabic@example.com'));
    expect(sent.headers.location).toMatch(/^\/ar\/register\/sent\?to=/);
    expect((await guest.get(sent.headers.location ?? '')).body).toContain('<html lang="ar" dir="rtl">');
    expect(await stage.linkTo('arabic@example.com', 'verify')).toMatch(/^\/ar\/verify\?token=/);
    const forgot = stage.visitor();
    await forgot.get('/pt-br/forgot');
    expect((await forgot.post('/pt-br/forgot', { email: 'x@example.com' })).headers.location).toMatch(
      /^\/pt-br\/forgot\/sent/,
    );
  });

  it('ends by signing out, from any page, and deletes the three cookies', async () => {
    const kept = stage.visitor();
    await signIn(kept, { remember: '1' });
    const old = new Map(kept.cookies);
    await kept.get('/account');
    const out = await kept.post('/logout');
    expect(out.headers.location).toBe('/');
    expect(kept.set.map((line) => line.split('=')[0]).sort()).toEqual(['PHPSESSID', 'csrf_token', 'remember_me']);
    expect([...kept.cookies.keys()]).toEqual([]);
    for (const [name, value] of old) kept.cookies.set(name, value);
    expect((await kept.get('/account')).statusCode).toBe(303);
  });

  it('says in words and in Retry-After how long to wait when somebody tries too often', async () => {
    await stage.join('hammered@example.com');
    const guest = stage.visitor();
    let reply = await signIn(guest, { email: 'hammered@example.com', password: 'wrong every time' });
    for (let n = 0; n < 40 && reply.statusCode === 422; n++) {
      reply = await signIn(guest, { email: 'hammered@example.com', password: 'wrong every time' });
    }
    expect(reply.statusCode).toBe(429);
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    expect(reply.body).toContain('Too many tries in a short time.');
    expect(reply.body).toContain('value="hammered@example.com"');
  });
});

describe('a house that is full', () => {
  it('keeps what was typed, and says when to try again', async () => {
    const guests = Array.from({ length: 150 }, () => stage.visitor());
    for (const guest of guests) await guest.get('/login');
    const replies = await Promise.all(
      guests.map((guest, n) => guest.post('/login', { email: `busy${n}@example.com`, password: 'anything at all' })),
    );
    const full = replies.filter(({ statusCode }) => statusCode === 503);
    expect(full.length).toBeGreaterThan(0);
    for (const { headers, body } of full) {
      expect(headers['retry-after']).toBe('3');
      expect(body).toMatch(/value="busy\d+@example\.com"/);
      expect(body).not.toContain('anything at all');
    }
    expect(replies.filter(({ statusCode }) => statusCode !== 503 && statusCode !== 422)).toEqual([]);
  });
});

describe('a session cookie', () => {
  it('that somebody planted is never taken over', async () => {
    const guest = stage.visitor();
    const planted = 'A'.repeat(43);
    guest.cookies.set('PHPSESSID', planted);
    await guest.get('/login');
    expect(guest.cookies.get('PHPSESSID')).not.toBe(planted);
    await stage.join('fixed@example.com');
    await guest.post('/login', { email: 'fixed@example.com', password: goodPassword });
    expect(guest.cookies.get('PHPSESSID')).not.toBe(planted);
    expect((await guest.get('/account')).statusCode).toBe(200);
  });

  it('that comes twice signs out and is cleared', async () => {
    const own = await stage.join('tossed@example.com');
    const value = own.cookies.get('PHPSESSID');
    own.cookies.set('PHPSESSID', `${value}; PHPSESSID=other`);
    const reply = await own.get('/account');
    expect(reply.statusCode).toBe(303);
    expect(reply.headers['clear-site-data']).toBe('"cookies"');
    expect(own.set.filter((line) => line.includes('Max-Age=0')).map((line) => line.split('=')[0])).toEqual([
      'PHPSESSID',
      'remember_me',
      'csrf_token',
    ]);
  });

  it('of one host opens nothing on another', async () => {
    const own = await stage.join('hosted@example.com');
    const elsewhere = stage.visitor({ host: 'shop.localhost' });
    for (const [name, value] of own.cookies) elsewhere.cookies.set(name, value);
    expect((await elsewhere.get('/account')).statusCode).toBe(303);
    expect((await own.get('/account')).statusCode).toBe(200);
  });
});

describe('a form', () => {
  it.each([
    ['no token', null],
    ['a made-up token', 'x.y'],
  ])('with %s is refused, and keeps what was typed but secrets', async (_, csrf_token) => {
    const guest = stage.visitor();
    await guest.get('/login');
    const fields = { csrf_token, email: 'me@example.com', password: 'my secret words' };
    const reply = await guest.post('/login', fields);
    expect(reply.statusCode).toBe(403);
    expect(reply.body).toContain('name="email" value="me@example.com"');
    expect(reply.body).not.toContain('my secret words');
  });

  it('with the token of another session is refused', async () => {
    const [one, other] = [stage.visitor(), stage.visitor()];
    await one.get('/login');
    await other.get('/login');
    const stolen = other.cookies.get('csrf_token') ?? '';
    one.cookies.set('csrf_token', stolen);
    expect((await one.post('/login', { csrf_token: stolen, email: 'a@example.com', password: 'x' })).statusCode).toBe(
      403,
    );
  });
});

describe('a forgotten password', () => {
  it('is set anew by a link, which ends every other session', async () => {
    const old = await stage.join('forgetful@example.com');
    const guest = stage.visitor();
    await guest.get('/forgot');
    await guest.send('/forgot', { email: 'forgetful@example.com' });
    const link = await stage.linkTo('forgetful@example.com', 'reset');
    await guest.get(link);
    const weak = await guest.post(link, { password: 'password12' });
    expect(weak.statusCode).toBe(422);
    const done = await guest.send(link, { password: 'seven green umbrellas sing' });
    expect(done.body).toContain('The new password counts.');
    expect((await old.get('/account')).statusCode).toBe(303);
    expect((await stage.visitor().get(link)).body).toContain('This link no longer works');
  });

  it('is answered the same, byte for byte but for tokens, whether the address is known or not', async () => {
    await stage.join('there@example.com');
    const pages = async (email: string) => {
      const guest = stage.visitor();
      await guest.get('/forgot');
      const answer = await guest.post('/forgot', { email });
      const sent = await guest.get(answer.headers.location ?? '');
      return [answer.statusCode, bare(answer.headers.location ?? '', email), bare(sent.body, email)];
    };
    expect(await pages('there@example.com')).toEqual(await pages('absent@example.com'));
  });
});

/** A page without what differs by chance: tokens, and the address that was typed. */
function bare(html: string, email: string): string {
  return html
    .replaceAll(email, 'EMAIL')
    .replaceAll(/name="csrf_token" value="[^"]*"/g, 'TOKEN')
    .replaceAll(/to=[\w%-]+/g, 'to=SEALED');
}
