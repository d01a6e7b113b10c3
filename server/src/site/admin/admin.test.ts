import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOperator, findPersonByEmail } from '../../accounts/accounts.ts';
import { listAudit } from '../../audit/audit.ts';
import { showId } from '../../base/id.ts';
import { sql } from '../../db/db.ts';
import { readHouseSettings } from '../../installation/installation.ts';
import { listMails } from '../../mail/mail.ts';
import { platform } from '../../workspaces/workspaces.ts';
import { wish } from '../account/stage.ts';
import type { Visitor } from '../account/visitor.ts';
import { adminPlaces } from './navigation.ts';
import { sectionNames } from './settings/section.ts';
import { type OperatorStage, openOperatorStage } from './stage.ts';

let stage: OperatorStage;
let op: Visitor;
let policy: 'open' | 'approve' = 'open';
beforeAll(async () => {
  stage = await openOperatorStage({ hooks: { signUpPolicy: async () => ({ policy, legalMissing: false }) } });
  op = stage.operator;
});
afterAll(() => stage.close());

const house = () => stage.db.system(readHouseSettings);
const mails = () => stage.db.system((tx) => listMails(tx, { limit: 50 }));
async function lastAct(): Promise<string | undefined> {
  const operator = await stage.db.system(findOperator);
  if (!operator) throw new Error('no operator');
  const [entry] = await stage.db.system((tx) => listAudit(tx, operator.id, { limit: 1 }));
  return entry?.action;
}
async function save(section: string, fields: Record<string, string>) {
  await op.get(`/admin/settings/${section}`);
  return op.post(`/admin/settings/${section}`, { act: 'save', ...fields });
}

describe('the operator’s pages', () => {
  const all = [...adminPlaces.map(({ href }) => href), ...sectionNames.map((name) => `/admin/settings/${name}`)];

  it.each(all)('%s is there for the operator, and for nobody else', async (path) => {
    const page = await op.get(path);
    expect(page.statusCode).toBe(200);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.body).toContain('content="noindex"');
    expect((await stage.visitor().get(path)).headers.location).toContain('/login');
  });

  it('are not there for other people, to read or to send', async () => {
    const ana = await stage.join('ana@example.com');
    for (const path of all) expect((await ana.get(path)).statusCode, path).toBe(404);
    await ana.get('/account');
    for (const path of ['/admin/settings/legal', '/admin/outbox/send-kept', '/admin/waiting/approve']) {
      expect((await ana.post(path)).statusCode, path).toBe(404);
    }
  });

  it('show numbers, and first what waits for the operator', async () => {
    const page = await op.get('/admin');
    expect(page.body).toContain('href="/admin/outbox?state=kept"');
    expect(page.body).toContain('No mail server is set');
  });
});

