import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrap, caller, type House, startHouse } from './house.ts';
import { makePerson, memberId } from './people.ts';
import { startReceiver } from './receiver.ts';
import {
  type Asking,
  everythingOf,
  exampleOf,
  fieldsIn,
  fill,
  filled,
  isPersonal,
  kindsIn,
  nobody,
  open,
  parametersOf,
  phoneOfB,
  phoneOfNobody,
  plain,
  type Raw,
  type Route,
  routes,
  withField,
} from './sweep.ts';

/** What the other workspace holds: one id per prefix, and words that must never be seen elsewhere. */
type Treasure = { ids: Record<string, string>; words: string[]; call: ReturnType<typeof caller> };
/** `isTwin`: the closed workspace's own live one, which has the same team. */
type Attacker = { name: string; key: string; isTwin: boolean };

const canary = `canary-${randomUUID()}`;
/** What a live workspace and its sandbox have together. */
const ofTheTeam = new Set(['mem', 'inv']);

let house: House;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let treasure: Treasure;
let attackers: Attacker[];

beforeAll(async () => {
  house = await startHouse();
  receiver = await startReceiver();
  const { live, sandbox } = await bootstrap(house);
  const quickstart = new URL(house.startLink).hash.replace('#key=', '');
  attackers = [
    { name: 'the live workspace beside it', key: live.api_key, isTwin: true },
    { name: 'another sandbox', key: quickstart, isTwin: false },
  ];
  // The first device becomes the default, which would tell the first answer from the second.
  for (const { key } of attackers) await caller(house, key)('POST', '/v1/devices', { name: 'Own' });
  const call = caller(house, sandbox.api_key);
  const things = await fill(call, { canary, url: receiver.url, device: sandbox.device });
  const team = await makeTeam(live.id);
  const ids = { ws: sandbox.id, ...things, ...team };
  treasure = { ids, words: [canary, phoneOfB, ...Object.values(ids)], call };
}, 90_000);
afterAll(async () => {
  await receiver.close();
  await house.close();
});

/** A member, an invitation, and somebody's session and remembered browser. */
async function makeTeam(workspace: string) {
  const owner = await makePerson(house, { workspace, name: canary, remembered: true });
  const mem = await memberId(house, owner.id, workspace);
  const asked = { workspace, body: { email: 'invited@example.com', role: 'agent' } };
  const { body } = await owner.browser.call<{ id: string }>('POST', '/v1/members/invitations', asked);
  return { mem, inv: body.id, ses: owner.session, brw: owner.remembered };
}

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

/** Ids of B that the tests themselves gave away: they may come back, as names that somebody chose. */
const handedOver = new Set<string>();

/** What must not be seen by an attacker. */
function wordsFor({ isTwin }: Attacker): string[] {
  const shared = isTwin ? [canary, ...[...ofTheTeam].map((prefix) => treasure.ids[prefix] ?? '')] : [];
  return treasure.words.filter((word) => !handedOver.has(word) && !shared.includes(word));
}

/** The ids an attacker may not reach, by prefix. */
function idsFor({ isTwin }: Attacker): [string, string][] {
  return Object.entries(treasure.ids).filter(([prefix]) => !isTwin || !ofTheTeam.has(prefix));
}

/** Asks twice, once with what belongs to B and once with what nobody has; the two answers must be the same bytes. */
async function compare(
  attacker: Attacker,
  route: Route,
  ours: (value: string) => Asking,
  [foreign, nobodys]: [string, string],
) {
  const [one, two] = [await ask(attacker.key, route, ours(foreign)), await ask(attacker.key, route, ours(nobodys))];
  const told = `${route.method} ${route.path} with ${JSON.stringify(ours(foreign))}`;
  handedOver.add(foreign);
  const leaks = wordsFor(attacker).filter((word) => one.text.includes(word));
  expect({ told, leaks }).toEqual({ told, leaks: [] });
  const shown = (answer: Raw, value: string) => ({ told, status: answer.status, text: plain(answer, value) });
  expect(shown(one, foreign)).toEqual(shown(two, nobodys));
  expect(one.status).not.toBe(500);
}

const everythingOfB = () => everythingOf(treasure.call);

