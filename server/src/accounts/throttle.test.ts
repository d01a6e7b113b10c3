import { hash, verify } from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../db/db.ts';
import { createHasher } from './hasher.ts';
import { goodPassword, openStage, type Stage, type TestBrowser, times } from './stage.ts';

// What is counted here is tries; lighter hashes count the same.
const light = { memoryCost: 1024, timeCost: 1, parallelism: 1 };
let stage: Stage;
let inFlight = 0;
let most = 0;
let hashes = 0;

/** The real thing, counted. */
function counted<Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) {
  return async (...args: Args): Promise<Result> => {
    inFlight += 1;
    hashes += 1;
    most = Math.max(most, inFlight);
    try {
      return await work(...args);
    } finally {
      inFlight -= 1;
    }
  };
}

beforeAll(async () => {
  stage = await openStage({ hasher: createHasher({ hash: counted(hash), verify: counted(verify) }, light) });
});
beforeEach(() => {
  most = 0;
  hashes = 0;
});
afterAll(() => stage.close());

const right = (email: string) => ({ email, password: goodPassword, remember: false });
const wrong = (email: string) => ({ email, password: 'wrong wrong wrong', remember: false });
const fail = (browser: TestBrowser, email: string) => stage.accounts.signIn(browser.asks(), wrong(email));

describe('wrong passwords', () => {
  it.each(['throttled@example.com', 'nobody-at-all@example.com'])(
    'for %s are looked at ten times in 15 minutes from one network, and the eleventh costs no hash',
    async (email) => {
      if (email.startsWith('throttled')) await stage.join(email);
      const stranger = stage.browser();
      for (let n = 0; n < 10; n += 1) expect(await fail(stranger, email)).toEqual({ is: 'refused' });
      hashes = 0;
      expect(await fail(stranger, email)).toEqual({ is: 'slow_down', retryAfterSeconds: 900 });
      expect(await stage.accounts.signIn(stranger.asks(), right(email))).toMatchObject({ is: 'slow_down' });
      expect(hashes).toBe(0);
      stage.pass(15 * times.minuteMs);
      expect(await fail(stranger, email)).toEqual({ is: 'refused' });
    },
  );

  it('are counted before the hash: 64 tries at once get ten looked at', async () => {
    await stage.join('burst@example.com');
    const stranger = stage.browser();
    hashes = 0;
    const answers = await Promise.all(Array.from({ length: 64 }, () => fail(stranger, 'burst@example.com')));
    expect(answers.filter(({ is }) => is === 'refused')).toHaveLength(10);
    expect(answers.filter(({ is }) => is === 'slow_down')).toHaveLength(54);
    expect(hashes).toBe(10);
  });

  it('from one /24 are looked at a hundred times an hour, whatever the addresses', async () => {
    const from = (n: number) => stage.browser({ address: `203.0.113.${n % 250}` });
    for (let n = 0; n < 100; n += 1) expect((await fail(from(n), `guess${n}@example.com`)).is).toBe('refused');
    expect((await fail(from(101), 'guess101@example.com')).is).toBe('slow_down');
    expect((await fail(stage.browser({ address: '203.0.114.1' }), 'guess101@example.com')).is).toBe('refused');
    const six = (tail: string) => stage.browser({ address: `2001:db8:1:2:${tail}` });
    for (let n = 0; n < 10; n += 1) await fail(six(`${n}::1`), 'six@example.com');
    expect((await fail(six('ffff::9'), 'six@example.com')).is).toBe('slow_down');
  }, 60_000);

  it('of strangers never close a known network or a remembered browser', async () => {
    const own = await stage.join('home@example.com', { address: '198.51.100.7' });
    own.takes(await stage.accounts.signIn(own.asks(), { ...right('home@example.com'), remember: true }));
    // Strangers in the same network use its budget up, and the one for this very address.
    for (let n = 0; n < 110; n += 1) {
      await fail(stage.browser({ address: '198.51.100.9' }), n < 10 ? 'home@example.com' : `other${n}@example.com`);
    }
    expect((await fail(stage.browser({ address: '198.51.100.9' }), 'other999@example.com')).is).toBe('slow_down');
    // The remembered browser has a budget of its own.
    own.session = undefined;
    expect((await stage.accounts.signIn(own.asks(), right('home@example.com'))).is).toBe('signed_in');
    // The network is known, so what its strangers did to other addresses does not count.
    stage.pass(15 * times.minuteMs);
    const again = stage.browser({ address: '198.51.100.20' });
    expect((await stage.accounts.signIn(again.asks(), right('home@example.com'))).is).toBe('signed_in');
  }, 60_000);

  it('a hundred in a row from unknown networks leave a reset link, told by one letter; known networks stay open', async () => {
    const own = await stage.join('siege@example.com');
    for (let n = 0; n < 110; n += 1) {
      const stranger = stage.browser({ address: `172.${16 + Math.floor(n / 200)}.${n}.1` });
      expect(await fail(stranger, 'siege@example.com')).toEqual({ is: 'refused' });
    }
    const stranger = stage.browser();
    expect(await stage.accounts.signIn(stranger.asks(), right('siege@example.com'))).toEqual({ is: 'refused' });
    const templates = (await stage.letters('siege@example.com')).map(({ template }) => template);
    expect(templates.filter((template) => template === 'only_by_link')).toHaveLength(1);
    expect((await stage.accounts.signIn(own.asks(), right('siege@example.com'))).is).toBe('signed_in');
    // That ended the row.
    expect((await stage.accounts.signIn(stranger.asks(), right('siege@example.com'))).is).toBe('signed_in');
  }, 60_000);

  it('end by a reset link where the account is closed', async () => {
    await stage.join('closed@example.com');
    await stage.db.system((tx) =>
      tx.run(sql`update people set failures_in_row = 100 where email = 'closed@example.com'`),
    );
    const traveller = stage.browser();
    expect((await stage.accounts.signIn(traveller.asks(), right('closed@example.com'))).is).toBe('refused');
    await stage.accounts.askForReset(traveller.asks(), 'closed@example.com');
    const token = await stage.tokenFor('closed@example.com', 'reset');
    const entered = await stage.accounts.reset(traveller.asks(), { token, password: 'a fresh one for the road' });
    expect(entered.is).toBe('signed_in');
  });
});

