import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../audit/audit.ts';
import type { Id } from '../base/id.ts';
import type { Log } from '../base/log.ts';
import { sql } from '../db/db.ts';
import { makeOperator } from './operator.ts';
import { findPerson } from './person.ts';
import { goodPassword, openStage, recordOf, type Stage, times } from './stage.ts';

let stage: Stage;
let owned: string[] = [];
let failing: Id<'person'> | null = null;
const gone: string[] = [];
const logged: string[] = [];

const write = (text: string, fields: object = {}) => void logged.push(JSON.stringify({ text, ...fields }));
const log: Log = { debug: write, info: write, warn: write, error: write };

beforeAll(async () => {
  stage = await openStage({
    log,
    hooks: {
      mayLeave: async () => ({ names: owned }),
      onLeaving: async (_tx, person) => {
        if (person === failing) throw new Error('no');
        gone.push(person);
      },
    },
  });
});
afterAll(() => stage.close());

async function leaving(email: string) {
  const own = await stage.join(email);
  own.takes(await stage.accounts.signIn(own.asks(), { email, password: goodPassword, remember: true }));
  const { session, person } = await own.self();
  expect(await stage.accounts.leave(own.asks(), session)).toEqual({
    is: 'planned',
    at: new Date(stage.clock.now().getTime() + 7 * times.dayMs),
  });
  return { own, person };
}

const find = (id: Id<'person'>) => stage.db.system((tx) => findPerson(tx, id));

