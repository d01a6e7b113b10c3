import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findOperator } from '../../accounts/accounts.ts';
import { listAudit, verifyAudit } from '../../audit/audit.ts';
import { brand as asId } from '../../base/id.ts';
import { sql } from '../../db/db.ts';
import { readHouseSettings } from '../../installation/installation.ts';
import { type AccountStage, goodPassword, openAccountStage } from '../account/stage.ts';
import { founder, setUpLink } from '../admin/stage.ts';

let stage: AccountStage;
beforeEach(async () => {
  stage = await openAccountStage();
});
afterEach(() => stage.close());

const operators = () =>
  stage.db.system((tx) => tx.many(sql<{ email: string }>`select email from people where operator`));

describe('the link on the console', () => {
  it('shows a form as often as it is looked at, and sets up once', async () => {
    const visitor = stage.visitor();
    const link = await setUpLink(stage);
    for (let n = 0; n < 3; n++) expect((await visitor.get(link)).statusCode).toBe(200);
    const next = await visitor.send(link, founder);
    expect(next.statusCode).toBe(200);
    expect(next.body).toContain('name="public_url"');
    expect(await operators()).toEqual([{ email: 'op@example.com' }]);
    const again = await stage.visitor().get(link);
    expect(again.statusCode).toBe(410);
    expect(again.body).toContain('has its operator');
  });

  it('makes a verified operator who owns a workspace with its sandbox, and records it', async () => {
    const visitor = stage.visitor({ language: 'id' });
    const link = await setUpLink(stage);
    await visitor.get(`/id${link}`);
    await visitor.send(`/id${link}`, founder);
    const operator = await stage.db.system(findOperator);
    expect(operator).toMatchObject({
      email: 'op@example.com',
      name: 'Olu Operator',
      language: 'id',
      hasPassword: true,
    });
    const found = await stage.db.system((tx) =>
      tx.one(sql<{ verified: boolean; kinds: string[] }>`
        select p.email_verified_at is not null as verified,
          (select array_agg(w.kind order by w.kind) from workspaces w where w.name = 'Head office') as kinds
        from people p where p.operator`),
    );
    expect(found).toEqual({ verified: true, kinds: ['live', 'sandbox'] });
    const chain = operator?.id ?? asId<'person'>('');
    const record = await stage.db.system((tx) => listAudit(tx, chain, { limit: 10 }));
    expect(record.map(({ action }) => action)).toContain('installation.set_up');
    expect((await stage.db.system((tx) => verifyAudit(tx, chain))).is).toBe('whole');
    const other = stage.visitor();
    await other.get('/login');
    expect((await other.send('/login', { email: founder.email, password: goodPassword })).body).toContain('/admin');
  });

  it('lets one of two win who use it at once', async () => {
    const link = await setUpLink(stage);
    const both = [stage.visitor(), stage.visitor()];
    for (const one of both) await one.get(link);
    const answers = await Promise.all(
      both.map((one, n) => one.post(link, { ...founder, email: `op${n}@example.com` })),
    );
    expect(answers.filter(({ headers }) => headers.location === '/setup/address')).toHaveLength(1);
    expect((await stage.visitor().get(link)).statusCode).toBe(410);
    expect(await operators()).toHaveLength(1);
  });

  it('is worthless after a new start, after a day, and when it was guessed', async () => {
    const first = await setUpLink(stage);
    const second = await setUpLink(stage);
    expect((await stage.visitor().get(first)).statusCode).toBe(410);
    expect((await stage.visitor().get(second)).statusCode).toBe(200);
    stage.pass(25 * 3_600_000);
    expect((await stage.visitor().get(second)).statusCode).toBe(410);
    for (const token of ['x', 'a'.repeat(43), '..%2f..', 'steps']) {
      const reply = await stage.visitor().get(`/setup/${token}`);
      expect([reply.statusCode, reply.body.includes('24 hours')]).toEqual([410, true]);
    }
  });

  it('keeps what was typed when something is wrong with it, but never the password', async () => {
    const visitor = stage.visitor();
    const link = await setUpLink(stage);
    await visitor.get(link);
    const reply = await visitor.post(link, { ...founder, email: 'nobody', password: 'short' });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('value="Olu Operator"');
    expect(reply.body).toContain('id="email-fault"');
    expect(reply.body).toContain('id="password-fault"');
    expect(reply.body).not.toContain('value="short"');
    expect(await operators()).toEqual([]);
    expect((await visitor.send(link, founder)).statusCode).toBe(200);
  });

  it('is told to no other site and kept by no cache', async () => {
    const { headers } = await stage.visitor().get(await setUpLink(stage));
    // Every page says so; `no-referrer` would make browsers hide where the form comes from.
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('cannot be used without the token of its form', async () => {
    const visitor = stage.visitor();
    const link = await setUpLink(stage);
    await visitor.get(link);
    expect((await visitor.post(link, { ...founder, csrf_token: null })).statusCode).toBe(403);
    expect(await operators()).toEqual([]);
  });

  it('is not good on plain http beyond this machine', async () => {
    const reply = await stage.visitor({ host: 'wa.example.com' }).get(await setUpLink(stage));
    expect(reply.body).not.toContain('type="password"');
  });
});

describe('the steps', () => {
  it('can each be skipped, and lead to an end that says what is missing', async () => {
    const visitor = stage.visitor();
    const link = await setUpLink(stage);
    await visitor.get(link);
    let page = await visitor.send(link, founder);
    const seen: string[] = [];
    for (;;) {
      const next = /class="quiet" href="([^"]+)"/.exec(page.body)?.[1];
      if (!next) break;
      seen.push(next);
      page = await visitor.get(next);
    }
    expect(seen).toEqual(['/setup/legal', '/setup/mail', '/setup/brand', '/setup/sign-up', '/setup/done']);
    expect(page.body.match(/Not set/g)).toHaveLength(2);
  });

  it('save what they are given and go on', async () => {
    const visitor = stage.visitor();
    const link = await setUpLink(stage);
    await visitor.get(link);
    await visitor.send(link, founder);
    await visitor.get('/setup/legal');
    const legal = {
      legal_name: 'Acme Ltd.',
      legal_address: '1 High Street\nTown',
      legal_email: 'law@acme.example',
      legal_law: 'the laws of Kenya',
    };
    expect((await visitor.send('/setup/legal', legal)).body).toContain('name="smtp_host"');
    await visitor.get('/setup/sign-up');
    expect((await visitor.send('/setup/sign-up', { sign_up: 'approve' })).body).toContain('It is set up');
    expect(await stage.db.system(readHouseSettings)).toMatchObject({ legalName: 'Acme Ltd.', signUp: 'approve' });
  });

  it('are for the operator alone', async () => {
    await setUpLink(stage);
    expect((await stage.visitor().get('/setup/mail')).headers.location).toContain('/login');
    const person = await stage.join('ana@example.com');
    expect((await person.get('/setup/mail')).statusCode).toBe(404);
    expect((await person.get('/setup/done')).statusCode).toBe(404);
  });
});
