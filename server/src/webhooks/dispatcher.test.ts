import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Id, parseId } from '../base/id.ts';
import { appendEvents } from '../events/events.ts';
import { claimDeliveries } from './claim.ts';
import { fanOut } from './fan-out.ts';
import { openStage, type Receiver, type Stage, until } from './stage.ts';
import type { Webhooks } from './webhooks.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.renew());
afterAll(() => stage.close());

it('tells every subscribed endpoint, signed so that the standard library accepts it', async () => {
  const { webhooks, receiver } = await begin();
  const all = await endpoint(webhooks, receiver, { path: '/all' });
  await endpoint(webhooks, receiver, { path: '/some', events: ['message.queued', 'message.read'] });
  await endpoint(webhooks, receiver, { path: '/none', events: ['message.read'] });
  await stage.happen(['one', 'two']);
  await until('four calls', () => receiver.got.length === 4);
  expect(receiver.got.map((got) => `${got.path} ${refOf(got.body)}`).sort()).toEqual([
    '/all one',
    '/all two',
    '/some one',
    '/some two',
  ]);
  for (const got of receiver.got.filter(({ path }) => path === '/all')) {
    const event = new Webhook(all.secret).verify(got.body, signed(got.headers));
    expect(event).toMatchObject({ id: got.headers['webhook-id'], type: 'message.queued' });
    expect(got.headers['content-type']).toBe('application/json');
  }
});

it('skips nothing when a writer that started first commits last', async () => {
  const { webhooks, receiver } = await begin();
  await endpoint(webhooks, receiver);
  const go = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  const early = stage.run(async (tx) => {
    await appendEvents(tx, [
      {
        workspace: stage.sandbox.id,
        type: 'message.queued',
        subject: null,
        at: stage.clock.now(),
        data: { ref: 'early' },
      },
    ]);
    written.resolve();
    await go.promise;
  });
  await written.promise;
  for (let i = 0; i < 20; i += 1) await stage.happen([`late ${i}`]);
  const rounds = await stage.db.system((tx) => fanOut(tx, stage.clock.now()));
  expect(rounds.rest).toBe('hidden');
  go.resolve();
  await early;
  await until('all 21', () => receiver.got.length === 21);
  expect(new Set(receiver.got.map((got) => refOf(got.body))).size).toBe(21);
  expect(receiver.got.map((got) => refOf(got.body))).toContain('early');
});

