import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reference } from './contract.ts';
import { bootstrap, type House, startHouse, until } from './house.ts';
import { makePerson, memberId, type Person, type Role } from './people.ts';
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
  type OwnCall,
  open,
  phoneOfB,
  phoneOfNobody,
  plain,
  type Raw,
  type Route,
  sweep,
  withField,
} from './sweep.ts';

type Member = { role: Role; person: Person };

const canary = `canary-${randomUUID()}`;
const roles = Object.keys(reference['x-roles']) as Role[];

let house: House;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
/** The workspace of the attackers, live and sandbox, and one member of each role. */
let a: { live: string; sandbox: string };
let members: Member[];
/** The workspace that must stay closed: its ids by prefix, and how its owner calls it. */
let ids: Record<string, string>;
let ownCall: OwnCall;

beforeAll(async () => {
  house = await startHouse();
  receiver = await startReceiver();
  const { live, sandbox } = await bootstrap(house);
  a = { live: live.id, sandbox: sandbox.id };
  members = await Promise.all(
    roles.map(async (role) => ({ role, person: await makePerson(house, { workspace: live.id, role }) })),
  );
  const owner = await makePerson(house, { name: canary, remembered: true });
  const made = await owner.browser.call<{ id: string; sandbox: string }>('POST', '/v1/workspaces', {
    body: { name: canary },
  });
  const workspace = made.body.sandbox;
  ownCall = (method, path, body) => owner.browser.call(method, path, { workspace, body });
  const first = async () => (await ownCall<{ data: { id: string }[] }>('GET', '/v1/devices')).body.data[0];
  const device = (await until(first, 10_000, 'the sandbox’s device')).id;
  const things = await fill(ownCall, { canary, url: receiver.url, device });
  const invited = { email: 'somebody@example.com', role: 'agent' };
  const invitation = await ownCall<{ id: string }>('POST', '/v1/members/invitations', invited);
  const team = { mem: await memberId(house, owner.id, made.body.id), inv: invitation.body.id };
  ids = { ws: workspace, ...things, ...team, ses: owner.session, brw: owner.remembered };
}, 120_000);
afterAll(async () => {
  await receiver.close();
  await house.close();
});

type SessionAsking = Asking & { workspace?: string };

