import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrap, type Cast, caller, type House, startHouse, until } from './house.ts';
import { makePerson, onDatabase, type Person, signIn } from './people.ts';

type Refused = { code: string; params: Record<string, unknown> };
type List<T> = { data: T[]; next: string | null };
type Member = { id: string; person: string; email: string; role: string };
type Workspace = { id: string; sandbox: string; name: string; role: string };
type Entry = {
  n: string;
  action: string;
  actor: { kind: string; id: string | null };
  hash?: string;
  previous?: string;
};

let house: House;
let live: Cast;
let owner: Person;
beforeAll(async () => {
  house = await startHouse();
  ({ live } = await bootstrap(house));
  owner = await makePerson(house, { workspace: live.id });
});
afterAll(() => house.close());

const ask = <T = Refused>(person: Person, method: string, path: string, body?: unknown) =>
  person.browser.call<T>(method, path, { workspace: live.id, ...(body === undefined ? {} : { body }) });
const memberOf = async (person: Person) =>
  (await ask<List<Member>>(owner, 'GET', '/v1/members?limit=200')).body.data.find((one) => one.person === person.id);

describe('one’s own account', () => {
  it('is for sessions: a key, or nothing, hears so', async () => {
    for (const path of ['/v1/account', '/v1/workspaces', '/v1/invitations', '/v1/notices', '/v1/account/sessions']) {
      const byKey = await caller(house, live.api_key)<Refused>('GET', path);
      expect([path, byKey.status, byKey.body.code]).toEqual([path, 401, 'session_required']);
    }
  });

  it('shows itself and changes its name and language', async () => {
    const person = await makePerson(house);
    const { body } = await person.browser.call<{ id: string; email: string }>('GET', '/v1/account');
    expect(body).toMatchObject({ id: person.id, email: person.email, second_factor: { on: false } });
    const changed = await person.browser.call('PATCH', '/v1/account', {
      body: { name: 'Ana Lima', language: 'pt-BR' },
    });
    expect(changed.body).toMatchObject({ name: 'Ana Lima', language: 'pt-BR' });
    const refused = await person.browser.call<Refused>('PATCH', '/v1/account', { body: { language: 'tlh' } });
    expect([refused.status, refused.body.code]).toEqual([422, 'validation_failed']);
  });

  it('lists its sessions page by page, and ends one at once', async () => {
    const person = await makePerson(house);
    const other = await signIn(house, person.id);
    const first = await person.browser.call<List<{ id: string; current: boolean }>>(
      'GET',
      '/v1/account/sessions?limit=1',
    );
    const second = await person.browser.call<List<{ id: string; current: boolean }>>(
      'GET',
      `/v1/account/sessions?limit=1&cursor=${first.body.next}`,
    );
    const both = [...first.body.data, ...second.body.data];
    expect([both.length, second.body.next, both.filter(({ current }) => current).length]).toEqual([2, null, 1]);
    const ending = both.find(({ current }) => !current)?.id;
    expect((await person.browser.call('DELETE', `/v1/account/sessions/${ending}`)).status).toBe(204);
    expect((await other.call<Refused>('GET', '/v1/account')).body.code).toBe('session_expired');
    expect((await person.browser.call('DELETE', `/v1/account/sessions/${ending}`)).status).toBe(404);
  });

  it('makes workspaces, once per idempotency key, and leaves none without an owner', async () => {
    const person = await makePerson(house);
    const asked = { body: { name: 'Second shop' }, headers: { 'idempotency-key': 'second-shop' } };
    const made = await person.browser.call<Workspace>('POST', '/v1/workspaces', asked);
    expect([made.status, made.body.name, made.body.role]).toEqual([201, 'Second shop', 'owner']);
    const again = await person.browser.call<Workspace>('POST', '/v1/workspaces', asked);
    expect([again.headers.get('idempotent-replayed'), again.body]).toEqual(['true', made.body]);
    const { body } = await person.browser.call<List<Workspace>>('GET', '/v1/workspaces');
    expect(body.data).toHaveLength(1);
    const read = await person.browser.call('GET', '/v1/devices', { workspace: made.body.sandbox });
    expect(read.status).toBe(200);
    const left = await person.browser.call<Refused>('POST', `/v1/workspaces/${made.body.id}/leave`);
    expect([left.status, left.body.params['reason']]).toEqual([409, 'last_owner']);
    const renamed = await person.browser.call<Workspace>('PATCH', `/v1/workspaces/${made.body.sandbox}`, {
      body: { name: 'Third shop' },
    });
    expect(renamed.body).toMatchObject({ id: made.body.id, name: 'Third shop' });
  });
});

