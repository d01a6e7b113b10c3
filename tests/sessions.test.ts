import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrap, type Cast, type House, startHouse, until } from './house.ts';
import { createBrowser, makePerson, onDatabase, type Person, rememberBrowser, signIn, uuidOf } from './people.ts';

type Refused = { code: string; detail: string; params: Record<string, unknown>; fix: { url: string } };
type Key = { id: string; secret: string };

let house: House;
let live: Cast;
let sandbox: Cast;
let owner: Person;
beforeAll(async () => {
  house = await startHouse();
  ({ live, sandbox } = await bootstrap(house));
  owner = await makePerson(house, { workspace: live.id });
});
afterAll(() => house.close());

const newKey = { name: 'Shop', scopes: ['devices:read'] };

describe('a session on the API', () => {
  it('works in the live workspace and in its sandbox, and says which one it means', async () => {
    for (const { id } of [live, sandbox]) {
      const made = await owner.browser.call<{ id: string }>('POST', '/v1/devices', {
        workspace: id,
        body: { name: 'Front desk' },
      });
      expect(made.status).toBe(201);
      const read = await owner.browser.call('GET', `/v1/devices/${made.body.id}`, { workspace: id });
      expect(read.status).toBe(200);
      const other = id === live.id ? sandbox.id : live.id;
      expect((await owner.browser.call('GET', `/v1/devices/${made.body.id}`, { workspace: other })).status).toBe(404);
    }
  });

  it('must name its workspace; what is malformed, unknown or another’s answers with the same bytes', async () => {
    const unnamed = await owner.browser.call<Refused>('GET', '/v1/devices');
    expect([unnamed.status, unnamed.body.code]).toEqual([400, 'workspace_required']);
    const stranger = await makePerson(house);
    const answers: string[] = [];
    for (const workspace of ['nonsense', `ws_${'0'.repeat(32)}`, live.id, sandbox.id]) {
      const { status, body } = await stranger.browser.call<Refused>('GET', '/v1/devices', { workspace });
      answers.push(JSON.stringify([status, { ...body, request_id: '' }]));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('404');
  });

  it('is ignored where a key comes, even a wrong one', async () => {
    const authorization = 'Bearer nonsense';
    const refused = await owner.browser.call<Refused>('GET', '/v1/devices', {
      workspace: live.id,
      headers: { authorization },
    });
    expect([refused.status, refused.body.code]).toEqual([401, 'key_malformed']);
    const blank = await owner.browser.call<Refused>('GET', '/v1/devices', {
      workspace: live.id,
      headers: { authorization: ' ' },
    });
    expect(blank.body.code).toBe('key_missing');
    const read = await owner.browser.call('GET', '/v1/devices', {
      workspace: 'nonsense',
      headers: { authorization: `Bearer ${live.api_key}` },
    });
    expect(read.status).toBe(200);
  });

  it('that is unknown, half way or on another host is told from none at all', async () => {
    const unknown = createBrowser(house, { PHPSESSID: 'x'.repeat(43) });
    expect((await unknown.call<Refused>('GET', '/v1/devices')).body.code).toBe('session_expired');
    const halfWay = await signIn(house, owner.id, true, 'second_factor');
    expect((await halfWay.call<Refused>('GET', '/v1/devices', { workspace: live.id })).body.code).toBe(
      'session_expired',
    );
    expect((await createBrowser(house).call<Refused>('GET', '/v1/devices')).body.code).toBe('key_missing');
    const there = house.baseUrl.replace('127.0.0.1', 'localhost');
    const elsewhere = createBrowser({ baseUrl: there }, Object.fromEntries(owner.browser.jar));
    const refused = await elsewhere.call<Refused>('GET', '/v1/devices', { workspace: live.id });
    expect([refused.status, refused.body.code]).toEqual([401, 'session_expired']);
  });

  it('with a cookie planted beside it counts as none, and all are cleared', async () => {
    const browser = await signIn(house, owner.id);
    const cookie = `PHPSESSID=${browser.jar.get('PHPSESSID')}; PHPSESSID=planted`;
    const refused = await browser.call<Refused>('GET', '/v1/devices', { workspace: live.id, headers: { cookie } });
    expect([refused.status, refused.body.code]).toEqual([401, 'session_expired']);
    expect(refused.headers.getSetCookie().filter((line) => line.includes('Max-Age=0'))).toHaveLength(3);
  });
});

describe('“remember me” on the API', () => {
  const read = (browser: ReturnType<typeof createBrowser>) =>
    browser.call<Refused>('GET', '/v1/devices', { workspace: live.id });

  it('begins a session, with its cookies on the reply, and the next request goes on with them', async () => {
    const { cookie } = await rememberBrowser(house, owner.id);
    const browser = createBrowser(house, { remember_me: cookie });
    expect((await read(browser)).status).toBe(200);
    expect([...browser.jar.keys()].sort()).toEqual(['PHPSESSID', 'csrf_token', 'remember_me']);
    expect(browser.jar.get('remember_me')).not.toBe(cookie);
    const made = await browser.call('POST', '/v1/devices', { workspace: live.id, body: { name: 'Remembered' } });
    expect(made.status).toBe(201);
  });

  it('believes no token in the request that begins the session, not even one of the session before', async () => {
    const { cookie } = await rememberBrowser(house, owner.id);
    const old = await signIn(house, owner.id);
    await old.call('GET', '/v1/account');
    await onDatabase(house, "update sessions set ends_at = now() - interval '1 second' where person_id = $1", [
      uuidOf(owner.id),
    ]);
    const browser = createBrowser(house, { ...Object.fromEntries(old.jar), remember_me: cookie });
    const asked = { workspace: live.id, body: { name: 'Planted' } };
    const refused = await browser.call<Refused>('POST', '/v1/devices', asked);
    expect([refused.status, refused.body.code]).toEqual([403, 'csrf_failed']);
    expect((await browser.call('POST', '/v1/devices', asked)).status).toBe(201);
  });

  it('that comes back with an old value ends all sessions of its person, and clears the cookies', async () => {
    const { cookie } = await rememberBrowser(house, owner.id);
    const browser = createBrowser(house, { remember_me: cookie });
    expect((await read(browser)).status).toBe(200);
    await onDatabase(
      house,
      "update remembered_browsers set rotated_at = now() - interval '1 minute' where person_id = $1",
      [uuidOf(owner.id)],
    );
    const thief = await read(createBrowser(house, { remember_me: cookie }));
    expect([thief.status, thief.body.code]).toEqual([401, 'session_expired']);
    expect(thief.headers.getSetCookie().filter((line) => line.includes('Max-Age=0'))).toHaveLength(3);
    expect((await read(browser)).body.code).toBe('session_expired');
    owner.browser = await signIn(house, owner.id);
  });
});

describe('an unsafe request by session', () => {
  const ask = (headers: Record<string, string>) =>
    owner.browser.call<Refused>('POST', '/v1/devices', { workspace: live.id, body: { name: 'X' }, headers });

  it('needs the token of its own session', async () => {
    const other = await makePerson(house, { workspace: live.id });
    await other.browser.call('GET', '/v1/devices', { workspace: live.id });
    const stolen = other.browser.jar.get('csrf_token') ?? '';
    expect(stolen).not.toBe('');
    const planted = `PHPSESSID=${owner.browser.jar.get('PHPSESSID')}; csrf_token=${stolen}`;
    const tries = [
      await ask({ 'x-csrf-token': '' }),
      await ask({ 'x-csrf-token': 'nonsense' }),
      await ask({ 'x-csrf-token': stolen }),
      await ask({ 'x-csrf-token': stolen, cookie: planted }),
    ];
    expect(tries.map(({ status, body }) => [status, body.code])).toEqual(tries.map(() => [403, 'csrf_failed']));
    expect((await ask({})).status).toBe(201);
  });

  it('comes from our own pages', async () => {
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const { status, body } = await ask(headers);
      expect([headers, status, body.code]).toEqual([headers, 403, 'csrf_failed']);
    }
    expect((await ask({ origin: house.baseUrl, 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });
});

describe('a role', () => {
  it('lets its member do what it holds, and names what it lacks', async () => {
    const agent = await makePerson(house, { workspace: live.id, role: 'agent' });
    expect((await agent.browser.call('GET', '/v1/chats', { workspace: sandbox.id })).status).toBe(200);
    const refused = await agent.browser.call<Refused>('POST', '/v1/devices', {
      workspace: live.id,
      body: { name: 'X' },
    });
    expect([refused.status, refused.body.code, refused.body.params['permission']]).toEqual([
      403,
      'scope_missing',
      'devices:write',
    ]);
  });

  it('is lost within a second', async () => {
    const gone = await makePerson(house, { workspace: live.id, role: 'admin' });
    const read = () => gone.browser.call('GET', '/v1/devices', { workspace: live.id });
    expect((await read()).status).toBe(200);
    await onDatabase(house, 'delete from members where person_id = $1', [uuidOf(gone.id)]);
    await until(async () => (await read()).status === 404, 1_500, 'the member to be out');
  });

  it('makes no key with more than it holds itself', async () => {
    const developer = await makePerson(house, { workspace: live.id, role: 'developer' });
    const refused = await developer.browser.call<Refused>('POST', '/v1/api-keys', {
      workspace: live.id,
      body: { name: 'More', scopes: ['members:write'] },
    });
    expect([refused.status, refused.body.code]).toEqual([403, 'scope_missing']);
  });
});

describe('an API key made by a session', () => {
  it('needs a session that has just proven itself', async () => {
    const stale = await makePerson(house, { workspace: live.id, confirmed: false });
    const refused = await stale.browser.call<Refused>('POST', '/v1/api-keys', { workspace: live.id, body: newKey });
    expect([refused.status, refused.body.code]).toEqual([403, 'confirmation_required']);
    expect(refused.body.fix.url).toBe(`${house.baseUrl}/account/confirm`);
    const made = await owner.browser.call<Key>('POST', '/v1/api-keys', { workspace: live.id, body: newKey });
    expect(made.status).toBe(201);
  });

  it('is replayed to whoever made it, and to no other member', async () => {
    const headers = { 'idempotency-key': 'made-once' };
    const asked = { workspace: live.id, body: newKey, headers };
    const first = await owner.browser.call<Key>('POST', '/v1/api-keys', asked);
    const again = await owner.browser.call<Key>('POST', '/v1/api-keys', asked);
    expect([again.headers.get('idempotent-replayed'), again.body]).toEqual(['true', first.body]);
    const other = await makePerson(house, { workspace: live.id });
    const refused = await other.browser.call<Refused>('POST', '/v1/api-keys', asked);
    expect([refused.status, refused.body.code]).toEqual([422, 'idempotency_key_reused']);
  });
});