describe('leaving', () => {
  it('signs out everywhere, and erases the person after seven days and not before', async () => {
    const { own, person } = await leaving('leaver@example.com');
    expect(await own.knocks()).toEqual({ is: 'nobody' });
    own.session = undefined;
    expect(await own.knocks()).toEqual({ is: 'nobody' });
    stage.pass(7 * times.dayMs - 1);
    expect(await stage.accounts.eraseLeft()).toBe(0);
    stage.pass(1);
    expect(await stage.accounts.eraseLeft()).toBe(1);
    expect(await find(person.id)).toBeUndefined();
    expect(gone).toContain(person.id);
    expect(await stage.accounts.eraseLeft()).toBe(0);
  });

  it('leaves a record that is provable, and in which nothing personal stands', async () => {
    const { person } = await leaving('provable@example.com');
    stage.pass(7 * times.dayMs);
    await stage.accounts.eraseLeft();
    expect((await recordOf(stage, person.id)).slice(-2)).toEqual(['account.leaving', 'account.erased']);
    expect(await stage.db.system((tx) => verifyAudit(tx, person.id))).toMatchObject({ is: 'whole' });
    const rows = await stage.db.system((tx) =>
      tx.many(sql<{ row: string }>`select a::text as row from audit_entries a where chain_id = ${person.id}`),
    );
    expect(rows.filter(({ row }) => /provable@|10\.\d+\.\d+|Chrome/.test(row))).toEqual([]);
    for (const table of [
      'people',
      'registrations',
      'sessions',
      'remembered_browsers',
      'one_time_links',
      'known_networks',
    ]) {
      const left = await stage.db.system((tx) =>
        tx.many(
          sql`select 1 from ${sql.table(table)} t where t::text like ${`%${person.id}%`} or t::text like '%provable@%'`,
        ),
      );
      expect(left, table).toEqual([]);
    }
  });

  it('can be undone by the letter’s link once, or by signing in', async () => {
    const { own, person } = await leaving('stayer@example.com');
    const token = await stage.tokenFor('stayer@example.com', 'leaving');
    expect(await stage.accounts.lookAtKeeping(own.asks(), token)).toEqual({ is: 'fresh', email: 'stayer@example.com' });
    expect(await stage.accounts.keepByLink(own.asks(), token)).toEqual({ is: 'kept' });
    expect(await stage.accounts.keepByLink(own.asks(), token)).toEqual({ is: 'stale' });
    expect(await find(person.id)).toMatchObject({ state: 'active', leavesAt: null });
    own.takes(
      await stage.accounts.signIn(own.asks(), { email: 'stayer@example.com', password: goodPassword, remember: false }),
    );
    await stage.accounts.leave(own.asks(), (await own.self()).session);
    own.takes(
      await stage.accounts.signIn(own.asks(), { email: 'stayer@example.com', password: goodPassword, remember: false }),
    );
    await stage.accounts.keepAccount(own.asks(), person.id);
    const second = await stage.tokenFor('stayer@example.com', 'leaving');
    expect(await stage.accounts.keepByLink(own.asks(), second)).toEqual({ is: 'stale' });
    stage.pass(8 * times.dayMs);
    expect(await stage.accounts.eraseLeft()).toBe(0);
    expect((await recordOf(stage, person.id)).filter((action) => action === 'account.kept')).toHaveLength(2);
  });

  it('is refused to the only owner of what others use, also at the last moment', async () => {
    const own = await stage.join('owner@example.com');
    const { session } = await own.self();
    owned = ['Bakery'];
    expect(await stage.accounts.leave(own.asks(), session)).toEqual({ is: 'owns_workspaces', names: ['Bakery'] });
    owned = [];
    await stage.accounts.leave(own.asks(), session);
    owned = ['Bakery'];
    stage.pass(7 * times.dayMs);
    expect(await stage.accounts.eraseLeft()).toBe(0);
    owned = [];
    expect(await stage.accounts.eraseLeft()).toBe(1);
  });

  it('is refused to the only operator', async () => {
    const own = await stage.join('chief@example.com');
    const { session, person } = await own.self();
    await stage.db.system((tx) => tx.run(sql`update people set operator = true where id = ${person.id}`));
    expect(await stage.accounts.leave(own.asks(), session)).toEqual({ is: 'only_operator' });
    const at = stage.clock.now();
    await stage.db.system((tx) => makeOperator(tx, { email: 'vice@example.com', reseller: person.reseller, at }));
    expect((await stage.accounts.leave(own.asks(), session)).is).toBe('planned');
  });

  it('of one who cannot be erased holds up nobody, and the log names nobody', async () => {
    const stuck = await leaving('stuck@example.com');
    const free = await leaving('free@example.com');
    failing = stuck.person.id;
    stage.pass(7 * times.dayMs);
    expect(await stage.accounts.eraseLeft()).toBeGreaterThanOrEqual(1);
    expect(await find(free.person.id)).toBeUndefined();
    expect(await find(stuck.person.id)).toMatchObject({ state: 'leaving' });
    failing = null;
    await Promise.all([stage.accounts.eraseLeft(), stage.accounts.eraseLeft()]);
    expect(await find(stuck.person.id)).toBeUndefined();
    expect(logged.length).toBeGreaterThan(0);
    for (const line of logged) expect(line).not.toMatch(/example\.com|violet|[A-Za-z0-9_-]{43}/);
  });
});

it('what is over is forgotten: sessions, browsers, links, wishes, networks unused for half a year', async () => {
  const own = await stage.join('swept@example.com');
  await stage.accounts.signIn(own.asks(), { email: 'swept@example.com', password: goodPassword, remember: true });
  await stage.accounts.askForReset(own.asks(), 'swept@example.com');
  const wish = { email: 'wished@example.com', name: '', password: goodPassword, workspaceName: 'x', agreed: {} };
  await stage.accounts.register(own.asks(), wish);
  const count = async (table: string) => {
    const { n } = await stage.db.system((tx) =>
      tx.one(sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`),
    );
    return n;
  };
  await stage.accounts.sweep();
  for (const table of ['sessions', 'remembered_browsers', 'one_time_links', 'registrations', 'known_networks']) {
    expect(await count(table), table).toBeGreaterThan(0);
  }
  stage.pass(181 * times.dayMs);
  await stage.accounts.sweep();
  for (const table of [
    'sessions',
    'remembered_browsers',
    'one_time_links',
    'registrations',
    'known_networks',
    'throttles',
  ]) {
    expect(await count(table), table).toBe(0);
  }
});
