import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brand } from '../base/id.ts';
import { sql } from '../db/db.ts';
import type { FirstWishes } from './hooks.ts';
import { makeOperator } from './operator.ts';
import { findPerson } from './person.ts';
import { goodPassword, openStage, recordOf, type Stage, times } from './stage.ts';

let stage: Stage;
const made: FirstWishes[] = [];
let policy: 'open' | 'approve' | 'invite' | 'closed' = 'open';
let legalMissing = false;

beforeAll(async () => {
  stage = await openStage({
    hooks: {
      signUpPolicy: async () => ({ policy, legalMissing }),
      isInvited: async (_tx, _invitation, email) => email === 'invited@example.com',
      onPersonMade: async (_tx, wishes) => void made.push(wishes),
    },
  });
});
afterAll(() => stage.close());

const wish = (email: string, more: object = {}) => ({
  email,
  name: 'Ana',
  password: goodPassword,
  workspaceName: 'Bakery',
  agreed: { terms: 3 },
  ...more,
});

function formBrowser() {
  const browser = stage.browser();
  browser.session = `anonymous-${browser.address}`;
  return browser;
}

describe('signing up', () => {
  it('makes the person, with what they wished, once the link was opened in the browser that asked', async () => {
    const browser = formBrowser();
    expect(await stage.accounts.register(browser.asks(), wish(' Ana@Example.com '))).toEqual({ is: 'sent' });
    expect(made).toHaveLength(0);
    const token = await stage.tokenFor('ana@example.com', 'verify');
    expect(await stage.accounts.lookAtVerification(browser.asks(), token)).toEqual({
      is: 'fresh',
      email: 'ana@example.com',
      needsPassword: false,
    });
    const entered = browser.takes(await stage.accounts.verify(browser.asks(), { token }));
    expect(entered).toMatchObject({ is: 'signed_in', person: { email: 'ana@example.com', state: 'active' } });
    expect(made).toMatchObject([{ workspaceName: 'Bakery', agreed: { terms: 3 }, invitation: null }]);
    const { person } = await browser.self();
    expect(await recordOf(stage, person.id)).toEqual(['person.registered', 'person.signed_in']);
    expect(await stage.accounts.verify(browser.asks(), { token })).toEqual({ is: 'stale' });
  });

  it('needs the password in any other browser, and then works there', async () => {
    const mine = formBrowser();
    await stage.accounts.register(mine.asks(), wish('phone@example.com'));
    const token = await stage.tokenFor('phone@example.com', 'verify');
    const phone = formBrowser();
    expect(await stage.accounts.lookAtVerification(phone.asks(), token)).toMatchObject({ needsPassword: true });
    expect(await stage.accounts.verify(phone.asks(), { token })).toEqual({ is: 'wrong_password' });
    const wrong = await stage.accounts.verify(phone.asks(), { token, password: 'not the password at all' });
    expect(wrong).toEqual({ is: 'wrong_password' });
    const right = await stage.accounts.verify(phone.asks(), { token, password: goodPassword });
    expect(right).toMatchObject({ is: 'signed_in' });
  });

  it('lets nobody plant a password on an address that its owner verifies', async () => {
    const attacker = formBrowser();
    await stage.accounts.register(attacker.asks(), wish('victim@example.com', { password: 'attackers own secret 77' }));
    const planted = await stage.tokenFor('victim@example.com', 'verify');
    const victim = formBrowser();
    // The victim opens the letter of the attacker's registration: it asks for a password they do not know.
    expect(await stage.accounts.verify(victim.asks(), { token: planted })).toEqual({ is: 'wrong_password' });
    await stage.accounts.register(victim.asks(), wish('victim@example.com'));
    const own = await stage.tokenFor('victim@example.com', 'verify');
    expect(await stage.accounts.verify(victim.asks(), { token: planted })).toEqual({ is: 'stale' });
    expect(await stage.accounts.verify(victim.asks(), { token: own })).toMatchObject({ is: 'signed_in' });
    const attempt = { email: 'victim@example.com', password: 'attackers own secret 77', remember: false };
    expect(await stage.accounts.signIn(attacker.asks(), attempt)).toEqual({ is: 'refused' });
  });

  it('gives the same answer for a known address, which gets a letter of another kind and keeps its password', async () => {
    await stage.join('known@example.com');
    const other = formBrowser();
    const again = await stage.accounts.register(
      other.asks(),
      wish('KNOWN@example.com', { password: 'another secret 4711' }),
    );
    expect(again).toEqual({ is: 'sent' });
    expect((await stage.letters('known@example.com')).map((letter) => letter.template)).toEqual([
      'verify',
      'account_exists',
    ]);
    const attempt = { email: 'known@example.com', password: 'another secret 4711', remember: false };
    expect(await stage.accounts.signIn(other.asks(), attempt)).toEqual({ is: 'refused' });
  });

  it('tells who knows the password that the letter waits, with a new letter, and nobody else', async () => {
    const browser = formBrowser();
    await stage.accounts.register(browser.asks(), wish('late@example.com'));
    const attempt = { email: 'late@example.com', password: goodPassword, remember: false };
    expect(await stage.accounts.signIn(browser.asks(), attempt)).toEqual({ is: 'unverified' });
    expect(await stage.letters('late@example.com')).toHaveLength(2);
    const wrong = { ...attempt, password: 'something else entirely' };
    expect(await stage.accounts.signIn(browser.asks(), wrong)).toEqual({ is: 'refused' });
    expect(await stage.accounts.sendAgain(formBrowser().asks(), 'late@example.com')).toEqual({ is: 'sent' });
    expect(await stage.letters('late@example.com')).toHaveLength(2);
    expect(await stage.accounts.sendAgain(browser.asks(), 'late@example.com')).toEqual({ is: 'sent' });
    expect(await stage.letters('late@example.com')).toHaveLength(3);
  });

  it('takes a link once under two clicks at once, on its own host only, for 24 hours only', async () => {
    const browser = formBrowser();
    await stage.accounts.register(browser.asks(), wish('twice@example.com'));
    const token = await stage.tokenFor('twice@example.com', 'verify');
    const elsewhere = stage.browser({ host: 'other.example' });
    elsewhere.session = browser.session;
    expect(await stage.accounts.verify(elsewhere.asks(), { token })).toEqual({ is: 'stale' });
    const clicks = await Promise.all([1, 2].map(() => stage.accounts.verify(browser.asks(), { token })));
    expect(clicks.map(({ is }) => is).sort()).toEqual(['signed_in', 'stale']);
    const late = formBrowser();
    await stage.accounts.register(late.asks(), wish('tomorrow@example.com'));
    const old = await stage.tokenFor('tomorrow@example.com', 'verify');
    stage.pass(times.dayMs);
    expect(await stage.accounts.lookAtVerification(late.asks(), old)).toEqual({ is: 'stale' });
    expect(await stage.accounts.verify(late.asks(), { token: old })).toEqual({ is: 'stale' });
  });

  it('writes at most five letters an hour to an address, and twenty for a network', async () => {
    const browser = formBrowser();
    const ask = (email: string) => stage.accounts.register(browser.asks(), wish(email));
    for (let n = 0; n < 5; n += 1) expect(await ask('flood@example.com')).toEqual({ is: 'sent' });
    const sixth = await ask('flood@example.com');
    expect(sixth).toEqual({ is: 'slow_down', retryAfterSeconds: 3600 });
    expect(await stage.letters('flood@example.com')).toHaveLength(5);
    for (let n = 0; n < 15; n += 1) expect((await ask(`flood${n}@example.com`)).is).toBe('sent');
    expect((await ask('flood99@example.com')).is).toBe('slow_down');
    expect((await stage.accounts.askForReset(browser.asks(), 'flood98@example.com')).is).toBe('slow_down');
    stage.pass(times.hourMs);
    expect((await ask('flood99@example.com')).is).toBe('sent');
  }, 60_000);
});

