import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountStage, goodPassword, openAccountStage } from './stage.ts';
import type { Visitor } from './visitor.ts';

let stage: AccountStage;
beforeAll(async () => {
  stage = await openAccountStage();
});
afterAll(() => stage.close());

const minuteMs = 60_000;

async function signIn(email: string, more: Record<string, string> = {}): Promise<Visitor> {
  const visitor = stage.visitor();
  await visitor.get('/login');
  await visitor.send('/login', { email, password: goodPassword, ...more });
  return visitor;
}

describe('the profile', () => {
  it('is saved, and the pages speak its language from then on', async () => {
    const ana = await stage.join('profile@example.com');
    await ana.get('/account');
    const saved = await ana.send('/account', { name: 'Ana Ñ', language: 'pt-BR' });
    expect(saved.body).toContain('<html lang="pt-BR"');
    expect(saved.body).toContain('value="Ana Ñ"');
    expect(saved.body).toContain('role="status"');
    expect(saved.body).toMatch(/name="legal_mail" type="checkbox" value="1" aria/);
    const empty = await ana.post('/account', { name: '', language: 'xx' });
    expect(empty.statusCode).toBe(422);
  });
});

describe('a password changed', () => {
  it('counts at once, ends everything else, and changes the cookie here', async () => {
    const here = await stage.join('changing@example.com');
    const there = await signIn('changing@example.com', { remember: '1' });
    const before = here.cookies.get('PHPSESSID');
    await here.get('/account/security');
    const wrong = await here.post('/account/security/password', {
      current_password: 'no',
      password: 'a much longer one',
    });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('This is not your password.');
    expect(wrong.body).not.toContain('a much longer one');
    const fields = { current_password: goodPassword, password: 'a much longer orange one' };
    expect((await here.send('/account/security/password', fields)).body).toContain('The new password counts.');
    expect(here.cookies.get('PHPSESSID')).not.toBe(before);
    expect((await there.get('/account')).statusCode).toBe(303);
  });
});

describe('a sensitive act', () => {
  it('asks for the password again after ten minutes, and leads back without doing anything by itself', async () => {
    const ana = await stage.join('confirming@example.com');
    stage.pass(11 * minuteMs);
    const away = await ana.get('/account/delete');
    expect(away.headers.location).toBe('/account/confirm?next=%2Faccount%2Fdelete');
    await ana.get(away.headers.location ?? '');
    const wrong = await ana.post('/account/confirm', { next: '/account/delete', password: 'not it' });
    expect(wrong.statusCode).toBe(422);
    const back = await ana.post('/account/confirm', { next: '/account/delete', password: goodPassword });
    expect(back.headers.location).toBe('/account/delete');
    expect((await ana.get('/account/delete')).statusCode).toBe(200);
    const elsewhere = await ana.post('/account/confirm', { next: '//evil.example', password: goodPassword });
    expect(elsewhere.headers.location).toBe('/account');
  });

  it('that came too late is not done, but leads to the proof', async () => {
    const ana = await stage.join('late@example.com');
    await ana.get('/account/email');
    stage.pass(11 * minuteMs);
    const late = await ana.post('/account/email', { email: 'new@example.com' });
    expect(late.headers.location).toBe('/account/confirm?next=%2Faccount%2Femail');
    expect(await stage.lettersTo('new@example.com')).toBe(0);
  });
});

describe('a second factor', () => {
  it('is set up with the code the secret makes, even after a wrong one; its recovery codes are seen once', async () => {
    const ana = await stage.join('factor@example.com');
    const page = await ana.get('/account/security/second-factor');
    expect(page.body).toMatch(/<svg class="qr" role="img" aria-label="[^"]+"/);
    const secret = secretOn(page.body);
    const wrong = await ana.post('/account/security/second-factor', { code: '000000' });
    expect(wrong.statusCode).toBe(422);
    expect(secretOn(wrong.body)).toBe(secret);
    const on = await ana.post('/account/security/second-factor', { code: totp(secret, stage.now()) });
    const codes = [...on.body.matchAll(/<li><code>([^<]+)<\/code><\/li>/g)].map(([, code = '']) => code);
    expect(codes).toHaveLength(10);
    expect(on.headers['cache-control']).toBe('no-store');
    expect(on.body).toContain(`download="recovery-codes.txt"`);
    expect((await ana.get('/account/security')).body).not.toContain(codes[0]);

    stage.pass(minuteMs);
    const guest = stage.visitor();
    await guest.get('/login?next=/account/sessions');
    const half = await guest.post('/login', {
      email: 'factor@example.com',
      password: goodPassword,
      remember: '1',
      next: '/account/sessions',
    });
    expect(half.headers.location).toBe('/login/code?next=%2Faccount%2Fsessions');
    expect(guest.cookies.has('remember_me')).toBe(false);
    expect((await guest.get('/account')).statusCode).toBe(303);
    await guest.get('/login/code');
    expect((await guest.post('/login/code', { code: '123456' })).statusCode).toBe(422);
    const inside = await guest.post('/login/code', {
      code: totp(secret, stage.now()),
      next: '/account/sessions',
    });
    expect(inside.headers.location).toBe('/account/sessions');
    expect(guest.cookies.has('remember_me')).toBe(true);

    const lost = stage.visitor();
    await lost.get('/login');
    await lost.send('/login', { email: 'factor@example.com', password: goodPassword });
    expect((await lost.post('/login/code', { code: codes[0] ?? '' })).headers.location).toBe('/account');
    await lost.get('/account/security');
    expect((await lost.send('/account/security/second-factor-off')).body).toContain('The second factor is off.');
  });
});