describe('hashes', () => {
  it('are two at once at most under 64 sign-ins; fifty wait, the rest are told to try again and count no failure', async () => {
    const people = Array.from({ length: 64 }, (_, n) => `crowd${n}@example.com`);
    most = 0;
    const answers = await Promise.allSettled(people.map((email) => fail(stage.browser(), email)));
    expect(most).toBe(2);
    const refused = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.is === 'refused');
    const unavailable = answers.filter((answer) => answer.status === 'rejected');
    expect(refused.length + unavailable.length).toBe(64);
    expect(refused.length).toBeGreaterThanOrEqual(52);
    for (const answer of unavailable) {
      expect(answer.status === 'rejected' && answer.reason).toMatchObject({
        code: 'unavailable',
        told: { retryAfterSeconds: 3 },
      });
    }
  });

  it('queue fifty and refuse the fifty-third, exactly', async () => {
    const hasher = createHasher({ hash: counted(hash), verify: counted(verify) });
    most = 0;
    const tries = await Promise.allSettled(Array.from({ length: 64 }, () => hasher.verify(null, 'whatever it is')));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(52);
    expect(tries.slice(52).every(({ status }) => status === 'rejected')).toBe(true);
    expect(most).toBe(2);
    expect(await hasher.verify(null, 'free again')).toBe(false);
  });

  it('refused for want of room are no failure', async () => {
    const full = createHasher({ hash, verify: () => Promise.reject(new Error('no room')) });
    const other = await openStage({ hasher: full });
    try {
      const stranger = other.browser();
      for (let n = 0; n < 12; n += 1) {
        await expect(other.accounts.signIn(stranger.asks(), wrong('room@example.com'))).rejects.toThrow('no room');
      }
    } finally {
      await other.close();
    }
  });
});

it('counters whose window is over are forgotten', async () => {
  await fail(stage.browser(), 'swept@example.com');
  stage.pass(2 * times.hourMs);
  await stage.accounts.sweep();
  const { left } = await stage.db.system((tx) =>
    tx.one(sql<{ left: number }>`select count(*)::int as left from throttles`),
  );
  expect(left).toBe(0);
});
