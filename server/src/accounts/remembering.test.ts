import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../db/db.ts';
import { goodPassword, openStage, recordOf, type Stage, type TestBrowser, times } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function remembered(email: string): Promise<TestBrowser> {
  const own = await stage.join(email);
  own.takes(await stage.accounts.signIn(own.asks(), { email, password: goodPassword, remember: true }));
  return own;
}

/** A browser that shows only a remember-me cookie. */
function showing(remember: string | undefined): TestBrowser {
  const browser = stage.browser();
  browser.remember = remember;
  return browser;
}

describe('remember me', () => {
  it('is given only to who asked for it', async () => {
    const own = await stage.join('plain@example.com');
    const asked = { email: 'plain@example.com', password: goodPassword };
    expect(await stage.accounts.signIn(own.asks(), { ...asked, remember: false })).not.toHaveProperty('remember');
    const entered = await stage.accounts.signIn(own.asks(), { ...asked, remember: true });
    expect(entered).toMatchObject({
      remember: { expiresAt: new Date(stage.clock.now().getTime() + 30 * times.dayMs) },
    });
  });

  it('signs in again without the session, under a new value each time; its end never moves', async () => {
    const own = await remembered('month@example.com');
    const end = stage.clock.now().getTime() + 30 * times.dayMs;
    const values = [own.remember];
    for (let day = 0; day < 29; day += 7) {
      stage.pass(7 * times.dayMs);
      own.session = undefined;
      const recognized = await own.knocks();
      if (day >= 28) {
        expect(recognized).toEqual({ is: 'nobody' });
        continue;
      }
      if (recognized.is !== 'signed_in') throw new Error(recognized.is);
      expect(recognized.fresh?.remember?.expiresAt.getTime()).toBe(end);
      expect(recognized.session.confirmedAt).toBeNull();
      values.push(own.remember);
    }
    expect(new Set(values).size).toBe(values.length);
  });

  it('lets two tabs in at once, with one new value, and the old value for ten seconds', async () => {
    const own = await remembered('tabs@example.com');
    const old = own.remember;
    const tabs = [showing(old), showing(old)];
    const seen = await Promise.all(tabs.map((tab) => tab.knocks()));
    expect(seen.map(({ is }) => is)).toEqual(['signed_in', 'signed_in']);
    const fresh = seen.flatMap((one) => (one.is === 'signed_in' && one.fresh?.remember ? [one.fresh.remember] : []));
    expect(fresh).toHaveLength(1);
    stage.pass(10_000);
    expect((await showing(old).knocks()).is).toBe('signed_in');
    stage.pass(1);
    expect((await showing(old).knocks()).is).toBe('robbed');
  });

  it('that comes back old ends every session and browser of the person, and is told once by mail', async () => {
    const own = await remembered('robbed@example.com');
    const elsewhere = stage.browser();
    elsewhere.takes(
      await stage.accounts.signIn(elsewhere.asks(), {
        email: 'robbed@example.com',
        password: goodPassword,
        remember: true,
      }),
    );
    const { person } = await own.self();
    const stolen = own.remember;
    own.session = undefined;
    expect((await own.knocks()).is).toBe('signed_in');
    stage.pass(11_000);
    const replays = await Promise.all([showing(stolen), showing(stolen)].map((thief) => thief.knocks()));
    expect(replays.map(({ is }) => is).sort()).toEqual(['nobody', 'robbed']);
    expect(await own.knocks()).toEqual({ is: 'nobody' });
    expect(await elsewhere.knocks()).toEqual({ is: 'nobody' });
    elsewhere.session = undefined;
    expect(await elsewhere.knocks()).toEqual({ is: 'nobody' });
    const told = (await stage.letters('robbed@example.com')).filter(({ template }) => template === 'theft');
    expect(told).toHaveLength(1);
    expect((await recordOf(stage, person.id)).filter((action) => action === 'browser.theft_detected')).toHaveLength(1);
  });

  it('is worth nothing when its selector or validator was made up, or for a suspended person', async () => {
    const own = await remembered('made-up@example.com');
    const [selector] = (own.remember ?? '').split('.');
    for (const value of ['x', 'a.b', `${'A'.repeat(43)}.${'B'.repeat(43)}`, `${own.remember}.x`]) {
      expect(await showing(value).knocks()).toEqual({ is: 'nobody' });
    }
    await stage.db.system((tx) =>
      tx.run(sql`update people set state = 'suspended' where email = 'made-up@example.com'`),
    );
    expect(await showing(own.remember).knocks()).toEqual({ is: 'nobody' });
    await stage.db.system((tx) => tx.run(sql`update people set state = 'active' where email = 'made-up@example.com'`));
    expect((await showing(`${selector}.${'B'.repeat(43)}`).knocks()).is).toBe('robbed');
  });

  it('is forgotten by signing out, and replaced by signing in anew', async () => {
    const own = await remembered('out@example.com');
    const first = own.remember;
    own.takes(
      await stage.accounts.signIn(own.asks(), { email: 'out@example.com', password: goodPassword, remember: true }),
    );
    expect(await showing(first).knocks()).toEqual({ is: 'nobody' });
    const { session } = await own.self();
    await stage.accounts.signOut(own.asks(), session);
    expect(await showing(own.remember).knocks()).toEqual({ is: 'nobody' });
  });

  it('holds at most ten browsers; the one unused longest goes', async () => {
    const own = await remembered('many@example.com');
    const { person } = await own.self();
    for (let n = 0; n < 10; n += 1) {
      stage.pass(1_000);
      const next = stage.browser({ address: own.address });
      await stage.accounts.signIn(next.asks(), { email: 'many@example.com', password: goodPassword, remember: true });
    }
    expect((await stage.accounts.overview(person.id)).browsers).toHaveLength(10);
    own.session = undefined;
    expect(await own.knocks()).toEqual({ is: 'nobody' });
  });
});