describe('things of another workspace answer exactly like missing ones', () => {
  it('judges every route of the reference', () => {
    expect(open.length).toBeGreaterThan(80);
    for (const kind of new Set(open.flatMap(kindsIn))) if (kind) expect(Object.keys(treasure.ids)).toContain(kind);
  });

  it('in paths', async () => {
    const before = await everythingOfB();
    for (const attacker of attackers) {
      for (const route of open.filter(({ path }) => path.includes('{'))) {
        const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : (exampleOf(route) ?? {});
        const asking = (value: string) => ({
          path: filled(route, () => value),
          ...(body === undefined ? {} : { body }),
        });
        if (!kindsIn(route)[0]) await compare(attacker, route, asking, [phoneOfB, phoneOfNobody]);
        for (const [prefix, id] of idsFor(attacker)) await compare(attacker, route, asking, [id, nobody(prefix)]);
      }
    }
    expect(await everythingOfB()).toEqual(before);
  }, 120_000);

  it('in queries, where a forged cursor and a foreign one are also the same', async () => {
    for (const attacker of attackers) {
      for (const route of open.filter((one) => parametersOf(one, 'query').length > 0 && !one.path.includes('{'))) {
        for (const { name } of parametersOf(route, 'query')) {
          if (name === 'limit' || name === 'after') continue;
          const asking = (value: string) => ({ path: route.path, query: { [name]: value } });
          for (const [prefix, id] of idsFor(attacker)) await compare(attacker, route, asking, [id, nobody(prefix)]);
          if (name !== 'cursor' || isPersonal(route)) continue;
          const { body } = await treasure.call<{ next: string | null }>('GET', `${route.path}?limit=1`);
          if (body.next)
            await compare(attacker, route, asking, [body.next, Buffer.from(randomUUID()).toString('base64url')]);
        }
      }
    }
  }, 120_000);

  it('gives only one’s own events to the event cursor of another', async () => {
    const { body } = await treasure.call<{ next: string }>('GET', '/v1/events?limit=1');
    const pull = open.find(({ path }) => path === '/v1/events');
    if (!pull) throw new Error('no pull');
    for (const attacker of attackers) {
      const { status, text } = await ask(attacker.key, pull, { path: pull.path, query: { after: body.next } });
      expect(status).toBe(200);
      expect(wordsFor(attacker).filter((word) => text.includes(word))).toEqual([]);
    }
  });

  it('whatever headers say', async () => {
    const headers = { 'x-workspace': treasure.ids['ws'] ?? '', cookie: `PHPSESSID=${treasure.ids['ws']}` };
    for (const attacker of attackers) {
      for (const route of open.filter(({ method, path }) => method === 'GET' && !path.includes('{'))) {
        const [named, plainly] = [
          await ask(attacker.key, route, { path: route.path, headers }),
          await ask(attacker.key, route, { path: route.path }),
        ];
        expect(wordsFor(attacker).filter((word) => named.text.includes(word))).toEqual([]);
        expect([named.status, plain(named, canary)]).toEqual([plainly.status, plain(plainly, canary)]);
      }
    }
  }, 60_000);

  it('also when one’s own id stands beside it', async () => {
    const key = attackers[0]?.key ?? '';
    const own = await caller(house, key)<{ id: string }>('POST', '/v1/devices', { name: 'Own' });
    const route = open.find(({ method, path }) => method === 'GET' && path === '/v1/devices/{id}');
    if (!route) throw new Error('no such route');
    for (const query of [
      `?id=${treasure.ids['dev']}`,
      `?id=${own.body.id}&id=${treasure.ids['dev']}`,
      `?workspace=${treasure.ids['ws']}`,
    ]) {
      const { status, text } = await ask(key, route, { path: `/v1/devices/${own.body.id}${query}` });
      expect([status, JSON.parse(text).code]).toEqual([422, 'validation_failed']);
      expect(text).not.toContain(canary);
    }
  });

  // Last, because what it makes carries the ids of B as names.
  it('in bodies, at every field', async () => {
    const before = await everythingOfB();
    for (const attacker of attackers) {
      for (const route of open.filter(({ operation }) => operation.requestBody)) {
        const path = filled(route, (prefix) => (prefix ? nobody(prefix) : phoneOfNobody));
        for (const field of fieldsIn(route)) {
          for (const [prefix, id] of idsFor(attacker)) {
            const asking = (value: string) => ({ path, body: withField(exampleOf(route), field, value) });
            await compare(attacker, route, asking, [id, nobody(prefix)]);
          }
        }
      }
    }
    expect(await everythingOfB()).toEqual(before);
  }, 180_000);
});

describe('without a key and without a session', () => {
  it('every route asks for one, before it looks at anything else', async () => {
    for (const route of routes.filter(({ path }) => path.startsWith('/v1/'))) {
      const path = filled(route, (prefix) => (prefix ? (treasure.ids[prefix] ?? nobody(prefix)) : phoneOfB));
      const reply = await fetch(`${house.baseUrl}${path}`, { method: route.method });
      const wanted = isPersonal(route) ? 'session_required' : 'key_missing';
      const { code } = JSON.parse(await reply.text());
      expect([route.method, route.path, reply.status, code]).toEqual([route.method, route.path, 401, wanted]);
    }
  });
});
