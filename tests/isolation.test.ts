import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Described, reference } from './contract.ts';
import { bootstrap, caller, type House, startHouse, until } from './house.ts';
import { startReceiver } from './receiver.ts';

/** What the other workspace holds: one id per prefix, and words that must never be seen elsewhere. */
type Treasure = { ids: Record<string, string>; words: string[]; call: ReturnType<typeof caller> };
type Raw = { status: number; headers: Headers; text: string };
type Route = { method: string; path: string; operation: Described };
type Schema = { type?: unknown; properties?: Record<string, Schema>; items?: Schema; $ref?: string; anyOf?: Schema[] };

const canary = `canary-${randomUUID()}`;
const phoneOfB = '+15550177001';
const phoneOfNobody = '+15550177999';

let house: House;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let treasure: Treasure;
let attackers: { name: string; key: string }[];

beforeAll(async () => {
  house = await startHouse();
  receiver = await startReceiver();
  const { live, sandbox } = await bootstrap(house);
  const quickstart = new URL(house.startLink).hash.replace('#key=', '');
  attackers = [
    { name: 'a live workspace', key: live.api_key },
    { name: 'another sandbox', key: quickstart },
  ];
  // The first device becomes the default, which would tell the first answer from the second.
  for (const { key } of attackers) await caller(house, key)('POST', '/v1/devices', { name: 'Own' });
  treasure = await fill(sandbox.api_key, sandbox);
}, 90_000);
afterAll(async () => {
  await receiver.close();
  await house.close();
});

/** Every kind of thing, made in the workspace that must stay closed. */
async function fill(key: string, { id, device }: { id: string; device: string }): Promise<Treasure> {
  const call = caller(house, key);
  type Thing = { id: string; contact: string; chat: string };
  const make = async (path: string, body: object) => {
    const made = await call<Thing>('POST', path, body);
    if (made.status >= 300) throw new Error(`${path}: ${JSON.stringify(made.body)}`);
    return made.body;
  };
  const first = async (path: string) => (await call<{ data: Thing[] }>('GET', path)).body.data[0];
  const isOnline = async () =>
    (await call<{ connection: { is: string } }>('GET', `/v1/devices/${device}`)).body.connection.is === 'online';
  await until(isOnline, 45_000, 'the device to be online');
  await call('PATCH', `/v1/devices/${device}`, { name: canary });
  await call('POST', '/v1/simulator/phones', { phone: phoneOfB, name: canary });
  const endpoint = await make('/v1/webhook-endpoints', { url: receiver.url, events: ['*'], description: canary });
  const message = await make('/v1/messages', {
    to: phoneOfB,
    type: 'text',
    text: { body: canary },
    client_ref: canary,
  });
  const isDelivered = async () =>
    (await call<{ status: string }>('GET', `/v1/messages/${message.id}`)).body.status === 'delivered';
  await until(isDelivered, 20_000, 'the message to be delivered');
  const contact = await make('/v1/contacts', { phone: '+15550177002', name: canary });
  const suppression = await make('/v1/suppressions', { phone: '+15550177003', reason: canary });
  const apiKey = await make('/v1/api-keys', { name: canary, scopes: ['devices:read'] });
  const delivery = await until(() => first(`/v1/webhook-endpoints/${endpoint.id}/deliveries`), 10_000, 'a delivery');
  const event = await first('/v1/events');
  const things = { ws: id, dev: device, msg: message.id, chat: message.chat, con: contact.id, we: endpoint.id };
  const ids = { ...things, dlv: delivery.id, sup: suppression.id, key: apiKey.id, evt: event?.id ?? '' };
  return { ids, words: [canary, phoneOfB, ...Object.values(ids)], call };
}

const routes: Route[] = Object.entries(reference.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);
const open = routes.filter(({ path, operation }) => path.startsWith('/v1/') && !operation['x-not-available']);

