import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../db/db.ts';
import { goodPassword, openStage, recordOf, type Stage, type TestBrowser, times } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const stepMs = 30_000;

/** What the person's app shows, `steps` away from now. */
const codeOf = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor((stage.clock.now().getTime() + steps * stepMs) / 1000) });

async function guarded(email: string): Promise<{ own: TestBrowser; secret: string; recoveryCodes: string[] }> {
  const own = await stage.join(email);
  const { session } = await own.self();
  const started = await stage.accounts.startSecondFactor(own.asks(), session);
  if (started.is !== 'started') throw new Error(started.is);
  const done = own.takes(await stage.accounts.finishSecondFactor(own.asks(), session, codeOf(started.secret)));
  if (done.is !== 'on') throw new Error(done.is);
  stage.pass(stepMs);
  return { own, secret: started.secret, recoveryCodes: done.recoveryCodes };
}

const signIn = (browser: TestBrowser, email: string, remember = false) =>
  stage.accounts.signIn(browser.asks(), { email, password: goodPassword, remember });

/** A browser in which the password was right. */
async function halfWay(email: string, remember = false) {
  const browser = stage.browser();
  const entered = browser.takes(await signIn(browser, email, remember));
  expect(entered.is).toBe('code_needed');
  const recognized = await browser.knocks();
  if (recognized.is !== 'half_way') throw new Error(recognized.is);
  return { browser, session: recognized.session };
}

