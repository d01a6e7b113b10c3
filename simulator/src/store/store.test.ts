import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../test/database.ts';
import { eventually } from '../../test/world.ts';
import { createClock } from '../clock.ts';
import { createLog } from '../log.ts';
import { openStore, type Store } from './store.ts';
import { doneOnceTable, worldsTable } from './tables.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let store: Store;
const quiet = createLog(() => {});
const open = () =>
  openStore(database.url, {
    clock: createClock(),
    log: quiet,
    onFatal: (error) => {
      throw error;
    },
  });
beforeAll(async () => {
  database = await createDatabase();
  store = await open();
});
afterAll(async () => {
  await store.stop();
  await database.drop();
});

const worlds = async () =>
  (await store.read<{ world: string }>('select world from simulator.worlds order by world', [])).map(
    (row) => row.world,
  );

describe('the store', () => {
  it('tells of a change only once it is durable, and keeps the order', async () => {
    const told: string[] = [];
    store.put(worldsTable, ['first', 1]);
    store.after(() => told.push('first'));
    store.put(worldsTable, ['second', 2]);
    store.after(() => told.push('second'));
    expect(told).toEqual([]);
    await store.committed();
    expect(told).toEqual(['first', 'second']);
    expect(await worlds()).toEqual(['first', 'second']);
  });

  it('writes the last word on a row, and never one that came and went', async () => {
    store.put(worldsTable, ['first', 3]);
    store.put(worldsTable, ['first', 4]);
    store.remove(worldsTable, ['second']);
    let asked = 0;
    const values = () => {
      asked += 1;
      return [1];
    };
    store.putLate(worldsTable, ['brief'], values, { fresh: true });
    store.remove(worldsTable, ['brief']);
    await store.committed();
    expect(await worlds()).toEqual(['first']);
    expect(await store.read('select created_at from simulator.worlds', [])).toEqual([{ created_at: 4 }]);
    expect(asked).toBe(0);
  });

  it('goes on where it was when its connection is cut', async () => {
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    for (let round = 0; round < 3; round += 1) {
      store.put(doneOnceTable, ['world', 'phone', `before ${round}`]);
      await admin.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      store.put(doneOnceTable, ['world', 'phone', `after ${round}`]);
      await store.committed();
    }
    await admin.end();
    const rows = await eventually(
      () => store.read<{ peer: string }>('select peer from simulator.done_once', []).catch(() => undefined),
      'a read after the cut',
    );
    expect(rows).toHaveLength(6);
  });

  it('lets one process write at a time', async () => {
    let second: Store | undefined;
    const waiting = open().then((opened) => {
      second = opened;
    });
    store.put(worldsTable, ['mine', 1]);
    await store.committed();
    expect(second).toBeUndefined();
    await store.stop();
    await waiting;
    if (second) store = second;
    expect(await worlds()).toContain('mine');
  });
});

describe('a message key', () => {
  const reused: string[] = [];
  const sight = (counter: number, digest: string) =>
    store.sight({
      world: 'world',
      chain: Buffer.from('chain'),
      counter,
      digest: Buffer.from(digest),
      at: 1,
      onReuse: () => reused.push(`${counter} ${digest}`),
    });

  it('may be seen again with the same ciphertext, never with another', async () => {
    sight(0, 'a');
    sight(1, 'b');
    await store.committed();
    sight(0, 'a');
    sight(1, 'other');
    sight(2, 'c');
    sight(2, 'd');
    await store.committed();
    await store.committed();
    expect(reused).toEqual(['1 other', '2 d']);
  });
});