describe('the list of sessions', () => {
  it('shows each with its browser and network, ends one, and all others', async () => {
    const ana = await stage.join('lists@example.com');
    const two = await signIn('lists@example.com', { remember: '1' });
    const three = await signIn('lists@example.com');
    const page = await ana.get('/account/sessions');
    expect(page.body.match(/Chrome on Linux/g)?.length).toBeGreaterThanOrEqual(3);
    expect(page.body).toMatch(/<code>10\.1\.\d+\.0\/24<\/code>/);
    expect(page.body.match(/>This one</g)).toHaveLength(1);
    const ids = [...page.body.matchAll(/name="id" value="(ses_[0-9a-f]+)"/g)].map(([, id = '']) => id);
    expect(ids).toHaveLength(2);
    await ana.send('/account/sessions/end', { id: ids[0] ?? '' });
    const left = [await two.get('/account'), await three.get('/account')].map(({ statusCode }) => statusCode);
    expect(left.filter((status) => status === 200).length).toBeLessThanOrEqual(2);
    await ana.send('/account/sessions/end-others');
    expect((await two.get('/account')).statusCode).toBe(303);
    expect((await three.get('/account')).statusCode).toBe(303);
    expect((await ana.get('/account')).statusCode).toBe(200);
  });

  it('ends no session of somebody else', async () => {
    const ana = await stage.join('mine@example.com');
    const other = await stage.join('theirs@example.com');
    await signIn('theirs@example.com');
    const [, id = ''] = /name="id" value="(ses_[0-9a-f]+)"/.exec((await other.get('/account/sessions')).body) ?? [];
    const victims = await signIn('theirs@example.com');
    await ana.get('/account/sessions');
    await ana.send('/account/sessions/end', { id });
    expect((await victims.get('/account')).statusCode).toBe(200);
    expect((await other.get('/account/sessions')).body).toContain(id);
  });
});

describe('a new address', () => {
  it('counts once its own letter is opened, and can be undone from the old one', async () => {
    const ana = await stage.join('old@example.com');
    await ana.get('/account/email');
    expect((await ana.send('/account/email', { email: 'fresh@example.com' })).body).toContain('A letter is on its way');
    const link = await stage.linkTo('fresh@example.com', 'email_change');
    expect((await ana.get(link)).body).toContain('<b>fresh@example.com</b>');
    expect((await ana.get('/account')).body).toContain('old@example.com');
    expect((await ana.send(link)).body).toContain('fresh@example.com');
    const undo = await stage.linkTo('old@example.com', 'email_changed');
    const guest = stage.visitor();
    await guest.get(undo);
    expect((await guest.send(undo)).body).toContain('The old address is back');
    expect((await ana.get('/account')).statusCode).toBe(303);
  });
});

describe('deleting an account', () => {
  it('takes the word, signs out everywhere, and can be undone by signing in', async () => {
    const ana = await stage.join('leaver@example.com');
    await ana.get('/account/delete');
    expect((await ana.post('/account/delete', { word: 'remove' })).statusCode).toBe(422);
    const gone = await ana.post('/account/delete', { word: ' Delete ' });
    expect(gone.headers.location).toBe('/login?told=left');
    expect([...ana.cookies.keys()]).toEqual([]);
    const back = await signIn('leaver@example.com');
    const page = await back.get('/account');
    expect(page.body).toContain('Your account will be deleted on <b>December 2, 2026</b>.');
    expect((await back.send('/account/keep')).body).not.toContain('Your account will be deleted');
  });

  it('can be undone by the link of the letter, without signing in', async () => {
    const ana = await stage.join('letter@example.com');
    await ana.get('/account/delete');
    await ana.post('/account/delete', { word: 'delete' });
    const link = await stage.linkTo('letter@example.com', 'leaving');
    const guest = stage.visitor();
    await guest.get(link);
    expect((await guest.send(link)).body).toContain('Your account stays.');
    expect((await (await signIn('letter@example.com')).get('/account')).body).not.toContain('will be deleted on');
  });
});

function secretOn(html: string): string {
  return (/<code class="secret">([^<]+)</.exec(html)?.[1] ?? '').replaceAll(' ', '');
}

/** A code as an authenticator app makes it (RFC 6238: HMAC-SHA-1, 30 seconds, 6 digits), written apart from our own. */
function totp(base32: string, at: Date): string {
  const bits = [...base32]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
