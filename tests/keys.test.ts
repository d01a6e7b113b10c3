import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootstrap, type Cast, caller, type House, startHouse, until } from './house.ts';

type Key = { id: string; secret: string; scopes: string[]; hint: string };
type Refused = { code: string; params: Record<string, unknown> };

let house: House;
let sandbox: Cast;
let call: ReturnType<typeof caller>;
beforeAll(async () => {
  house = await startHouse({ SANDBOX: 'off' });
  ({ sandbox } = await bootstrap(house));
  call = caller(house, sandbox.api_key);
});
afterAll(() => house.close());

const make = async (body: object) => (await call<Key>('POST', '/v1/api-keys', { name: 'Shop', ...body })).body;
const devicesBy = (key: string) => caller(house, key)<Refused>('GET', '/v1/devices');

it('shows a key once and never again', async () => {
  const made = await call<Key>('POST', '/v1/api-keys', { name: 'Once', scopes: ['devices:read'] });
  expect(made.status).toBe(201);
  expect(made.body.secret).toMatch(/^wz_test_[0-9A-Za-z]{12}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$/);
  const listed = await call<{ data: Record<string, unknown>[] }>('GET', '/v1/api-keys');
  expect(JSON.stringify(listed.body)).not.toContain(made.body.secret.slice(21));
  expect((await devicesBy(made.body.secret)).status).toBe(200);
});

it('stops a revoked key within a second', async () => {
  const { id, secret } = await make({ scopes: ['devices:read'] });
  expect((await devicesBy(secret)).status).toBe(200);
  expect((await call('DELETE', `/v1/api-keys/${id}`)).status).toBe(204);
  const revoked = await until(
    async () => {
      const answer = await devicesBy(secret);
      return answer.status === 401 ? answer : undefined;
    },
    1_000,
    'the key to be refused',
  );
  expect(revoked.body.code).toBe('key_revoked');
});

it('refuses an expired key, an unknown one and one of the wrong kind by their own codes', async () => {
  const { secret } = await make({ scopes: ['devices:read'], expires_at: new Date(Date.now() + 1_200).toISOString() });
  await until(async () => (await devicesBy(secret)).body.code === 'key_expired', 5_000, 'the key to expire');
  const elsewhere = 'wz_test_AAAAAAAAAAAA_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_4GFKUk';
  expect(['key_unknown', 'key_malformed']).toContain((await devicesBy(elsewhere)).body.code);
});

it('lets a key do only what its scopes say, and give no more than it has', async () => {
  const { secret } = await make({ scopes: ['devices:read', 'api_keys:write'] });
  const weak = caller(house, secret);
  const refused = await weak<Refused>('GET', '/v1/messages');
  expect([refused.status, refused.body.code, refused.body.params['permission']]).toEqual([
    403,
    'scope_missing',
    'messages:read',
  ]);
  const more = await weak<Refused>('POST', '/v1/api-keys', { name: 'More', scopes: ['messages:send'] });
  expect([more.status, more.body.code]).toEqual([403, 'scope_missing']);
});

it('hides all other devices from a key restricted to one', async () => {
  const own = (await call<{ id: string }>('POST', '/v1/devices', { name: 'Own' })).body.id;
  const { secret } = await make({ scopes: ['devices:read', 'devices:write', 'messages:send'], devices: [own] });
  const bound = caller(house, secret);
  const { body } = await bound<{ data: { id: string }[] }>('GET', '/v1/devices');
  expect(body.data.map(({ id }) => id)).toEqual([own]);
  const hidden = await bound<Refused>('GET', `/v1/devices/${sandbox.device}`);
  expect([hidden.status, hidden.body.code]).toEqual([404, 'not_found']);
  const send = { device: sandbox.device, to: '+15550190001', type: 'text', text: { body: 'x' } };
  expect((await bound<Refused>('POST', '/v1/messages', send)).body.code).toBe('not_found');
  expect((await bound<Refused>('POST', '/v1/devices', { name: 'Another' })).body.code).toBe('scope_missing');
  const wide = await call<Refused>('POST', '/v1/api-keys', { name: 'Wide', scopes: ['events:read'], devices: [own] });
  expect([wide.status, wide.body.code]).toEqual([422, 'validation_failed']);
});

it('reads on in a suspended workspace, and sends nothing', async () => {
  await house.verb('workspace', 'suspend', sandbox.id, '--reason', 'test');
  const send = { to: '+15550190001', type: 'text', text: { body: 'x' } };
  const refused = await until(
    async () => {
      const answer = await call<Refused>('POST', '/v1/messages', send);
      return answer.status === 403 ? answer : undefined;
    },
    1_500,
    'the suspension to hold',
  );
  expect(refused.body.code).toBe('workspace_suspended');
  expect((await call('GET', '/v1/messages')).status).toBe(200);
  await house.verb('workspace', 'activate', sandbox.id, '--reason', 'test over');
  await until(async () => (await call<Refused>('POST', '/v1/messages', send)).status !== 403, 1_500, 'it to be active');
});

it('lets bootstrap work once, and says so as JSON', async () => {
  const refused = await house.verb('bootstrap', '--email', 'second@example.com').catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 1 });
  expect(JSON.parse((refused as { stdout: string }).stdout)).toMatchObject({ error: { code: 'operator_exists' } });
});