it('sends the same bytes and id at every try, with a fresh timestamp, on the schedule, and then gives up', async () => {
  const { webhooks, receiver } = await begin();
  const { id, secret } = await endpoint(webhooks, receiver);
  receiver.answer = (_got, response) => response.writeHead(500).end('out of flour');
  await stage.happen(['bread']);
  await until('the first try', () => receiver.got.length === 1);
  const waits = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
  for (const [tries, seconds] of waits.entries()) {
    await until(`try ${tries + 1} recorded`, async () => (await delivery(webhooks, id)).attempts === tries + 1);
    const { next_at } = await delivery(webhooks, id);
    const inSeconds = (Date.parse(next_at ?? '') - stage.clock.now().getTime()) / 1000;
    expect(inSeconds).toBeGreaterThan(seconds - 3);
    expect(inSeconds).toBeLessThanOrEqual(seconds);
    stage.pass(seconds * 1000);
    await until(`try ${tries + 2}`, () => receiver.got.length === tries + 2);
  }
  await until('the end', async () => (await delivery(webhooks, id)).state === 'exhausted');
  expect(await delivery(webhooks, id)).toMatchObject({ attempts: 10, next_at: null, last_status: 500 });
  expect(new Set(receiver.got.map((got) => got.body)).size).toBe(1);
  expect(new Set(receiver.got.map((got) => got.headers['webhook-id'])).size).toBe(1);
  expect(new Set(receiver.got.map((got) => got.headers['webhook-timestamp'])).size).toBe(10);
  expect(() => new Webhook(secret).verify(receiver.got[9]?.body ?? '', signed(receiver.got[9]?.headers ?? {}))).toThrow(
    'too new',
  );
  const dlv = idOf('delivery', (await delivery(webhooks, id)).id);
  const { data } = await stage.run((tx) => webhooks.listAttempts(tx, stage.sandbox.id, dlv, { limit: 50 }));
  expect(data.map((attempt) => attempt.number)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect(data[0]).toMatchObject({ status: 500, response: 'out of flour', error: expect.stringContaining('2xx') });
});

it('takes only 2xx for success: a redirect is tried again and never followed', async () => {
  const { webhooks, receiver } = await begin();
  const { id } = await endpoint(webhooks, receiver);
  receiver.answer = (_got, response) => response.writeHead(302, { location: '/elsewhere' }).end();
  await stage.happen(['bread']);
  await until('a try', async () => (await deliveries(webhooks, id))[0]?.attempts === 1);
  expect(await delivery(webhooks, id)).toMatchObject({ state: 'waiting', last_status: 302 });
  receiver.answer = (_got, response) => response.writeHead(202).end();
  stage.pass(6_000);
  await until('success', async () => (await delivery(webhooks, id)).state === 'delivered');
  expect(receiver.got.map((got) => got.path)).toEqual(['/hooks', '/hooks']);
});

it('switches an endpoint off at once when it answers 410, and tells the others', async () => {
  const { webhooks, receiver } = await begin();
  const { id } = await endpoint(webhooks, receiver, { path: '/gone' });
  await endpoint(webhooks, receiver, { path: '/witness', events: ['endpoint.disabled'] });
  receiver.answer = (got, response) => response.writeHead(got.path === '/gone' ? 410 : 204).end();
  await stage.happen(['one']);
  await until('the witness', () => receiver.got.some((got) => got.path === '/witness'));
  const told = receiver.got.find((got) => got.path === '/witness');
  expect(JSON.parse(told?.body ?? '{}')).toMatchObject({
    type: 'endpoint.disabled',
    data: { endpoint: id, reason: 'gone' },
  });
  const shown = await stage.run((tx) => webhooks.getEndpoint(tx, stage.sandbox.id, idOf('endpoint', id)));
  expect(shown).toMatchObject({ state: 'disabled', disabled_reason: 'gone' });
  await stage.happen(['two']);
  await settled(webhooks);
  expect(receiver.got.filter((got) => got.path === '/gone')).toHaveLength(1);
});

it('leaves an endpoint alone for as long as Retry-After asks', async () => {
  const { webhooks, receiver } = await begin();
  const { id } = await endpoint(webhooks, receiver);
  receiver.answer = (_got, response) => response.writeHead(429, { 'retry-after': '600' }).end();
  await stage.happen(['one']);
  await until('a try', async () => (await deliveries(webhooks, id))[0]?.attempts === 1);
  receiver.answer = (_got, response) => response.writeHead(204).end();
  await stage.happen(['two']);
  stage.pass(590_000);
  await settled(webhooks);
  expect(receiver.got).toHaveLength(1);
  stage.pass(11_000);
  await until('both', () => receiver.got.length === 3);
});

it('loses nothing when a dispatcher dies with deliveries in its hands', async () => {
  const { webhooks, receiver } = await begin('stopped');
  const { id } = await endpoint(webhooks, receiver);
  await stage.happen(['one', 'two', 'three']);
  await until('deliveries', async () => {
    await stage.db.system((tx) => fanOut(tx, stage.clock.now()));
    return (await deliveries(webhooks, id)).length === 3;
  });
  const now = stage.clock.now();
  const wish = { rooms: [], each: 10, total: 10, start: zero, lease: new Date(now.getTime() + 60_000) };
  const claimed = await stage.db.system((tx) => claimDeliveries(tx, stage.secrets, wish, now));
  expect(claimed).toHaveLength(3);
  webhooks.start();
  await settled(webhooks);
  expect(receiver.got).toEqual([]);
  stage.pass(61_000);
  await until('all three', () => receiver.got.length === 3);
  expect(receiver.got.map((got) => got.body).sort()).toEqual(claimed.map((one) => one.body).sort());
  await until('recorded', async () => (await deliveries(webhooks, id)).every((one) => one.state === 'delivered'));
});

it('lets two dispatchers share the work, so that nobody is told twice', async () => {
  const { webhooks, receiver } = await begin();
  stage.webhooks().start();
  for (let i = 0; i < 5; i += 1) await endpoint(webhooks, receiver, { path: `/${i}` });
  await stage.happen(Array.from({ length: 60 }, (_, i) => `${i}`));
  await until('all', () => receiver.got.length >= 300);
  await settled(webhooks);
  expect(new Set(receiver.got.map((got) => `${got.path} ${got.headers['webhook-id']}`)).size).toBe(300);
  expect(receiver.got).toHaveLength(300);
});

it('puts back at stop what it has not begun, and finishes what it has', async () => {
  const { webhooks, receiver } = await begin();
  const { id } = await endpoint(webhooks, receiver);
  const held: (() => void)[] = [];
  receiver.answer = (_got, response) => void held.push(() => response.writeHead(204).end());
  await stage.happen(['1', '2', '3', '4', '5', '6']);
  await until('calls under way', () => held.length === 2);
  const stopping = webhooks.stop();
  await until('the rest put back', async () => {
    const states = (await deliveries(webhooks, id)).map((one) => one.state);
    return states.filter((state) => state === 'waiting').length === 4;
  });
  for (const answer of held) answer();
  await stopping;
  const states = (await deliveries(webhooks, id)).map((one) => one.state).sort();
  expect(states).toEqual(['delivered', 'delivered', 'waiting', 'waiting', 'waiting', 'waiting']);
});

it('signs with both secrets for 24 hours after a rotation, then with the new one only', async () => {
  const { webhooks, receiver } = await begin();
  const made = await endpoint(webhooks, receiver);
  const old = new Webhook(made.secret);
  const rotated = await stage.run((tx) => webhooks.rotateSecret(tx, stage.sandbox.id, idOf('endpoint', made.id)));
  const fresh = new Webhook(rotated.secret);
  await stage.happen(['both']);
  await until('a call', () => receiver.got.length === 1);
  const [both] = receiver.got;
  expect(both?.headers['webhook-signature']?.toString().split(' ')).toHaveLength(2);
  const now = new Date(Number(both?.headers['webhook-timestamp']) * 1000);
  const content = [String(both?.headers['webhook-id']), now, both?.body ?? ''] as const;
  expect(both?.headers['webhook-signature']).toBe(`${fresh.sign(...content)} ${old.sign(...content)}`);
  stage.pass(24 * 3_600_000);
  await stage.happen(['new only']);
  await until('another call', () => receiver.got.length === 2);
  expect(receiver.got[1]?.headers['webhook-signature']?.toString().split(' ')).toHaveLength(1);
});

it('sends a test to the endpoint tested, whatever its filter, and to no other', async () => {
  const { webhooks, receiver } = await begin();
  const { id } = await endpoint(webhooks, receiver, { path: '/tested', events: ['call.received'] });
  await endpoint(webhooks, receiver, { path: '/other' });
  const { event } = await stage.run((tx) => webhooks.sendTest(tx, stage.sandbox.id, idOf('endpoint', id)));
  await until('the test', () => receiver.got.length === 1);
  await settled(webhooks);
  expect(receiver.got.map((got) => [got.path, got.headers['webhook-id']])).toEqual([['/tested', event]]);
  await stage.run((tx) => webhooks.updateEndpoint(tx, stage.sandbox, idOf('endpoint', id), { state: 'disabled' }));
  await expect(stage.run((tx) => webhooks.sendTest(tx, stage.sandbox.id, idOf('endpoint', id)))).rejects.toMatchObject({
    code: 'conflict',
  });
});

it('replays a delivery with the same bytes and counts on', async () => {
  const { webhooks, receiver } = await begin();
  const { id } = await endpoint(webhooks, receiver);
  await stage.happen(['one']);
  await until('success', async () => (await deliveries(webhooks, id))[0]?.state === 'delivered');
  const dlv = idOf('delivery', (await delivery(webhooks, id)).id);
  const queued = await stage.run((tx) => webhooks.replayDelivery(tx, stage.sandbox.id, dlv));
  expect(queued).toMatchObject({ state: 'waiting', attempts: 1, ended_at: null });
  await until('again', async () => (await delivery(webhooks, id)).attempts === 2);
  expect(receiver.got[1]?.body).toBe(receiver.got[0]?.body);
  expect(receiver.got[1]?.headers['webhook-id']).toBe(receiver.got[0]?.headers['webhook-id']);
  receiver.answer = (_got, response) => response.writeHead(500).end();
  await stage.run((tx) => webhooks.replayDelivery(tx, stage.sandbox.id, dlv));
  await until('a failure', async () => (await delivery(webhooks, id)).attempts === 3);
  expect(await delivery(webhooks, id)).toMatchObject({ state: 'waiting', last_status: 500 });
  receiver.answer = (_got, response) => response.writeHead(204).end();
  await stage.run((tx) => webhooks.replayDelivery(tx, stage.sandbox.id, dlv));
  await until('success at once', async () => (await delivery(webhooks, id)).state === 'delivered');
});

it('recovers what failed and what was missed while the endpoint was off', async () => {
  const { webhooks, receiver } = await begin();
  const since = stage.clock.now();
  const { id } = await endpoint(webhooks, receiver);
  const endpointId = idOf('endpoint', id);
  receiver.answer = (_got, response) => response.writeHead(500).end();
  await stage.happen(['canceled']);
  await until('a failure', async () => (await deliveries(webhooks, id))[0]?.attempts === 1);
  await stage.run((tx) => webhooks.updateEndpoint(tx, stage.sandbox, endpointId, { state: 'disabled' }));
  expect(await delivery(webhooks, id)).toMatchObject({ state: 'canceled' });
  await stage.happen(['missed']);
  await settled(webhooks);
  await expect(
    stage.run((tx) => webhooks.recoverEndpoint(tx, stage.sandbox.id, endpointId, since)),
  ).rejects.toMatchObject({ code: 'conflict' });
  await stage.run((tx) => webhooks.updateEndpoint(tx, stage.sandbox, endpointId, { state: 'enabled' }));
  receiver.got.length = 0;
  receiver.answer = (_got, response) => response.writeHead(204).end();
  const recovered = await stage.run((tx) => webhooks.recoverEndpoint(tx, stage.sandbox.id, endpointId, since));
  await until('all', () => receiver.got.length === recovered.queued);
  const refs = receiver.got.map((got) => refOf(got.body) ?? JSON.parse(got.body).type);
  expect(refs.sort()).toEqual(['canceled', 'endpoint.disabled', 'missed']);
  await expect(
    stage.run((tx) => webhooks.recoverEndpoint(tx, stage.sandbox.id, endpointId, new Date(0))),
  ).rejects.toMatchObject({ code: 'validation_failed' });
});

it('keeps a slow endpoint from holding up the others', async () => {
  const { webhooks, receiver } = await begin();
  const slow = await stage.receiver();
  const held: (() => void)[] = [];
  slow.answer = (_got, response) => void held.push(() => response.writeHead(204).end());
  for (let i = 0; i < 20; i += 1) await endpoint(webhooks, slow, { path: `/slow/${i}` });
  for (let i = 0; i < 20; i += 1) await endpoint(webhooks, receiver, { path: `/healthy/${i}` });
  await stage.happen(Array.from({ length: 20 }, (_, i) => `${i}`));
  await until('every healthy endpoint told of everything', () => receiver.got.length === 400);
  // Not one of the slow ones has answered, and each holds no more than its first two calls.
  expect(slow.open.now).toBeLessThanOrEqual(40);
  const stopping = webhooks.stop();
  for (const answer of held) answer();
  await stopping;
}, 30_000);

it('calls one endpoint at most ten times at once', async () => {
  const { webhooks, receiver } = await begin();
  await endpoint(webhooks, receiver);
  receiver.answer = (_got, response) => void setTimeout(() => response.writeHead(204).end(), 5);
  await stage.happen(Array.from({ length: 300 }, (_, i) => `${i}`));
  await until('all', () => receiver.got.length === 300);
  expect(receiver.open.most).toBeGreaterThan(5);
  expect(receiver.open.most).toBeLessThanOrEqual(10);
  expect(new Set(receiver.got.map((got) => got.headers['webhook-id'])).size).toBe(300);
});

const zero = '00000000-0000-0000-0000-000000000000';

async function begin(start: 'started' | 'stopped' = 'started'): Promise<{ webhooks: Webhooks; receiver: Receiver }> {
  const webhooks = stage.webhooks();
  if (start === 'started') webhooks.start();
  return { webhooks, receiver: await stage.receiver() };
}

function endpoint(webhooks: Webhooks, receiver: Receiver, { path = '/hooks', events = ['*'] } = {}) {
  return stage.run((tx) => webhooks.createEndpoint(tx, stage.sandbox, { url: receiver.url(path), events }));
}

async function deliveries(webhooks: Webhooks, id: string) {
  const page = await stage.run((tx) =>
    webhooks.listDeliveries(tx, stage.sandbox.id, idOf('endpoint', id), { limit: 200 }),
  );
  return page.data;
}

async function delivery(webhooks: Webhooks, id: string) {
  const [found] = await deliveries(webhooks, id);
  if (!found) throw new Error('no delivery');
  return found;
}

/** Until everything due now has had its turn: a test asked for last has come out at the other end. */
async function settled(webhooks: Webhooks): Promise<void> {
  const witness = await stage.receiver();
  const { id } = await endpoint(webhooks, witness, { events: ['endpoint.tested'] });
  await stage.run((tx) => webhooks.sendTest(tx, stage.sandbox.id, idOf('endpoint', id)));
  await until('the witness is told', () => witness.got.length === 1);
}

function signed(headers: Receiver['got'][number]['headers']): Record<string, string> {
  return Object.fromEntries(
    ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, String(headers[name])]),
  );
}

function refOf(body: string): unknown {
  return JSON.parse(body).data?.ref;
}

function idOf<T extends 'endpoint' | 'delivery'>(thing: T, text: string): Id<T> {
  const id = parseId(thing, text);
  if (!id) throw new Error(`no ${thing} id`);
  return id;
}
