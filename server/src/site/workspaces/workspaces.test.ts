import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountStage, openAccountStage, wish } from '../account/stage.ts';
import type { Visitor } from '../account/visitor.ts';

let stage: AccountStage;
beforeAll(async () => {
  stage = await openAccountStage();
});
afterAll(() => stage.close());

const address = () => `${randomBytes(6).toString('hex')}@example.com`;
const join = (email = address()) => stage.join(email);

/** The path of the first workspace of somebody. */
async function ownPath(visitor: Visitor): Promise<string> {
  const { body } = await visitor.get('/account/workspaces');
  const [path] = /\/account\/workspaces\/ws_[0-9a-f]{32}/.exec(body) ?? [];
  if (!path) throw new Error('no workspace on the list');
  return path;
}

const hidden = (body: string, name: string, nth = 0) =>
  [...body.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g'))][nth]?.[1] ?? '';

/** Somebody who joined the workspace at `path` by the link of the letter. */
async function addMember(owner: Visitor, path: string, role = 'agent'): Promise<{ email: string; visitor: Visitor }> {
  const email = address();
  const visitor = await join(email);
  await owner.get(path);
  await owner.send(`${path}/invite`, { email, role });
  const link = await stage.linkTo(email, 'invitation');
  await visitor.get(link);
  await visitor.send(link);
  return { email, visitor };
}

describe('the list of workspaces', () => {
  it('shows what one is in, and makes more up to ten', async () => {
    const ana = await join();
    expect((await ana.get('/account/workspaces')).body).toContain('Bakery');
    const refused = await ana.post('/account/workspaces', { name: '' });
    expect([refused.statusCode, refused.body.includes('Give it a name')]).toEqual([422, true]);
    const made = await ana.send('/account/workspaces', { name: 'Second shop' });
    expect(made.body).toContain('<bdi>Second shop</bdi>');
    expect(made.body).toContain('with a sandbox beside it');
    for (let n = 3; n <= 10; n += 1) await ana.send('/account/workspaces', { name: `Shop ${n}` });
    const full = await ana.post('/account/workspaces', { name: 'One more' });
    expect([full.statusCode, full.body.includes('may own ten')]).toEqual([422, true]);
  });

  it('and each workspace, is nobody else’s to see', async () => {
    const [ana, ben] = [await join(), await join()];
    const path = await ownPath(ana);
    for (const part of ['', '/keys', '/record', '/record/export']) {
      expect((await ben.get(path + part)).statusCode).toBe(404);
    }
    for (const part of ['/name', '/invite', '/leave', '/keys', '/role', '/remove', '/offer', '/accept']) {
      expect([part, (await ben.post(path + part, { name: 'Mine' })).statusCode]).toEqual([part, 404]);
    }
    expect((await stage.visitor().get(path)).headers.location).toContain('/login?next=');
  });
});

describe('an invitation', () => {
  it('leads by its letter to the team, for who has an account', async () => {
    const owner = await join();
    const path = await ownPath(owner);
    const email = address();
    const invited = await join(email);
    await owner.get(path);
    const sent = await owner.send(`${path}/invite`, { email, role: 'developer' });
    expect(sent.body).toContain('on its way');
    expect(sent.body).toContain(email);
    const link = await stage.linkTo(email, 'invitation');
    const shown = await invited.get(link);
    expect(shown.body).toContain('Join the team');
    expect(shown.body).toContain('Bakery');
    const joined = await invited.send(link);
    expect(joined.body).toContain('Welcome to the team');
    expect((await invited.get(link)).statusCode).toBe(404);
    expect((await owner.get(path)).body).toContain(email);
  });

  it('leads by way of an account, for who has none, also where sign-up is closed to others', async () => {
    const owner = await join();
    const path = await ownPath(owner);
    const email = address();
    await owner.get(path);
    await owner.send(`${path}/invite`, { email, role: 'agent' });
    const link = await stage.linkTo(email, 'invitation');
    const newcomer = stage.visitor();
    const shown = await newcomer.get(link);
    const register = /href="(\/register\?invitation=[^"]+)"/.exec(shown.body)?.[1] ?? '';
    const form = await newcomer.get(register);
    expect(form.statusCode).toBe(200);
    await newcomer.send(register, wish(email, { workspace: null }));
    const verify = await stage.linkTo(email, 'verify');
    await newcomer.get(verify);
    await newcomer.send(verify);
    expect((await newcomer.get(path)).body).toContain('Members');
  });

  it('is nothing to somebody else who holds the link', async () => {
    const owner = await join();
    const path = await ownPath(owner);
    const email = address();
    await owner.get(path);
    await owner.send(`${path}/invite`, { email, role: 'agent' });
    const link = await stage.linkTo(email, 'invitation');
    const stranger = await join();
    expect((await stranger.get(link)).body).not.toContain('Join the team');
    expect((await stranger.post(link)).statusCode).toBe(200);
    expect((await stranger.get(path)).statusCode).toBe(404);
  });

  it('can be sent again and taken back, and tells what is wrong with it', async () => {
    const owner = await join();
    const path = await ownPath(owner);
    const email = address();
    await owner.get(path);
    const page = await owner.send(`${path}/invite`, { email, role: 'agent' });
    const twice = await owner.post(`${path}/invite`, { email, role: 'agent' });
    expect([twice.statusCode, twice.body.includes('has an open invitation')]).toEqual([422, true]);
    const wrong = await owner.post(`${path}/invite`, { email: 'no address', role: 'agent' });
    expect([wrong.statusCode, wrong.body.includes('value="no address"')]).toEqual([422, true]);
    const old = await stage.linkTo(email, 'invitation');
    const again = await owner.send(`${path}/invite-again`, { invitation: hidden(page.body, 'invitation') });
    expect((await stage.visitor().get(old)).statusCode).toBe(404);
    const taken = await owner.send(`${path}/uninvite`, { invitation: hidden(again.body, 'invitation') });
    expect(taken.body).not.toContain(email);
  });
});