describe('settings', () => {
  it('open sign-up only once the legal pages can say who is behind them', async () => {
    expect((await save('sign-up', { sign_up: 'open' })).statusCode).toBe(422);
    expect((await save('sign-up', { sign_up: 'invite' })).statusCode).toBe(303);
    const legal = { legal_name: 'Acme', legal_address: 'Here', legal_email: 'law@acme.example', legal_law: 'of Kenya' };
    expect((await save('legal', { ...legal, legal_email: 'law' })).statusCode).toBe(422);
    expect((await save('legal', legal)).statusCode).toBe(303);
    expect(await lastAct()).toBe('setting.changed');
    expect((await save('sign-up', { sign_up: 'open' })).statusCode).toBe(303);
    expect((await save('sign-up', { sign_up: 'anything' })).statusCode).toBe(422);
    expect(await house()).toMatchObject({ signUp: 'open', legalName: 'Acme' });
  });

  it.each([
    'https://wa.example.com/path',
    'ftp://wa.example.com',
    'https://user:pass@wa.example.com',
    'javascript:alert(1)',
    'http://wa.example.com',
  ])('refuse %s as the public address', async (url) => {
    const reply = await save('address', { public_url: url });
    expect(reply.statusCode).toBe(422);
    expect((await house()).publicUrl).toBe('');
  });

  it('take a public address, and everything leads there from then on', async () => {
    expect((await save('address', { public_url: 'wa.example.com' })).statusCode).toBe(303);
    expect((await op.get('/')).body).toContain('<link rel="canonical" href="https://wa.example.com/">');
    expect((await save('address', { public_url: '' })).statusCode).toBe(303);
    expect((await op.get('/')).body).toContain('<link rel="canonical" href="http://localhost/">');
  });

  it('refuse a colour on which nothing can be read and name the nearest that works', async () => {
    const look = { brand_name: 'Acme Chat', accent: '#fff', support_email: '', chat_phone: '' };
    const refused = await save('brand', look);
    expect([refused.statusCode, refused.body.includes('#b2b2b2')]).toEqual([422, true]);
    expect((await save('brand', { ...look, brand_name: 'WhatsApp Pro', accent: '#0A7' })).statusCode).toBe(422);
    expect((await save('brand', { ...look, accent: '#0A7', chat_phone: '+62 812-3456-7890' })).statusCode).toBe(303);
    const home = (await op.get('/')).body;
    expect(home).toContain('Acme Chat');
    expect(home).toContain('<link rel="stylesheet" href="/brand/00aa77.css">');
    expect((await op.get('/brand/00aa77.css')).body).toBe(':root{--accent:#00aa77;--on-accent:#14161a}\n');
    expect((await op.get('/brand/00aa77;}.css')).statusCode).toBe(404);
    expect((await op.get('/favicon.svg')).body).toContain('>A</text>');
    await save('brand', { ...look, brand_name: 'WhatzAPI', accent: '#E8A317' });
  });

  it('say what the environment decides instead of offering it', async () => {
    const mail = { smtpUrl: 'smtp://user:hunter2@mail.example.com', from: 'no-reply@example.com' };
    const other = await openOperatorStage({
      house: (house) => ({ ...house, given: { publicUrl: 'http://localhost', mail } }),
    });
    try {
      for (const section of ['address', 'mail']) {
        const page = await other.operator.get(`/admin/settings/${section}`);
        expect(page.body).not.toMatch(/name="(public_url|smtp_host)"|hunter2/);
        expect(page.body).not.toContain('value="save"');
      }
    } finally {
      await other.close();
    }
  });
});

