import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../base/id.ts';
import { createDb, type Db, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { appendEvents, readAcross, readerLateMs } from './events.ts';

let database: MigratedDatabase;
let db: Db;
beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

it('tells for how long a reader inside the house is behind, until it has read', async () => {
  const { now } = await db.system((tx) => tx.one(sql<{ now: Date }>`select now() as now`));
  const late = (reader: string) => db.system((tx) => readerLateMs(tx, reader, new Date(now.getTime() + 5_000)));
  expect(await late('one')).toBe(0);
  await db.system((tx) =>
    appendEvents(tx, [
      { workspace: newId('workspace', now), type: 'message.queued', subject: null, at: now, data: {} },
    ]),
  );
  // Transactions of other tests on the same server hide it for a moment.
  while ((await late('one')) === 0) await wait(10);
  expect(await late('one')).toBe(5_000);
  expect((await db.system((tx) => readAcross(tx, 'one', 10))).events).toHaveLength(1);
  expect(await late('one')).toBe(0);
  expect(await late('another')).toBe(5_000);
});