/** Asks as a page of ours would; nothing of the answer is taken over into the browser. */
async function ask(person: Person, route: Route, { path, body, workspace }: SessionAsking): Promise<Raw> {
  const { jar } = person.browser;
  const reply = await fetch(`${house.baseUrl}${path}`, {
    method: route.method,
    headers: {
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      'x-csrf-token': jar.get('csrf_token') ?? '',
      ...(workspace === undefined ? {} : { 'x-workspace': workspace }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}

/** Asks for what is B's and for what nobody has; both answers must be the same bytes, and hold nothing of B. */
async function compare(
  person: Person,
  route: Route,
  ours: (value: string) => SessionAsking,
  [foreign, nobodys]: [string, string],
): Promise<Raw> {
  const told = `${route.method} ${route.path} with ${JSON.stringify(ours(foreign))}`;
  const [one, two] = [await ask(person, route, ours(foreign)), await ask(person, route, ours(nobodys))];
  const shown = (answer: Raw, value: string) => ({ told, status: answer.status, text: plain(answer, value) });
  expect(shown(one, foreign)).toEqual(shown(two, nobodys));
  expect({ told, leaks: one.text.includes(canary) }).toEqual({ told, leaks: false });
  expect(one.status).toBeLessThan(500);
  return one;
}

const bodyOf = (route: Route) =>
  route.method === 'GET' || route.method === 'DELETE' ? {} : { body: exampleOf(route) ?? {} };
const codeOf = ({ text }: Raw): string => (text.startsWith('{') ? JSON.parse(text).code : '');
const mayNot = (role: Role, { operation }: Route) => {
  const needed = operation['x-permission'];
  return needed !== undefined && !reference['x-roles'][role]?.includes(needed);
};
const within = open.filter((route) => !isPersonal(route));
const personal = open.filter(isPersonal);
/** Every member with every one of these routes. */
const pairs = (some: Route[]) => members.flatMap((member) => some.map((route) => ({ ...member, route })));

describe('a session in its own workspace', () => {
  it('is told 403 for every operation its role does not hold, before anything is looked at', async () => {
    const closed = pairs(within).filter(({ role, route }) => mayNot(role, route));
    expect(closed.length).toBeGreaterThan(100);
    await sweep(closed, async ({ role, person, route }) => {
      for (const workspace of [a.live, a.sandbox]) {
        const path = filled(route, (prefix) => (prefix ? (ids[prefix] ?? '') : phoneOfB));
        const answer = await ask(person, route, { path, workspace, ...bodyOf(route) });
        expect([role, route.method, route.path, answer.status, codeOf(answer)]).toEqual([
          role,
          route.method,
          route.path,
          403,
          'scope_missing',
        ]);
      }
    });
  }, 60_000);

  it('finds things of another workspace exactly like missing ones, in every role that may ask', async () => {
    const before = await everythingOf(ownCall);
    const asked = pairs(within.filter(({ path }) => path.includes('{'))).filter(
      ({ role, route }) => !mayNot(role, route),
    );
    await sweep(asked, async ({ person, route }) => {
      const [kind] = kindsIn(route);
      const pair: [string, string] = kind ? [ids[kind] ?? '', nobody(kind)] : [phoneOfB, phoneOfNobody];
      for (const workspace of [a.live, a.sandbox]) {
        const asking = (value: string) => ({ path: filled(route, () => value), workspace, ...bodyOf(route) });
        await compare(person, route, asking, pair);
      }
    });
    expect(await everythingOf(ownCall)).toEqual(before);
  }, 60_000);
});

describe('a session that names another’s workspace', () => {
  it('hears 404 from every operation, in the same bytes as for one that nobody has', async () => {
    const before = await everythingOf(ownCall);
    await sweep(pairs(within), async ({ role, person, route }) => {
      const path = filled(route, (prefix) => (prefix ? (ids[prefix] ?? '') : phoneOfB));
      const asking = (workspace: string) => ({ path, workspace, ...bodyOf(route) });
      const answer = await compare(person, route, asking, [ids['ws'] ?? '', nobody('ws')]);
      expect([role, route.path, answer.status, codeOf(answer)]).toEqual([role, route.path, 404, 'not_found']);
    });
    expect(await everythingOf(ownCall)).toEqual(before);
  }, 60_000);
});

describe('what is another person’s own', () => {
  it('is exactly like what nobody has', async () => {
    const before = await everythingOf(ownCall);
    for (const { person } of members) {
      for (const route of personal.filter(({ path }) => path.includes('{'))) {
        const [kind] = kindsIn(route);
        const pair: [string, string] = kind ? [ids[kind] ?? '', nobody(kind)] : ['terms-9', 'terms-8'];
        const asking = (value: string) => ({ path: filled(route, () => value), ...bodyOf(route) });
        const answer = await compare(person, route, asking, pair);
        expect([route.path, answer.status]).toEqual([route.path, 404]);
      }
      for (const route of personal.filter(({ method, path }) => method === 'GET' && !path.includes('{'))) {
        const { text } = await ask(person, route, { path: route.path, workspace: ids['ws'] ?? '' });
        expect([route.path, text.includes(canary)]).toEqual([route.path, false]);
      }
    }
    expect(await everythingOf(ownCall)).toEqual(before);
  }, 60_000);
});

// Last, because what it makes carries the ids of B as names.
describe('a session with another’s id in its body', () => {
  it('has the same effect as with an id of nobody, at every field', async () => {
    const before = await everythingOf(ownCall);
    const owner = members.find(({ role }) => role === 'owner')?.person;
    if (!owner) throw new Error('no owner');
    // One’s own account and team are changed by these; they are judged above.
    const safe = within.filter(({ operation }) => operation.requestBody && operation.operationId !== 'inviteMember');
    // What sends goes one after the other, as the order within a chat demands.
    const groups = Map.groupBy(safe, ({ path }) => (path.startsWith('/v1/messages') ? '/v1/messages' : path));
    await sweep([...groups.values()], async (some) => {
      for (const route of some) {
        for (const field of fieldsIn(route)) {
          for (const [prefix, id] of Object.entries(ids)) {
            const path = filled(route, (kind) => (kind ? nobody(kind) : phoneOfNobody));
            const body = (value: string) => withField(exampleOf(route), field, value);
            const asking = (value: string) => ({ path, workspace: a.sandbox, body: body(value) });
            await compare(owner, route, asking, [id, nobody(prefix)]);
          }
        }
      }
    });
    expect(await everythingOf(ownCall)).toEqual(before);
  }, 90_000);
});