describe('a second factor', () => {
  it('counts once a code proved it; its secret is sealed, ends other sessions and changes the cookie', async () => {
    const own = await stage.join('on@example.com');
    const other = stage.browser();
    other.takes(await signIn(other, 'on@example.com'));
    const { session, person } = await own.self();
    const started = await stage.accounts.startSecondFactor(own.asks(), session);
    if (started.is !== 'started') throw new Error(started.is);
    expect(started.uri).toMatch(/^otpauth:\/\/totp\/WhatzAPI:on(%40|@)example\.com\?secret=/);
    expect(await stage.accounts.secondFactorOf(person.id)).toEqual({ is: 'off' });
    expect((await signIn(other, 'on@example.com')).is).toBe('signed_in');
    const { secret: kept } = await stage.db.system((tx) =>
      tx.one(sql<{ secret: Buffer }>`select secret from second_factors where person_id = ${person.id}`),
    );
    expect(kept.toString('latin1')).not.toContain(started.secret);
    expect(await stage.accounts.finishSecondFactor(own.asks(), session, '000000')).toEqual({ is: 'refused' });
    const before = own.session;
    const on = own.takes(await stage.accounts.finishSecondFactor(own.asks(), session, codeOf(started.secret)));
    if (on.is !== 'on') throw new Error(on.is);
    expect(new Set(on.recoveryCodes).size).toBe(10);
    for (const code of on.recoveryCodes) expect(code).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/);
    expect(own.session).not.toBe(before);
    expect((await own.knocks()).is).toBe('signed_in');
    expect(await other.knocks()).toEqual({ is: 'nobody' });
    expect(await stage.accounts.secondFactorOf(person.id)).toMatchObject({ is: 'on', recoveryCodesLeft: 10 });
    expect(await stage.accounts.startSecondFactor(own.asks(), (await own.self()).session)).toEqual({
      is: 'on_already',
    });
    expect((await stage.letters('on@example.com')).at(-1)).toMatchObject({ template: 'second_factor_on' });
  });

  it('is asked after the password; half way opens nothing, is not remembered and ends after 15 minutes', async () => {
    const { secret } = await guarded('half@example.com');
    const { browser, session } = await halfWay('half@example.com', true);
    expect(browser.remember).toBeUndefined();
    const half = browser.session;
    const full = browser.takes(await stage.accounts.enterCode(browser.asks(), session, codeOf(secret)));
    expect(full).toMatchObject({ is: 'signed_in', remember: { value: expect.any(String) } });
    expect(browser.session).not.toBe(half);
    const late = await halfWay('half@example.com');
    stage.pass(15 * times.minuteMs);
    expect(await late.browser.knocks()).toEqual({ is: 'nobody' });
    const again = await stage.accounts.enterCode(late.browser.asks(), session, codeOf(secret));
    expect(again).toEqual({ is: 'refused' });
  });

  it('takes the codes of one step before and after, each step once, also under eight tries at once', async () => {
    const { secret } = await guarded('steps@example.com');
    stage.pass(10 * stepMs);
    const tries = await Promise.all(Array.from({ length: 4 }, () => halfWay('steps@example.com')));
    const code = codeOf(secret);
    const answers = await Promise.all(
      tries.map(({ browser, session }) => stage.accounts.enterCode(browser.asks(), session, code)),
    );
    expect(answers.filter(({ is }) => is === 'signed_in')).toHaveLength(1);
    stage.pass(15 * times.minuteMs);
    const table: [number, string][] = [
      [-2, 'refused'],
      [-1, 'signed_in'],
      [-1, 'refused'],
      [0, 'signed_in'],
      [1, 'signed_in'],
      [0, 'refused'],
      [2, 'refused'],
    ];
    for (const [steps, is] of table) {
      const { browser, session } = await halfWay('steps@example.com');
      expect((await stage.accounts.enterCode(browser.asks(), session, codeOf(secret, steps))).is, `${steps}`).toBe(is);
    }
  });

  it('stands five wrong codes in 15 minutes, then looks at none', async () => {
    const { secret } = await guarded('guess@example.com');
    const { browser, session } = await halfWay('guess@example.com');
    const guesses = await Promise.all(
      ['000001', '000002', '000003', '000004', '000005', '000006', '000007', '000008'].map((code) =>
        stage.accounts.enterCode(browser.asks(), session, code),
      ),
    );
    expect(guesses.filter(({ is }) => is === 'refused')).toHaveLength(5);
    expect(await stage.accounts.enterCode(browser.asks(), session, codeOf(secret))).toMatchObject({ is: 'slow_down' });
    stage.pass(15 * times.minuteMs);
    const later = await halfWay('guess@example.com');
    expect((await stage.accounts.enterCode(later.browser.asks(), later.session, codeOf(secret))).is).toBe('signed_in');
  });

  it('can be replaced by each recovery code once, however typed, also under eight tries at once', async () => {
    const { own, recoveryCodes } = await guarded('lost@example.com');
    const [first = '', second = ''] = recoveryCodes;
    const tries = await Promise.all(Array.from({ length: 8 }, () => halfWay('lost@example.com')));
    const answers = await Promise.all(
      tries.map(({ browser, session }) =>
        stage.accounts.enterCode(browser.asks(), session, ` ${first.toUpperCase().replaceAll('-', ' ')}`),
      ),
    );
    expect(answers.filter(({ is }) => is === 'signed_in')).toHaveLength(1);
    const { person } = await own.self();
    expect(await stage.accounts.secondFactorOf(person.id)).toMatchObject({ recoveryCodesLeft: 9 });
    expect(await recordOf(stage, person.id)).toContain('recovery_code.used');
    stage.pass(15 * times.minuteMs);
    const next = await halfWay('lost@example.com');
    expect((await stage.accounts.enterCode(next.browser.asks(), next.session, second)).is).toBe('signed_in');
    const { person: other, recoveryCodes: foreign } = await guarded('foreign@example.com').then(async (one) => ({
      ...one,
      ...(await one.own.self()),
    }));
    expect(other.id).not.toBe(person.id);
    const thief = await halfWay('lost@example.com');
    expect((await stage.accounts.enterCode(thief.browser.asks(), thief.session, foreign[0] ?? '')).is).toBe('refused');
  });

  it('gives new recovery codes, and the old ones are worth nothing', async () => {
    const { own, recoveryCodes } = await guarded('renew@example.com');
    const { session } = await own.self();
    const made = await stage.accounts.newRecoveryCodes(own.asks(), session);
    expect(made).toMatchObject({ is: 'made' });
    const old = await halfWay('renew@example.com');
    expect((await stage.accounts.enterCode(old.browser.asks(), old.session, recoveryCodes[0] ?? '')).is).toBe(
      'refused',
    );
  });

  it('still stands after a reset by mail', async () => {
    const { secret } = await guarded('reset2@example.com');
    const browser = stage.browser();
    await stage.accounts.askForReset(browser.asks(), 'reset2@example.com');
    const token = await stage.tokenFor('reset2@example.com', 'reset');
    browser.takes(await stage.accounts.reset(browser.asks(), { token, password: 'another good long one' }));
    const recognized = await browser.knocks();
    if (recognized.is !== 'half_way') throw new Error(recognized.is);
    expect((await stage.accounts.enterCode(browser.asks(), recognized.session, codeOf(secret))).is).toBe('signed_in');
  });

  it('is turned off by who proved themselves; then the password is enough and the codes are gone', async () => {
    const { own, recoveryCodes } = await guarded('off@example.com');
    const { session, person } = await own.self();
    expect(own.takes(await stage.accounts.endSecondFactor(own.asks(), session)).is).toBe('off');
    expect(await stage.accounts.secondFactorOf(person.id)).toEqual({ is: 'off' });
    expect((await signIn(stage.browser(), 'off@example.com')).is).toBe('signed_in');
    const renewed = (await own.self()).session;
    expect(await stage.accounts.confirm(own.asks(), renewed, { code: recoveryCodes[0] ?? '' })).toEqual({
      is: 'refused',
    });
    expect((await stage.letters('off@example.com')).at(-1)).toMatchObject({ template: 'second_factor_off' });
    const record = await recordOf(stage, person.id);
    expect(record.filter((action) => action.startsWith('second_factor'))).toEqual([
      'second_factor.turned_on',
      'second_factor.turned_off',
    ]);
  });
});
