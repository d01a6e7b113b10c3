import { randomUUID } from 'node:crypto';
import { type Described, reference } from './contract.ts';
import { until } from './house.ts';

/** An operation of the reference. */
export type Route = { method: string; path: string; operation: Described };
export type Raw = { status: number; headers: Headers; text: string };
export type Asking = { path: string; query?: Record<string, string>; body?: unknown; headers?: Record<string, string> };
type Schema = { type?: unknown; properties?: Record<string, Schema>; items?: Schema; $ref?: string; anyOf?: Schema[] };

/** How the owner of the closed workspace calls it. */
export type OwnCall = <T>(method: string, path: string, body?: unknown) => Promise<{ status: number; body: T }>;

export const phoneOfB = '+15550177001';
export const phoneOfNobody = '+15550177999';

/** Every operation of the API, and those that are built. */
export const routes: Route[] = Object.entries(reference.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);
export const open = routes.filter(({ path, operation }) => path.startsWith('/v1/') && !operation['x-not-available']);

/** Is it about one's own account, for sessions alone? */
export function isPersonal({ operation }: Route): boolean {
  return (operation.security ?? []).every((way) => !('key' in way));
}

/** Makes every kind of thing in the workspace that must stay closed; the id of one of each, by prefix. */
export async function fill(call: OwnCall, { canary, url, device }: { canary: string; url: string; device: string }) {
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
  const endpoint = await make('/v1/webhook-endpoints', { url, events: ['*'], description: canary });
  const text = { to: phoneOfB, type: 'text', text: { body: canary }, client_ref: canary };
  const message = await make('/v1/messages', text);
  const isDelivered = async () =>
    (await call<{ status: string }>('GET', `/v1/messages/${message.id}`)).body.status === 'delivered';
  await until(isDelivered, 20_000, 'the message to be delivered');
  const contact = await make('/v1/contacts', { phone: '+15550177002', name: canary });
  const suppression = await make('/v1/suppressions', { phone: '+15550177003', reason: canary });
  const apiKey = await make('/v1/api-keys', { name: canary, scopes: ['devices:read'] });
  const delivery = await until(() => first(`/v1/webhook-endpoints/${endpoint.id}/deliveries`), 10_000, 'a delivery');
  const event = await first('/v1/events');
  const things = { dev: device, msg: message.id, chat: message.chat, con: contact.id, we: endpoint.id };
  return { ...things, dlv: delivery.id, sup: suppression.id, key: apiKey.id, evt: event?.id ?? '' };
}

/** All that the closed workspace can read of itself and that does not change by itself. */
export async function everythingOf(call: OwnCall): Promise<string> {
  const lists = [
    'devices',
    'contacts',
    'webhook-endpoints',
    'api-keys',
    'suppressions',
    'consents',
    'chats',
    'messages',
    'members',
    'members/invitations',
    'audit',
  ];
  const answers: unknown[] = [];
  for (const list of lists) answers.push((await call('GET', `/v1/${list}?limit=200`)).body);
  answers.push((await call('GET', `/v1/simulator/phones/${phoneOfB}`)).body);
  return JSON.stringify(answers).replaceAll(/"last_used_at":("[^"]*"|null)/g, '');
}

/** What must be equal: everything but the request's own id; in a success also what is new each time. */
export function plain({ status, text }: Raw, given: string): string {
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

/** An id that names nothing. */
export function nobody(prefix: string): string {
  return `${prefix}_${randomUUID().replaceAll('-', '')}`;
}

export function parametersOf({ operation }: Route, place: string) {
  return (operation.parameters ?? []).filter((parameter) => parameter.in === place);
}

/** What the ids in a path name, in order; `undefined` for what is no id. */
export function kindsIn(route: Route): (string | undefined)[] {
  return parametersOf(route, 'path').map(({ schema }) => prefixOf(schema?.['pattern']));
}

export const exampleOf = ({ operation }: Route): unknown => operation.requestBody?.content['application/json'].example;

/** Fills a path; `pick` gives the value of each variable. */
export function filled(route: Route, pick: (prefix: string | undefined) => string): string {
  return parametersOf(route, 'path').reduce(
    (path, { name, schema }) => path.replace(`{${name}}`, encodeURIComponent(pick(prefixOf(schema?.['pattern'])))),
    route.path,
  );
}

/** The dotted names of all text fields of a request's body, arrays by their first element. */
export function fieldsIn({ operation }: Route): string[][] {
  return fieldsOf(operation.requestBody?.content['application/json'].schema ?? {});
}

function fieldsOf(schema: Schema, path: string[] = []): string[][] {
  const known = schema.$ref ? (reference.components.schemas[schema.$ref.split('/').at(-1) ?? ''] as Schema) : schema;
  if (known.properties)
    return Object.entries(known.properties).flatMap(([name, field]) => fieldsOf(field, [...path, name]));
  if (known.items) return fieldsOf(known.items, [...path, '0']);
  if (known.anyOf) return known.anyOf.flatMap((choice) => fieldsOf(choice, path));
  return known.type === 'string' ? [path] : [];
}

/** An example with another value in one field. */
export function withField(example: unknown, [name, ...rest]: string[], value: string): unknown {
  if (name === undefined) return value;
  if (name === '0') return [withField(Array.isArray(example) ? example[0] : undefined, rest, value)];
  const fields = typeof example === 'object' && example !== null ? { ...example } : {};
  const inner: unknown = Object.entries(fields).find(([key]) => key === name)?.[1];
  return { ...fields, [name]: withField(inner, rest, value) };
}

/** Runs work on many things, some at once, so that a sweep of thousands of requests ends in time. */
export async function sweep<T>(things: T[], work: (thing: T) => Promise<void>, atOnce = 8): Promise<void> {
  const left = [...things];
  const worker = async () => {
    for (let thing = left.shift(); thing !== undefined; thing = left.shift()) await work(thing);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
