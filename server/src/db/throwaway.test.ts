import { describe, expect, it } from 'vitest';
import { connected } from './cluster/connect.ts';
import { throwawayCluster, throwawayDatabase, throwawayTemplate } from './throwaway.ts';

const names = (url: string) =>
  connected(url, async (client) =>
    (await client.query('select datname from pg_database')).rows.map(({ datname }) => datname),
  );

describe('throw-away databases', () => {
  it('are apart from each other and gone after drop, even with a connection open', async () => {
    const [one, two] = await Promise.all([throwawayDatabase(), throwawayDatabase()]);
    await connected(one.url, async (client) => {
      await client.query('create table t ()');
      const tables = await connected(two.url, (other) => other.query("select from pg_tables where tablename = 't'"));
      expect(tables.rowCount).toBe(0);
      await one.drop();
    }).catch(() => {});
    await two.drop();
    const left = await names((await throwawayCluster()).adminUrl('postgres'));
    expect(left.filter((name) => name === one.name || name === two.name)).toEqual([]);
  });

  it('are cloned from a template that is made once, however many ask for it at once', async () => {
    let made = 0;
    const prepare = async (url: string) => {
      made += 1;
      await connected(url, (client) => client.query('create table t as select 1 as n'));
    };
    const name = `throwaway_test_${process.pid}`;
    const templates = await Promise.all([1, 2, 3].map(() => throwawayTemplate(name, prepare)));
    expect([made, new Set(templates).size]).toEqual([1, 1]);
    const clones = await Promise.all([1, 2, 3].map(() => throwawayDatabase(templates[0])));
    for (const clone of clones) {
      const { rows } = await connected(clone.url, (client) => client.query('select n from t'));
      expect(rows).toEqual([{ n: 1 }]);
      await clone.drop();
    }
  });
});
