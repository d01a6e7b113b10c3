import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../db/db.ts';
import { goodPassword, openStage, recordOf, type Stage, type TestBrowser, times } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const enter = async (browser: TestBrowser, email: string, password = goodPassword, remember = false) =>
  browser.takes(await stage.accounts.signIn(browser.asks(), { email, password, remember }));

describe('proving oneself again', () => {
  it('is needed ten minutes after the last time, and changes the cookie', async () => {
    const own = await stage.join('confirm@example.com');
    stage.pass(10 * times.minuteMs);
    const { session } = await own.self();
    expect(await stage.accounts.leave(own.asks(), session)).toEqual({ is: 'confirm_first' });
    expect(await stage.accounts.askToChangeEmail(own.asks(), session, 'new@example.com')).toEqual({
      is: 'confirm_first',
    });
    expect(await stage.accounts.startSecondFactor(own.asks(), session)).toEqual({ is: 'confirm_first' });
    expect(await stage.accounts.confirm(own.asks(), session, { password: 'wrong wrong wrong' })).toEqual({
      is: 'refused',
    });
    const before = own.session;
    const proven = own.takes(await stage.accounts.confirm(own.asks(), session, { password: goodPassword }));
    expect(proven.is).toBe('confirmed');
    const thief = stage.browser();
    thief.session = before;
    expect(await thief.knocks()).toEqual({ is: 'nobody' });
    const renewed = (await own.self()).session;
    expect(renewed.endsAt).toEqual(session.endsAt);
    expect((await stage.accounts.startSecondFactor(own.asks(), renewed)).is).toBe('started');
  });

  it('stands ten wrong passwords', async () => {
    const own = await stage.join('ten@example.com');
    const { session } = await own.self();
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => stage.accounts.confirm(own.asks(), session, { password: 'wrong wrong wrong' })),
    );
    expect(tries.filter(({ is }) => is === 'refused')).toHaveLength(10);
    expect(tries.filter(({ is }) => is === 'slow_down')).toHaveLength(2);
  });

  it('of two requests at once changes the cookie for one; the other is told that the session changed', async () => {
    const own = await stage.join('race@example.com');
    const { session } = await own.self();
    const asks = own.asks();
    const both = await Promise.allSettled(
      [1, 2].map(() => stage.accounts.confirm(asks, session, { password: goodPassword })),
    );
    const lost = both.filter((one) => one.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]).toMatchObject({ reason: { code: 'session_expired' } });
  });
});

describe('a change of password', () => {
  it('takes the present one, ends all others and what remembers them, and tells by mail', async () => {
    const own = await stage.join('change@example.com');
    await enter(own, 'change@example.com', goodPassword, true);
    const other = stage.browser();
    await enter(other, 'change@example.com', goodPassword, true);
    const { session, person } = await own.self();
    const change = (current: string, password: string) =>
      stage.accounts.changePassword(own.asks(), session, { current, password });
    expect(await change('wrong wrong wrong', 'green lamps at the harbour')).toEqual({ is: 'wrong_password' });
    expect(await change(goodPassword, 'qwertyuiop')).toEqual({ is: 'password_refused', fault: 'too_common' });
    const before = own.session;
    expect(own.takes(await change(goodPassword, 'green lamps at the harbour')).is).toBe('changed');
    expect(own.session).not.toBe(before);
    expect((await own.knocks()).is).toBe('signed_in');
    expect(await other.knocks()).toEqual({ is: 'nobody' });
    own.session = undefined;
    expect(await own.knocks()).toEqual({ is: 'nobody' });
    expect((await enter(stage.browser(), 'change@example.com')).is).toBe('refused');
    expect((await enter(stage.browser(), 'change@example.com', 'green lamps at the harbour')).is).toBe('signed_in');
    expect((await stage.letters('change@example.com')).at(-1)).toMatchObject({ template: 'password_changed' });
    expect(await recordOf(stage, person.id)).toContain('password.changed');
  });
});