describe('the team', () => {
  it('grows by an invitation that the invited accepts, and shrinks within a second', async () => {
    const invited = await makePerson(house);
    const sent = await ask<{ id: string }>(owner, 'POST', '/v1/members/invitations', {
      email: invited.email,
      role: 'agent',
    });
    expect(sent.status).toBe(201);
    expect((await ask(invited, 'GET', '/v1/chats')).status).toBe(404);
    const { body } = await invited.browser.call<List<{ id: string; workspace: { id: string } }>>(
      'GET',
      '/v1/invitations',
    );
    expect(body.data).toMatchObject([{ id: sent.body.id, workspace: { id: live.id }, role: 'agent' }]);
    const joined = await invited.browser.call('POST', `/v1/invitations/${sent.body.id}/accept`);
    expect(joined.body).toEqual({ workspace: live.id, role: 'agent' });
    expect((await ask(invited, 'GET', '/v1/chats')).status).toBe(200);
    const member = await memberOf(invited);
    expect((await ask(owner, 'DELETE', `/v1/members/${member?.id}`)).status).toBe(204);
    await until(async () => (await ask(invited, 'GET', '/v1/chats')).status === 404, 1_500, 'the member to be out');
  });

  it('asks for proof before it makes somebody powerful or removes them', async () => {
    const stale = await makePerson(house, { workspace: live.id, confirmed: false });
    const agent = await makePerson(house, { workspace: live.id, role: 'agent' });
    const { id } = (await memberOf(agent)) ?? { id: '' };
    const raised = await ask(stale, 'PATCH', `/v1/members/${id}`, { role: 'admin' });
    expect([raised.status, raised.body.code]).toEqual([403, 'confirmation_required']);
    expect((await ask(stale, 'DELETE', `/v1/members/${id}`)).body.code).toBe('confirmation_required');
    const invited = { email: 'new@example.com', role: 'admin' };
    expect((await ask(stale, 'POST', '/v1/members/invitations', invited)).body.code).toBe('confirmation_required');
    expect((await ask(stale, 'PATCH', `/v1/members/${id}`, { role: 'analyst' })).status).toBe(200);
    expect((await ask(owner, 'PATCH', `/v1/members/${id}`, { role: 'admin' })).status).toBe(200);
  });

  it('can be read and changed by a key as far as its scopes reach, and never handed over', async () => {
    const byKey = caller(house, live.api_key);
    const agent = await makePerson(house, { workspace: live.id, role: 'agent' });
    const { id } = (await memberOf(agent)) ?? { id: '' };
    expect((await byKey('GET', `/v1/members/${id}`)).body).toMatchObject({ person: agent.id, role: 'agent' });
    expect((await byKey('PATCH', `/v1/members/${id}`, { role: 'developer' })).status).toBe(200);
    const raised = await byKey<Refused>('PATCH', `/v1/members/${id}`, { role: 'admin' });
    expect([raised.status, raised.body.code]).toEqual([403, 'scope_missing']);
    const ofOwner = (await memberOf(owner))?.id;
    expect((await byKey<Refused>('DELETE', `/v1/members/${ofOwner}`)).body.code).toBe('scope_missing');
    expect((await byKey<Refused>('POST', '/v1/members/transfer', { member: id })).body.code).toBe('scope_missing');
    expect((await byKey<Refused>('POST', '/v1/members/transfer/accept')).body.code).toBe('session_required');
  });

  it('passes from owner to owner once the other accepts', async () => {
    const [asker, heir] = [
      await makePerson(house, { workspace: live.id }),
      await makePerson(house, { workspace: live.id, role: 'billing' }),
    ];
    const { id } = (await memberOf(heir)) ?? { id: '' };
    expect((await ask(heir, 'POST', '/v1/members/transfer/accept')).status).toBe(404);
    expect((await ask(asker, 'POST', '/v1/members/transfer', { member: id })).status).toBe(201);
    expect((await ask(owner, 'GET', '/v1/members/transfer')).body).toMatchObject({ member: id });
    expect((await ask(heir, 'POST', '/v1/members/transfer/accept')).body).toMatchObject({ role: 'owner' });
    expect([(await memberOf(asker))?.role, (await memberOf(heir))?.role]).toEqual(['admin', 'owner']);
    expect((await ask(owner, 'GET', '/v1/members/transfer')).status).toBe(404);
  });

  it('keeps an owner when two leave at once', async () => {
    const [one, two] = [await makePerson(house), await makePerson(house)];
    const made = await one.browser.call<Workspace>('POST', '/v1/workspaces', { body: { name: 'Ours' } });
    const workspace = made.body.id;
    await onDatabase(
      house,
      `insert into members (workspace_id, id, person_id, role) select workspace_id, gen_random_uuid(), $2, 'owner'
       from members where person_id = $1`,
      [one, two].map(({ id }) => id.replace('per_', '')),
    );
    const leave = (person: Person) => person.browser.call('POST', `/v1/workspaces/${workspace}/leave`);
    // A token each before, so that both really ask at the same time.
    await Promise.all([one, two].map(({ browser }) => browser.call('GET', '/v1/account')));
    const statuses = (await Promise.all([leave(one), leave(two)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([204, 409]);
  });
});

describe('the page of keys', () => {
  it('gives a line that works as it stands: it sends to the pretend phone of the sandbox', async () => {
    const { jar } = owner.browser;
    const reply = await fetch(`${house.baseUrl}/account/workspaces/${live.id}/keys`, {
      method: 'POST',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), origin: house.baseUrl },
      body: new URLSearchParams({
        csrf_token: jar.get('csrf_token') ?? '',
        name: 'Tried',
        kind: 'sandbox',
        pack: 'messages',
      }),
    });
    const [, shown = ''] = /<code id="try-line">([^<]+)</.exec(await reply.text()) ?? [];
    const line = shown.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    const { stdout } = await promisify(execFile)('sh', ['-c', line]);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'text', text: { body: 'Hello' }, status: 'queued' });
  });
});

