import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brand } from '../base/id.ts';
import { sql } from '../db/db.ts';
import { newAnonymousSession } from './anonymous.ts';
import { makeResetLink } from './links.ts';
import { goodPassword, openStage, recordOf, type Stage, times } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const proof = (email: string, more: object = {}) => ({ email, password: goodPassword, remember: false, ...more });

describe('signing in', () => {
  it('ends the session the browser showed, whoever planted it, and never takes an unknown one over', async () => {
    const own = await stage.join('fixed@example.com');
    const planted = own.session;
    own.takes(await stage.accounts.signIn(own.asks(), proof('fixed@example.com')));
    expect(own.session).not.toBe(planted);
    const thief = stage.browser();
    thief.session = planted;
    expect(await thief.knocks()).toEqual({ is: 'nobody' });
    thief.session = newAnonymousSession(stage.secrets, 'localhost', stage.clock.now());
    expect(await thief.knocks()).toEqual({ is: 'nobody' });
    thief.session = 'A'.repeat(43);
    const entered = thief.takes(await stage.accounts.signIn(thief.asks(), proof('fixed@example.com')));
    expect(entered.is).toBe('signed_in');
    expect(thief.session).not.toBe('A'.repeat(43));
  });

  it('holds on the host it began on, and nowhere else', async () => {
    const own = await stage.join('host@example.com');
    own.takes(await stage.accounts.signIn(own.asks(), proof('host@example.com', { remember: true })));
    const other = stage.browser({ host: 'shop.example' });
    other.session = own.session;
    other.remember = own.remember;
    expect(await other.knocks()).toEqual({ is: 'nobody' });
    expect((await own.knocks()).is).toBe('signed_in');
  });

  it('ends after 12 idle hours, and after 24 in any case', async () => {
    const own = await stage.join('idle@example.com');
    stage.pass(12 * times.hourMs - times.minuteMs);
    expect((await own.knocks()).is).toBe('signed_in');
    stage.pass(12 * times.hourMs - times.minuteMs);
    expect((await own.knocks()).is).toBe('signed_in');
    stage.pass(3 * times.minuteMs);
    expect(await own.knocks()).toEqual({ is: 'nobody' });
    own.takes(await stage.accounts.signIn(own.asks(), proof('idle@example.com')));
    stage.pass(12 * times.hourMs);
    expect(await own.knocks()).toEqual({ is: 'nobody' });
  });

  it('keeps nothing that could be replayed: no token, password or code is in the database as it was', async () => {
    const own = await stage.join('canary@example.com');
    own.takes(await stage.accounts.signIn(own.asks(), proof('canary@example.com', { remember: true })));
    const secrets = [own.session, ...(own.remember ?? '').split('.'), goodPassword];
    for (const table of [
      'sessions',
      'remembered_browsers',
      'one_time_links',
      'people',
      'audit_entries',
      'throttles',
      'jobs',
      'mails',
    ]) {
      // Names of our own tables.
      const rows = await stage.db.system((tx) =>
        tx.many(sql<{ row: string }>`select t::text as row from ${sql.table(table)} t`),
      );
      const found = secrets.filter((secret) => rows.some(({ row }) => row.includes(secret ?? 'nothing')));
      expect(found, table).toEqual([]);
    }
  });

  it('gives one answer to a wrong password, an unknown address, no password, and a suspended person', async () => {
    await stage.join('suspended@example.com');
    await stage.join('known@example.com');
    await stage.db.system((tx) =>
      tx.run(sql`update people set state = 'suspended' where email = 'suspended@example.com'`),
    );
    await stage.db.system((tx) =>
      tx.run(sql`
      insert into people (id, reseller_id, email) select gen_random_uuid(), reseller_id, 'empty@example.com' from people limit 1`),
    );
    const answers = await Promise.all(
      [
        proof('known@example.com', { password: 'wrong wrong wrong' }),
        proof('unknown@example.com'),
        proof('empty@example.com'),
        proof('suspended@example.com'),
        proof('not an address'),
        proof('known@example.com', { password: 'x'.repeat(100_000) }),
      ].map((one) => stage.accounts.signIn(stage.browser().asks(), one)),
    );
    expect(answers).toEqual(answers.map(() => ({ is: 'refused' })));
  });

  it('is recorded, the failed tries at most once a minute', async () => {
    const own = await stage.join('noted@example.com');
    const { person } = await own.self();
    const wrong = proof('noted@example.com', { password: 'wrong wrong wrong' });
    for (let n = 0; n < 3; n += 1) await stage.accounts.signIn(stage.browser().asks(), wrong);
    stage.pass(times.minuteMs);
    await stage.accounts.signIn(stage.browser().asks(), wrong);
    const { session } = await own.self();
    await stage.accounts.signOut(own.asks(), session);
    expect(await own.knocks()).toEqual({ is: 'nobody' });
    expect(await recordOf(stage, person.id)).toEqual([
      'person.registered',
      'person.signed_in',
      'person.sign_in_failed',
      'person.sign_in_failed',
      'person.signed_out',
    ]);
  });

  it('makes an old hash stronger', async () => {
    await stage.join('weak@example.com');
    // Made with 8 MiB and one pass.
    const { hashSync } = await import('@node-rs/argon2');
    const weak = hashSync(goodPassword, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await stage.db.system((tx) =>
      tx.run(sql`update people set password_hash = ${weak} where email = 'weak@example.com'`),
    );
    const entered = await stage.accounts.signIn(stage.browser().asks(), proof('weak@example.com'));
    expect(entered.is).toBe('signed_in');
    const { password_hash } = await stage.db.system((tx) =>
      tx.one(sql<{ password_hash: string }>`select password_hash from people where email = 'weak@example.com'`),
    );
    expect(password_hash).toContain('m=19456,t=2,p=1');
    expect((await stage.accounts.signIn(stage.browser().asks(), proof('weak@example.com'))).is).toBe('signed_in');
  });
});

describe('a reset', () => {
  it('sets the password once under eight tries at once, ends everything else and tells by mail', async () => {
    const own = await stage.join('reset@example.com');
    own.takes(await stage.accounts.signIn(own.asks(), proof('reset@example.com', { remember: true })));
    const elsewhere = stage.browser();
    await stage.accounts.askForReset(elsewhere.asks(), 'Reset@example.com');
    const token = await stage.tokenFor('reset@example.com', 'reset');
    expect(await stage.accounts.lookAtReset(elsewhere.asks(), token)).toEqual({
      is: 'fresh',
      email: 'reset@example.com',
    });
    expect(await stage.accounts.reset(elsewhere.asks(), { token, password: 'password' })).toMatchObject({
      fault: 'too_short',
    });
    const tries = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        stage.accounts.reset(elsewhere.asks(), { token, password: `brand new secret number ${n}` }),
      ),
    );
    expect(tries.filter(({ is }) => is === 'signed_in')).toHaveLength(1);
    expect(tries.filter(({ is }) => is === 'stale')).toHaveLength(7);
    expect(await own.knocks()).toEqual({ is: 'nobody' });
    expect((await stage.letters('reset@example.com')).at(-1)).toMatchObject({ template: 'password_changed' });
    const winner = tries.findIndex(({ is }) => is === 'signed_in');
    const now = proof('reset@example.com', { password: `brand new secret number ${winner}` });
    expect((await stage.accounts.signIn(stage.browser().asks(), now)).is).toBe('signed_in');
    expect((await stage.accounts.signIn(stage.browser().asks(), proof('reset@example.com'))).is).toBe('refused');
  });

  it('is good for 30 minutes, on its host, and only the newest', async () => {
    await stage.join('links@example.com');
    const browser = stage.browser();
    await stage.accounts.askForReset(browser.asks(), 'links@example.com');
    const first = await stage.tokenFor('links@example.com', 'reset');
    await stage.accounts.askForReset(browser.asks(), 'links@example.com');
    const second = await stage.tokenFor('links@example.com', 'reset');
    const look = (token: string, host = 'localhost') =>
      stage.accounts.lookAtReset({ ...browser.asks(), knock: { ...browser.asks().knock, host } }, token);
    expect(await look(first)).toEqual({ is: 'stale' });
    expect(await look(second, 'other.example')).toEqual({ is: 'stale' });
    expect((await look(second)).is).toBe('fresh');
    stage.pass(30 * times.minuteMs);
    expect(await look(second)).toEqual({ is: 'stale' });
  });

  it('answers an unknown address alike and writes nobody', async () => {
    const browser = stage.browser();
    expect(await stage.accounts.askForReset(browser.asks(), 'nobody@example.com')).toEqual({ is: 'sent' });
    expect(await stage.letters('nobody@example.com')).toEqual([]);
  });

  it('gives an account its first password by a link from the console', async () => {
    const id = await stage.db.system(async (tx) => {
      const { id } = await tx.one(sql<{ id: string }>`select id from people where email = 'empty@example.com'`);
      return id;
    });
    const token = await stage.db.system((tx) => makeResetLink(tx, brand<'person'>(id), 'localhost', stage.clock.now()));
    const browser = stage.browser();
    const entered = browser.takes(
      await stage.accounts.reset(browser.asks(), { token, password: 'the first secret of all' }),
    );
    expect(entered).toMatchObject({ is: 'signed_in', person: { email: 'empty@example.com' } });
  });
});