async function ask(key: string, route: Route, { path, query, body, headers = {} }: Asking): Promise<Raw> {
  const search = query ? `?${new URLSearchParams(query)}` : '';
  const reply = await fetch(`${house.baseUrl}${path}${search}`, {
    method: route.method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}

type Asking = { path: string; query?: Record<string, string>; body?: unknown; headers?: Record<string, string> };

/** Ids of B that the tests themselves gave away: they may come back, as names that somebody chose. */
const handedOver = new Set<string>();

/** Asks twice, once with what belongs to B and once with what nobody has; the two answers must be the same bytes. */
async function compare(
  key: string,
  route: Route,
  ours: (value: string) => Asking,
  [foreign, nobodys]: [string, string],
) {
  const [one, two] = [await ask(key, route, ours(foreign)), await ask(key, route, ours(nobodys))];
  const told = `${route.method} ${route.path} with ${JSON.stringify(ours(foreign))}`;
  handedOver.add(foreign);
  const leaks = treasure.words.filter((word) => !handedOver.has(word) && one.text.includes(word));
  expect({ told, leaks }).toEqual({ told, leaks: [] });
  const shown = (answer: Raw, value: string) => ({ told, status: answer.status, text: plain(answer, value) });
  expect(shown(one, foreign)).toEqual(shown(two, nobodys));
  expect(one.status).not.toBe(500);
}

/** What must be equal: everything but the request's own id; in a success also what is new each time. */
function plain({ status, text }: Raw, given: string): string {
  const same = text.replaceAll(given, 'GIVEN').replace(/"request_id":"[^"]*"/, '');
  if (status >= 400) return same;
  return same
    .replaceAll('GIVEN', 'ID')
    .replaceAll(/\b[a-z]+_[0-9a-f]{32}\b/g, 'ID')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/wz_(live|test)_\w+|whsec_[\w+/=]+/g, 'SECRET')
    .replaceAll(/"next":"[^"]*"|"version":\d+/g, 'NEXT');
}

function prefixOf(pattern: unknown): string | undefined {
  return typeof pattern === 'string' ? /^\^([a-z]+)_/.exec(pattern)?.[1] : undefined;
}

function nobody(prefix: string): string {
  return `${prefix}_${randomUUID().replaceAll('-', '')}`;
}

function parametersOf({ operation }: Route, place: string) {
  return (operation.parameters ?? []).filter((parameter) => parameter.in === place);
}

const exampleOf = ({ operation }: Route): unknown => operation.requestBody?.content['application/json'].example;

/** Fills a path; `pick` gives the value of each variable. */
function filled(route: Route, pick: (prefix: string | undefined) => string): string {
  return parametersOf(route, 'path').reduce(
    (path, { name, schema }) => path.replace(`{${name}}`, encodeURIComponent(pick(prefixOf(schema?.['pattern'])))),
    route.path,
  );
}

describe('things of another workspace answer exactly like missing ones', () => {
  it('judges every route of the reference', () => {
    expect(open.length).toBeGreaterThan(50);
    const kinds = new Set(
      open.flatMap((route) => parametersOf(route, 'path').map(({ schema }) => prefixOf(schema?.['pattern']))),
    );
    for (const kind of kinds) if (kind) expect(Object.keys(treasure.ids)).toContain(kind);
  });

  it('in paths', async () => {
    const before = await everythingOfB();
    for (const { key } of attackers) {
      for (const route of open.filter(({ path }) => path.includes('{'))) {
        const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : (exampleOf(route) ?? {});
        const asking = (value: string) => ({
          path: filled(route, () => value),
          ...(body === undefined ? {} : { body }),
        });
        const prefix = parametersOf(route, 'path').map(({ schema }) => prefixOf(schema?.['pattern']))[0];
        const pair: [string, string] = prefix
          ? [treasure.ids[prefix] ?? '', nobody(prefix)]
          : [phoneOfB, phoneOfNobody];
        await compare(key, route, asking, pair);
        for (const [other, id] of Object.entries(treasure.ids)) await compare(key, route, asking, [id, nobody(other)]);
      }
    }
    expect(await everythingOfB()).toEqual(before);
  }, 120_000);

  it('in queries, where a forged cursor and a foreign one are also the same', async () => {
    for (const { key } of attackers) {
      for (const route of open.filter((one) => parametersOf(one, 'query').length > 0 && !one.path.includes('{'))) {
        for (const { name } of parametersOf(route, 'query')) {
          if (name === 'limit' || name === 'after') continue;
          const asking = (value: string) => ({ path: route.path, query: { [name]: value } });
          for (const [prefix, id] of Object.entries(treasure.ids))
            await compare(key, route, asking, [id, nobody(prefix)]);
          if (name !== 'cursor') continue;
          const { body } = await treasure.call<{ next: string | null }>('GET', `${route.path}?limit=1`);
          if (body.next)
            await compare(key, route, asking, [body.next, Buffer.from(randomUUID()).toString('base64url')]);
        }
      }
    }
  }, 120_000);

  it('gives only one’s own events to the event cursor of another', async () => {
    const { body } = await treasure.call<{ next: string }>('GET', '/v1/events?limit=1');
    const pull = open.find(({ path }) => path === '/v1/events');
    if (!pull) throw new Error('no pull');
    for (const { key } of attackers) {
      const { status, text } = await ask(key, pull, { path: pull.path, query: { after: body.next } });
      expect(status).toBe(200);
      expect(treasure.words.filter((word) => text.includes(word))).toEqual([]);
    }
  });

  it('whatever headers say', async () => {
    const headers = { 'x-workspace': treasure.ids['ws'] ?? '', cookie: `session=${treasure.ids['ws']}` };
    for (const { key } of attackers) {
      for (const route of open.filter(({ method, path }) => method === 'GET' && !path.includes('{'))) {
        const [named, plainly] = [
          await ask(key, route, { path: route.path, headers }),
          await ask(key, route, { path: route.path }),
        ];
        expect(treasure.words.filter((word) => named.text.includes(word))).toEqual([]);
        expect([named.status, plain(named, canary)]).toEqual([plainly.status, plain(plainly, canary)]);
      }
    }
  }, 60_000);

  it('also when one’s own id stands beside it', async () => {
    const own = await caller(house, attackers[0]?.key ?? '')<{ id: string }>('POST', '/v1/devices', { name: 'Own' });
    const route = open.find(({ method, path }) => method === 'GET' && path === '/v1/devices/{id}');
    if (!route) throw new Error('no such route');
    for (const query of [
      `?id=${treasure.ids['dev']}`,
      `?id=${own.body.id}&id=${treasure.ids['dev']}`,
      `?workspace=${treasure.ids['ws']}`,
    ]) {
      const { status, text } = await ask(attackers[0]?.key ?? '', route, {
        path: `/v1/devices/${own.body.id}${query}`,
      });
      expect([status, JSON.parse(text).code]).toEqual([422, 'validation_failed']);
      expect(text).not.toContain(canary);
    }
  });

  // Last, because what it makes carries the ids of B as names.
  it('in bodies, at every field', async () => {
    const before = await everythingOfB();
    for (const { key } of attackers) {
      for (const route of open.filter(({ operation }) => operation.requestBody)) {
        const schema: Schema = route.operation.requestBody?.content['application/json'].schema ?? {};
        const path = filled(route, (prefix) => (prefix ? nobody(prefix) : phoneOfNobody));
        for (const field of fieldsOf(schema)) {
          for (const [prefix, id] of Object.entries(treasure.ids)) {
            const asking = (value: string) => ({ path, body: withField(exampleOf(route), field, value) });
            await compare(key, route, asking, [id, nobody(prefix)]);
          }
        }
      }
    }
    expect(await everythingOfB()).toEqual(before);
  }, 180_000);
});

describe('without a key', () => {
  it('every route asks for one, before it looks at anything else', async () => {
    for (const route of routes.filter(({ path }) => path.startsWith('/v1/'))) {
      const path = filled(route, (prefix) => (prefix ? (treasure.ids[prefix] ?? nobody(prefix)) : phoneOfB));
      const reply = await fetch(`${house.baseUrl}${path}`, { method: route.method });
      expect([route.method, route.path, reply.status]).toEqual([route.method, route.path, 401]);
      expect(JSON.parse(await reply.text()).code).toBe('key_missing');
    }
  });
});

/** All that B can read of itself and that does not change by itself. */
async function everythingOfB(): Promise<string> {
  const lists = [
    'devices',
    'contacts',
    'webhook-endpoints',
    'api-keys',
    'suppressions',
    'consents',
    'chats',
    'messages',
  ];
  const answers: unknown[] = [];
  for (const list of lists) answers.push((await treasure.call('GET', `/v1/${list}?limit=200`)).body);
  answers.push((await treasure.call('GET', `/v1/simulator/phones/${phoneOfB}`)).body);
  return JSON.stringify(answers).replaceAll(/"last_used_at":("[^"]*"|null)/g, '');
}

/** The dotted names of all text fields of a body, arrays by their first element. */
function fieldsOf(schema: Schema, path: string[] = []): string[][] {
  const known = schema.$ref ? (reference.components.schemas[schema.$ref.split('/').at(-1) ?? ''] as Schema) : schema;
  if (known.properties)
    return Object.entries(known.properties).flatMap(([name, field]) => fieldsOf(field, [...path, name]));
  if (known.items) return fieldsOf(known.items, [...path, '0']);
  if (known.anyOf) return known.anyOf.flatMap((choice) => fieldsOf(choice, path));
  return known.type === 'string' ? [path] : [];
}

function withField(example: unknown, [name, ...rest]: string[], value: string): unknown {
  if (name === undefined) return value;
  if (name === '0') return [withField(Array.isArray(example) ? example[0] : undefined, rest, value)];
  const fields = typeof example === 'object' && example !== null ? { ...example } : {};
  const inner: unknown = Object.entries(fields).find(([key]) => key === name)?.[1];
  return { ...fields, [name]: withField(inner, rest, value) };
}