describe('the mail server', () => {
  const letters: string[] = [];
  let server: SMTPServer;
  let port: string;
  let refusal: string | undefined;

  beforeAll(async () => {
    server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      authOptional: true,
      onAuth: ({ username, password }, _session, done) =>
        password === 'hunter2 & more' ? done(null, { user: username }) : done(new Error('535 bad <b>credentials</b>')),
      onRcptTo: (_address, _session, done) => done(refusal === undefined ? null : new Error(refusal)),
      onData(stream, _session, done) {
        void simpleParser(stream).then(({ subject }) => {
          letters.push(subject ?? '');
          done();
        }, done);
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = String((server.server.address() as AddressInfo).port);
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const fields = () => ({
    smtp_host: '127.0.0.1',
    smtp_port: port,
    smtp_security: 'starttls',
    smtp_user: 'op',
    smtp_password: 'hunter2 & more',
    mail_from: 'no-reply@example.com',
  });

  it('is tried with what was typed, and nothing is saved by that', async () => {
    await op.get('/admin/settings/mail');
    const reply = await op.post('/admin/settings/mail', { ...fields(), act: 'test' });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('The server took the letter for op@example.com');
    expect(letters).toHaveLength(1);
    expect(reply.body).not.toContain('hunter2');
    expect((await op.get('/admin/settings')).body.match(/Not set/g)).toHaveLength(1);
  });

  it('is quoted when it refuses, as text', async () => {
    refusal = 'relaying <script>alert(1)</script> denied';
    await op.get('/admin/settings/mail');
    const reply = await op.post('/admin/settings/mail', { ...fields(), act: 'test' });
    refusal = undefined;
    expect(reply.body).toContain('relaying &lt;script&gt;alert(1)&lt;/script&gt; denied');
    const wrong = await op.post('/admin/settings/mail', { ...fields(), smtp_password: 'wrong', act: 'test' });
    expect(wrong.body).toContain('bad &lt;b&gt;credentials');
  });

  it('is kept with its password, which never comes back and goes to no other server', async () => {
    expect((await save('mail', fields())).statusCode).toBe(303);
    const page = await op.get('/admin/settings/mail');
    expect(page.body).toContain('value="127.0.0.1"');
    expect(page.body).not.toContain('hunter2');
    const stored = await stage.db.system((tx) =>
      tx.many(sql<{ value: unknown; text: string }>`
        select value, encode(sealed, 'escape') as text from installation_settings where key = 'mail'`),
    );
    expect(JSON.stringify(stored)).not.toContain('hunter2');
    // Kept: the same server and user without a password still sends.
    const kept = await op.post('/admin/settings/mail', { ...fields(), smtp_password: '', act: 'test' });
    expect(kept.body).toContain('The server took the letter');
    const elsewhere = { ...fields(), smtp_host: 'evil.example', smtp_password: '', act: 'test' };
    const drawn = await op.post('/admin/settings/mail', elsewhere);
    expect([drawn.statusCode, drawn.body.includes('smtp_password-fault')]).toEqual([422, true]);
  });

  it('is checked before it is kept', async () => {
    const wrong = { ...fields(), smtp_host: 'http://x/', smtp_port: '0', mail_from: 'A <a@b.c>' };
    const reply = await save('mail', wrong);
    expect(reply.statusCode).toBe(422);
    for (const name of ['smtp_host', 'smtp_port', 'mail_from']) expect(reply.body).toContain(`id="${name}-fault"`);
  });

  it('can be forgotten', async () => {
    await op.get('/admin/settings/mail');
    expect((await op.post('/admin/settings/mail', { act: 'forget' })).statusCode).toBe(303);
    expect((await op.get('/admin')).body).toContain('No mail server is set');
  });
});

describe('the outbox', () => {
  it('shows a letter as text, and remembers who read it', async () => {
    const visitor = stage.visitor();
    await visitor.get('/register');
    await visitor.send('/register', wish('bob@example.com', { name: '<script>alert(1)</script>' }));
    const mail = (await mails()).find(({ to }) => to === 'bob@example.com');
    if (!mail) throw new Error('no letter');
    await stage.db.system((tx) => tx.run(sql`update mails set state = 'kept' where id = ${mail.id}`));
    const list = await op.get('/admin/outbox?state=kept');
    expect(list.body).toContain(`/admin/outbox/${showId('mail', mail.id)}`);
    const page = await op.get(`/admin/outbox/${showId('mail', mail.id)}`);
    expect(page.body).toContain('/verify?token=');
    expect(page.body).not.toContain('<script>alert');
    expect(await lastAct()).toBe('letter.read');
    const sent = await op.send(`/admin/outbox/${showId('mail', mail.id)}`);
    expect(sent.body).toContain('on its way again');
    expect((await mails()).find(({ id }) => id === mail.id)?.state).toBe('queued');
    expect((await op.post(`/admin/outbox/${showId('mail', mail.id)}`)).statusCode).toBe(404);
  });

  it.each(['mail_00', 'x', `mail_${'0'.repeat(32)}`])('has no letter %s', async (id) => {
    expect((await op.get(`/admin/outbox/${id}`)).statusCode).toBe(404);
  });
});

describe('people who wait', () => {
  it('are let in or declined, once', async () => {
    policy = 'approve';
    await stage.join('waits@example.com');
    await stage.join('unwanted@example.com');
    policy = 'open';
    const page = await op.get('/admin/waiting');
    expect(page.body).toContain('waits@example.com');
    const find = (email: string) => stage.db.system((tx) => findPersonByEmail(tx, platform, email));
    const [waits, unwanted] = [await find('waits@example.com'), await find('unwanted@example.com')];
    if (!waits || !unwanted) throw new Error('nobody waits');
    expect((await op.send('/admin/waiting/approve', { id: showId('person', waits.id) })).body).toContain('Let in');
    expect((await op.post('/admin/waiting/approve', { id: showId('person', waits.id) })).statusCode).toBe(404);
    await op.get('/admin/waiting');
    await op.send('/admin/waiting/decline', { id: showId('person', unwanted.id) });
    expect((await find('waits@example.com'))?.state).toBe('active');
    expect(await find('unwanted@example.com')).toBeUndefined();
  });
});