describe('the team', () => {
  it('changes by its own forms, and asks for proof before somebody gets power or is removed', async () => {
    const owner = await join();
    const path = await ownPath(owner);
    const { email } = await addMember(owner, path);
    const page = await owner.get(path);
    const member = hidden(page.body, 'member', 1);
    const changed = await owner.send(`${path}/role`, { member, role: 'admin' });
    expect(changed.body).toContain('The new role counts');
    stage.pass(11 * 60_000);
    const first = await owner.post(`${path}/role`, { member, role: 'owner' });
    expect(first.headers.location).toContain('/account/confirm?next=');
    const removal = await owner.post(`${path}/remove`, { member });
    expect(removal.headers.location).toContain('/account/confirm?next=');
    expect((await owner.send(`${path}/role`, { member, role: 'analyst' })).body).toContain('The new role counts');
    expect((await owner.get(path)).body).toContain(email);
  });

  it('shows a member no more than their role may see', async () => {
    const owner = await join();
    const path = await ownPath(owner);
    const { visitor } = await addMember(owner, path, 'billing');
    const { body } = await visitor.get(path);
    expect(body).not.toContain('Members');
    expect(body).not.toContain('/keys');
    expect((await visitor.get(`${path}/keys`)).statusCode).toBe(404);
    expect((await visitor.get(`${path}/record`)).statusCode).toBe(404);
    const refused = await visitor.post(`${path}/name`, { name: 'Mine now' });
    expect([refused.statusCode, refused.body.includes('does not reach that far')]).toEqual([422, true]);
    const left = await visitor.send(`${path}/leave`);
    expect(left.body).toContain('You have left');
  });

  it('is never without an owner, and passes on once the other accepts', async () => {
    const owner = await join();
    const path = await ownPath(owner);
    await owner.get(path);
    const stuck = await owner.post(`${path}/leave`);
    expect([stuck.statusCode, stuck.body.includes('only owner')]).toEqual([422, true]);
    const { visitor } = await addMember(owner, path);
    const page = await owner.get(path);
    const heir = /<select id="member"[^>]*><option value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    expect((await owner.send(`${path}/offer`, { member: heir })).body).toContain('The offer is made');
    const offered = await visitor.get(path);
    expect(offered.body).toContain('This workspace is offered to you');
    expect((await visitor.send(`${path}/accept`)).body).toContain('is yours now');
    await owner.get(path);
    expect((await owner.send(`${path}/leave`)).body).toContain('You have left');
  });
});

describe('an API key made on the page', () => {
  it('is shown once, with a line to try it, and is gone after it was revoked', async () => {
    const owner = await join();
    const path = await ownPath(owner);
    await owner.get(`${path}/keys`);
    const made = await owner.post(`${path}/keys`, { name: 'Shop', kind: 'sandbox', pack: 'messages' });
    const [key] = /wz_test_[0-9A-Za-z_]+/.exec(made.body) ?? [];
    expect(made.statusCode).toBe(200);
    expect(made.headers['cache-control']).toBe('no-store');
    expect(made.body).toContain(`Authorization: Bearer ${key}`.replaceAll("'", '&#39;'));
    const listed = await owner.get(`${path}/keys`);
    expect(listed.body).not.toContain(key);
    expect(listed.body).toContain('Shop');
    const gone = await owner.send(`${path}/keys/revoke`, { kind: 'sandbox', key: hidden(listed.body, 'key') });
    expect(gone.body).not.toContain('<bdi>Shop</bdi>');
  });

  it('asks for proof first', async () => {
    const owner = await join();
    const path = await ownPath(owner);
    stage.pass(11 * 60_000);
    await owner.get(`${path}/keys`);
    const away = await owner.post(`${path}/keys`, { name: 'Shop', kind: 'live', pack: 'messages' });
    expect(away.headers.location).toBe(`/account/confirm?next=${encodeURIComponent(`${path}/keys`)}`);
  });
});

describe('the record', () => {
  it('says who did what in words, and is downloaded as JSON Lines', async () => {
    const owner = await join();
    const path = await ownPath(owner);
    await owner.get(path);
    await owner.send(`${path}/name`, { name: 'Corner bakery' });
    const { body } = await owner.get(`${path}/record`);
    expect(body).toContain('The workspace was renamed');
    expect(body).toContain('name: Corner bakery');
    const file = await owner.get(`${path}/record/export`);
    expect(file.headers['content-type']).toBe('application/x-ndjson');
    const actions = file.body
      .trim()
      .split('\n')
      .map((line): { action: string } => JSON.parse(line));
    expect(actions.map(({ action }) => action)).toContain('workspace.renamed');
  });
});

it('speaks every language of the product', async () => {
  for (const [language, words] of [
    ['id', 'Ruang kerja'],
    ['pt-BR', 'Espaços de trabalho'],
    ['ar', 'مساحات العمل'],
  ] as const) {
    const person = await join();
    await person.get('/account');
    await person.send('/account', { name: 'Ana', language });
    expect((await person.get('/account/workspaces')).body).toContain(words);
    for (const part of ['', '/keys', '/record']) {
      expect((await person.get((await ownPath(person)) + part)).statusCode).toBe(200);
    }
  }
});
