import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountStage, openAccountStage } from './account/stage.ts';
import { protectionOf } from './protection.ts';

describe('a password', () => {
  it.each([
    ['https', 'wa.example.com', true, false, 'protected'],
    ['http', 'localhost', false, false, 'protected'],
    ['http', 'shop.localhost', false, false, 'protected'],
    ['http', '127.0.0.2', false, false, 'protected'],
    ['http', '[::1]', false, false, 'protected'],
    ['http', 'localhost', true, false, 'protected'],
    ['http', 'wa.example.com', true, false, 'cut'],
    ['http', 'wa.example.com', false, false, 'cut'],
    ['http', 'wa.example.com', true, true, 'cut'],
    ['http', '192.168.1.5', false, true, 'unprotected'],
    ['http', '127.0.0.1.evil.example', false, false, 'cut'],
    ['http', 'localhost.evil.example', false, false, 'cut'],
  ] as const)('by %s on %s (Secure cookies %s, INSECURE_HTTP %s) is %s', (...row) => {
    const [protocol, hostname, isSecure, insecureHttp, is] = row;
    expect(protectionOf({ protocol, hostname, isSecure, insecureHttp })).toBe(is);
  });
});

describe.each([
  ['with Secure cookies', 'https://wa.example.com', false],
  ['where plain http is not allowed', 'http://wa.example.com', false],
  ['with Secure cookies although plain http is allowed', 'https://wa.example.com', true],
])('signing in over plain http %s', (_, publicUrl, insecureHttp) => {
  let stage: AccountStage;
  beforeAll(async () => {
    stage = await openAccountStage({ insecureHttp, publicUrl });
  });
  afterAll(() => stage.close());

  it.each(['/login', '/register', '/forgot', '/reset?token=x', '/verify?token=x', '/id/login'])(
    'is explained at %s instead of looping, and no cookie is set',
    async (path) => {
      const guest = stage.visitor({ host: 'wa.example.com' });
      const page = await guest.get(path);
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('TRUST_PROXY');
      expect(page.body).not.toContain('type="password"');
      expect(guest.set).toEqual([]);
      const sent = await guest.post(path, { email: 'a@example.com', password: 'anything at all' });
      expect(sent.statusCode).toBe(403);
      expect(sent.body).toContain('PUBLIC_URL');
      expect(guest.set).toEqual([]);
    },
  );
});

describe('signing in over https', () => {
  it('works behind a proxy, with Secure cookies', async () => {
    const stage = await openAccountStage({ publicUrl: 'https://wa.example.com' });
    const own = await stage.join('ana@example.com', { host: 'wa.example.com', https: true });
    expect((await own.get('/account')).statusCode).toBe(200);
    await own.get('/login');
    const guest = stage.visitor({ host: 'wa.example.com', https: true });
    await guest.get('/login');
    expect(guest.set).toHaveLength(2);
    for (const line of guest.set) expect(line).toMatch(/; Secure$/);
    await stage.close();
  });
});

describe('signing in over plain http that the operator allows', () => {
  it('works, under a banner that says what it means', async () => {
    const stage = await openAccountStage({ insecureHttp: true, publicUrl: 'http://192.168.1.5:3000' });
    const own = await stage.join('ana@example.com', { host: '192.168.1.5:3000' });
    expect((await own.get('/account')).body).toContain('<b>This page is not protected.</b>');
    expect((await stage.visitor({ host: '192.168.1.5:3000' }).get('/login')).body).toContain('INSECURE_HTTP');
    expect((await stage.visitor().get('/login')).body).not.toContain('INSECURE_HTTP');
    await stage.close();
  });
});
