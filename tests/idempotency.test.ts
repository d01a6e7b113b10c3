import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootstrap, caller, type House, startHouse, until } from './house.ts';

type Refused = { code: string };
type Message = { id: string; client_ref: string | null };
type Device = { connection: { is: string } };

let house: House;
let call: ReturnType<typeof caller>;
let other: ReturnType<typeof caller>;
let phone: string;
beforeAll(async () => {
  house = await startHouse();
  const { sandbox, live } = await bootstrap(house);
  call = caller(house, sandbox.api_key);
  other = caller(house, live.api_key);
  phone = sandbox.phone;
  const isOnline = async () =>
    (await call<Device>('GET', `/v1/devices/${sandbox.device}`)).body.connection.is === 'online';
  await until(isOnline, 30_000, 'the device to be online');
}, 60_000);
afterAll(() => house.close());

const message = (ref: string, body = 'Your bread is ready') => ({
  to: phone,
  type: 'text',
  text: { body },
  client_ref: ref,
});

async function sent(ref: string): Promise<Message[]> {
  return (await call<{ data: Message[] }>('GET', `/v1/messages?client_ref=${ref}`)).body.data;
}

it('makes one message of 50 twins at once, and gives all of them the same reply in the end', async () => {
  const twin = () => call<Message>('POST', '/v1/messages', message('twins'), { 'idempotency-key': 'twins' });
  const first = await Promise.all(Array.from({ length: 50 }, twin));
  const codes = new Set(first.map(({ status }) => status));
  expect([...codes].every((status) => status === 202 || status === 409)).toBe(true);
  for (const busy of first.filter(({ status }) => status === 409)) {
    expect(busy.headers.get('retry-after')).toBe('1');
    expect((busy.body as unknown as Refused).code).toBe('idempotency_in_flight');
  }
  const last = await Promise.all(Array.from({ length: 5 }, twin));
  expect(last.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
  expect(last.every(({ headers }) => headers.get('idempotent-replayed') === 'true')).toBe(true);
  const ids = new Set([...first, ...last].filter(({ status }) => status === 202).map(({ body }) => body.id));
  expect(ids.size).toBe(1);
  expect((await sent('twins')).length).toBe(1);
});

it('refuses the key for another body, path or order of things, but not for other spelling of the same JSON', async () => {
  const key = { 'idempotency-key': 'spelling' };
  const one = await call<Message>('POST', '/v1/messages', message('spelling'), key);
  const spelled = `{ "client_ref": "spelling", "text": {"body": "Your bread is\\u0020ready"}, "type": "text", "to": "${phone}" }`;
  const same = await call<Message>('POST', '/v1/messages', spelled, key);
  expect([same.status, same.body.id, same.headers.get('idempotent-replayed')]).toEqual([202, one.body.id, 'true']);
  for (const [path, body] of [
    ['/v1/messages', message('spelling', 'Something else')],
    ['/v1/contacts', { phone: '+15550100099' }],
  ] as const) {
    const refused = await call<Refused>('POST', path, body, key);
    expect([refused.status, refused.body.code]).toEqual([422, 'idempotency_key_reused']);
  }
});

it('keeps a key free when its request was refused', async () => {
  const key = { 'idempotency-key': 'refused' };
  const wrong = await call<Refused>('POST', '/v1/messages', { ...message('refused'), to: 'nobody' }, key);
  expect([wrong.status, wrong.body.code]).toEqual([422, 'invalid_recipient']);
  const right = await call<Message>('POST', '/v1/messages', message('refused'), key);
  expect([right.status, right.headers.get('idempotent-replayed')]).toEqual([202, null]);
});

it('lets each workspace use the same key for itself', async () => {
  const key = { 'idempotency-key': 'shared' };
  const body = { phone: '+4915112345678', name: 'Ben' };
  const mine = await call<{ id: string }>('POST', '/v1/contacts', body, key);
  const theirs = await other<{ id: string }>('POST', '/v1/contacts', body, key);
  expect([theirs.status, theirs.headers.get('idempotent-replayed')]).toEqual([201, null]);
  expect(theirs.body.id).not.toBe(mine.body.id);
});

it('replays the same bytes after everything was restarted', async () => {
  const key = { 'idempotency-key': 'restart' };
  const before = await call<Message>('POST', '/v1/messages', message('restart'), key);
  await house.stop();
  await house.restart();
  const after = await call<Message>('POST', '/v1/messages', message('restart'), key);
  expect([after.status, after.headers.get('idempotent-replayed')]).toEqual([202, 'true']);
  expect(after.body).toEqual(before.body);
  expect((await sent('restart')).length).toBe(1);
}, 90_000);