describe('the operator’s policy', () => {
  const ask = (more: object = {}, email = 'policy@example.com') =>
    stage.accounts.register(formBrowser().asks(), wish(email, more));

  it('closes sign-up, keeps it for the invited, and waits for the legal details', async () => {
    try {
      policy = 'closed';
      expect(await ask()).toEqual({ is: 'closed', why: 'closed' });
      policy = 'invite';
      expect(await ask()).toEqual({ is: 'closed', why: 'invite_only' });
      const invitation = brand<'invitation'>('00000000-0000-7000-8000-0000000000aa');
      expect(await ask({ invitation })).toEqual({ is: 'closed', why: 'invite_only' });
      expect(await ask({ invitation }, 'invited@example.com')).toEqual({ is: 'sent' });
      policy = 'open';
      legalMissing = true;
      expect(await ask()).toEqual({ is: 'closed', why: 'legal_missing' });
    } finally {
      policy = 'open';
      legalMissing = false;
    }
  });

  it('lets people wait for approval: nobody in before, a letter each way, nothing left of the declined', async () => {
    const reseller = stage.browser().asks().brand.reseller;
    const operator = await stage.db.system((tx) =>
      makeOperator(tx, { email: 'operator@example.com', reseller, at: stage.clock.now() }),
    );
    const by = await stage.db.system((tx) => findPerson(tx, operator));
    if (!by) throw new Error('no operator');
    policy = 'approve';
    const [one, two] = [formBrowser(), formBrowser()];
    for (const [browser, email] of [
      [one, 'one@example.com'],
      [two, 'two@example.com'],
    ] as const) {
      await stage.accounts.register(browser.asks(), wish(email));
      const token = await stage.tokenFor(email, 'verify');
      expect(await stage.accounts.verify(browser.asks(), { token })).toEqual({ is: 'waiting' });
      stage.pass(times.minuteMs);
    }
    policy = 'open';
    expect(await stage.letters('operator@example.com')).toHaveLength(2);
    const attempt = { email: 'one@example.com', password: goodPassword, remember: false };
    expect(await stage.accounts.signIn(one.asks(), attempt)).toEqual({ is: 'waiting' });
    const waiting = await stage.accounts.waiting(10);
    expect(waiting.map(({ email }) => email)).toEqual(['one@example.com', 'two@example.com']);
    const [first, second] = waiting;
    if (!first || !second) throw new Error('nobody waits');
    expect(await stage.accounts.approve(one.asks(), first.id, by)).toBe(true);
    expect(await stage.accounts.approve(one.asks(), first.id, by)).toBe(false);
    expect(await stage.accounts.decline(one.asks(), second.id, by)).toBe(true);
    expect(await stage.accounts.signIn(one.asks(), attempt)).toMatchObject({ is: 'signed_in' });
    const templates = async (email: string) => (await stage.letters(email)).map(({ template }) => template);
    expect(await templates('one@example.com')).toEqual(['verify', 'waiting', 'approved']);
    expect(await templates('two@example.com')).toEqual(['verify', 'waiting', 'declined']);
    expect(await stage.db.system((tx) => findPerson(tx, second.id))).toBeUndefined();
    const kept = await stage.db.system((tx) =>
      tx.many(sql<{ personal: string | null }>`
        select personal from audit_entries where chain_id = ${second.id} and personal is not null`),
    );
    expect(kept).toEqual([]);
  });
});