describe('the record of who did what', () => {
  it('lists acts of people and keys, page by page, in their own workspace only', async () => {
    const made = await caller(house, live.api_key)<{ id: string }>('POST', '/v1/devices', { name: 'Audited' });
    const { body } = await ask<List<Entry>>(owner, 'GET', '/v1/audit?limit=2');
    expect(body.data[0]).toMatchObject({ action: 'device.made', target: made.body.id, actor: { kind: 'key' } });
    const rest = await ask<List<Entry>>(owner, 'GET', `/v1/audit?limit=200&cursor=${body.next}`);
    const all = [...body.data, ...rest.body.data].map(({ n }) => Number(n));
    expect(all).toEqual(all.map((_, at) => all.length - at));
    const agent = await makePerson(house, { workspace: live.id, role: 'agent' });
    expect((await ask(agent, 'GET', '/v1/audit')).body.code).toBe('scope_missing');
  });

  it('is exported as JSON Lines in which each entry carries the hash of the one before', async () => {
    const reply = await fetch(`${house.baseUrl}/v1/audit/export`, {
      headers: { authorization: `Bearer ${live.api_key}` },
    });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    const lines = (await reply.text()).trim().split('\n');
    const entries = lines.map((line): Entry => JSON.parse(line));
    expect(entries.length).toBeGreaterThan(5);
    for (const [at, { previous }] of entries.entries()) if (at > 0) expect(previous).toBe(entries[at - 1]?.hash);
  });
});