describe('one’s own sessions', () => {
  it('are listed and ended one by one, with the browser they hang on', async () => {
    const own = await remembered('list@example.com');
    const phone = stage.browser();
    phone.takes(
      await stage.accounts.signIn(phone.asks(), { email: 'list@example.com', password: goodPassword, remember: true }),
    );
    const { session: here, person } = await own.self();
    const { session: there } = await phone.self();
    const { sessions, browsers } = await stage.accounts.overview(person.id);
    expect(sessions.map(({ id }) => id).sort()).toEqual([here.id, there.id].sort());
    expect(sessions[0]).toMatchObject({ agent: 'Chrome on Linux' });
    expect(browsers).toHaveLength(2);
    expect(await stage.accounts.endSession(own.asks(), here, there.id)).toBe(true);
    expect(await stage.accounts.endSession(own.asks(), here, there.id)).toBe(false);
    phone.session = undefined;
    expect(await phone.knocks()).toEqual({ is: 'nobody' });
    expect(await recordOf(stage, person.id)).toContain('session.ended');
  });

  it('of somebody else are out of reach', async () => {
    const [one, two] = [await remembered('mine@example.com'), await remembered('yours@example.com')];
    const { session: mine } = await one.self();
    const { session: yours } = await two.self();
    expect(await stage.accounts.endSession(one.asks(), mine, yours.id)).toBe(false);
    const { browsers } = await stage.accounts.overview(yours.person);
    expect(await stage.accounts.forgetBrowser(one.asks(), mine, browsers[0]?.id ?? ('' as never))).toBe(false);
    expect((await two.knocks()).is).toBe('signed_in');
  });

  it('end all at once but this one, whose cookie changes', async () => {
    const own = await remembered('others@example.com');
    const phone = stage.browser();
    phone.takes(
      await stage.accounts.signIn(phone.asks(), {
        email: 'others@example.com',
        password: goodPassword,
        remember: true,
      }),
    );
    const { session } = await own.self();
    const before = own.session;
    own.takes({ is: 'ended', ...(await stage.accounts.endAllOthers(own.asks(), session)) });
    expect(own.session).not.toBe(before);
    expect((await own.knocks()).is).toBe('signed_in');
    expect(await phone.knocks()).toEqual({ is: 'nobody' });
    phone.session = undefined;
    expect(await phone.knocks()).toEqual({ is: 'nobody' });
    own.session = undefined;
    expect((await own.knocks()).is).toBe('signed_in');
  });
});