describe('a change of address', () => {
  async function asked(from: string, to: string) {
    const own = await stage.join(from);
    const { session, person } = await own.self();
    expect(await stage.accounts.askToChangeEmail(own.asks(), session, to)).toEqual({ is: 'sent' });
    return { own, session, person };
  }

  it('happens by the link at the new address, and is told to the old one before and after', async () => {
    const { own, person } = await asked('old@example.com', ' New@Example.com');
    const stranger = stage.browser();
    await stage.accounts.askForReset(stranger.asks(), 'old@example.com');
    const stale = await stage.tokenFor('old@example.com', 'reset');
    const token = await stage.tokenFor('new@example.com', 'email_change');
    expect((await stage.letters('old@example.com')).map(({ template }) => template)).toContain('email_change_notice');
    expect(await stage.accounts.lookAtEmailChange(stranger.asks(), token)).toEqual({
      is: 'fresh',
      email: 'new@example.com',
    });
    const clicks = await Promise.all([1, 2].map(() => stage.accounts.changeEmail(stranger.asks(), token)));
    expect(clicks.map(({ is }) => is).sort()).toEqual(['changed', 'stale']);
    expect((await own.self()).person.email).toBe('new@example.com');
    expect(await stage.accounts.lookAtReset(stranger.asks(), stale)).toEqual({ is: 'stale' });
    expect((await enter(stage.browser(), 'new@example.com')).is).toBe('signed_in');
    expect((await enter(stage.browser(), 'old@example.com')).is).toBe('refused');
    expect((await stage.letters('old@example.com')).at(-1)).toMatchObject({ template: 'email_changed' });
    expect(await recordOf(stage, person.id)).toContain('email.changed');
  });

  it('is undone from the old address for seven days: the intruder is out, and what they set up is gone', async () => {
    const { own, session, person } = await asked('owner@example.com', 'intruder@example.com');
    const stranger = stage.browser();
    const token = await stage.tokenFor('intruder@example.com', 'email_change');
    await stage.accounts.changeEmail(own.asks(), token);
    const started = await stage.accounts.startSecondFactor(own.asks(), session);
    expect(started.is).toBe('started');
    await stage.accounts.askToChangeEmail(own.asks(), session, 'intruder2@example.com');
    const further = await stage.tokenFor('intruder2@example.com', 'email_change');
    expect((await stage.accounts.leave(own.asks(), session)).is).toBe('planned');
    stage.pass(6 * times.dayMs);
    const undo = await stage.tokenFor('owner@example.com', 'email_changed');
    expect(await stage.accounts.lookAtUndo(stranger.asks(), undo)).toEqual({ is: 'fresh', email: 'owner@example.com' });
    expect(await stage.accounts.undoEmailChange(stranger.asks(), undo)).toEqual({ is: 'undone' });
    expect(await stage.accounts.undoEmailChange(stranger.asks(), undo)).toEqual({ is: 'stale' });
    expect(await stage.accounts.changeEmail(stranger.asks(), further)).toEqual({ is: 'stale' });
    expect(await own.knocks()).toEqual({ is: 'nobody' });
    expect((await enter(own, 'owner@example.com')).is).toBe('refused');
    const reset = await stage.tokenFor('owner@example.com', 'reset');
    const back = await stage.accounts.reset(stranger.asks(), { token: reset, password: 'mine again for good' });
    expect(back).toMatchObject({
      is: 'signed_in',
      person: { id: person.id, email: 'owner@example.com', state: 'active' },
    });
  });

  it('is over after seven days', async () => {
    const { own } = await asked('seven@example.com', 'seven-new@example.com');
    await stage.accounts.changeEmail(own.asks(), await stage.tokenFor('seven-new@example.com', 'email_change'));
    const undo = await stage.tokenFor('seven@example.com', 'email_changed');
    stage.pass(7 * times.dayMs);
    expect(await stage.accounts.undoEmailChange(own.asks(), undo)).toEqual({ is: 'stale' });
  });

  it('to an address with an account is answered alike, and tells only that account', async () => {
    await stage.join('taken@example.com');
    await asked('wants@example.com', 'taken@example.com');
    expect((await stage.letters('taken@example.com')).at(-1)).toMatchObject({ template: 'account_exists' });
  });

  it('does not happen when somebody else took the address meanwhile; the link stays', async () => {
    const { own } = await asked('slow@example.com', 'fast@example.com');
    const token = await stage.tokenFor('fast@example.com', 'email_change');
    await stage.join('fast@example.com');
    expect(await stage.accounts.changeEmail(own.asks(), token)).toEqual({ is: 'taken' });
    await stage.db.system((tx) => tx.run(sql`delete from people where email = 'fast@example.com'`));
    expect((await stage.accounts.changeEmail(own.asks(), token)).is).toBe('changed');
  });

  it('refuses what is no address, and the present one', async () => {
    const own = await stage.join('same@example.com');
    const { session } = await own.self();
    for (const email of ['nonsense', 'Same@example.com']) {
      await expect(stage.accounts.askToChangeEmail(own.asks(), session, email)).rejects.toMatchObject({
        code: 'validation_failed',
        told: { errors: [{ path: 'email' }] },
      });
    }
  });
});

it('a profile keeps what is not told', async () => {
  const own = await stage.join('profile@example.com');
  const { person } = await own.self();
  expect(await stage.accounts.changeProfile(person.id, { language: 'id' })).toMatchObject({
    language: 'id',
    name: 'Ana Maria',
  });
  expect(await stage.accounts.changeProfile(person.id, { legalMail: false, name: 'Ana' })).toMatchObject({
    language: 'id',
    name: 'Ana',
    wantsLegalMail: false,
  });
});
