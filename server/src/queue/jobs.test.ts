import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDb, type Db, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { enqueueJob, jobsLateMs } from './queue.ts';

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

it('tells for how long the job that is due longest has waited, and nothing of jobs that are not due', async () => {
  const { now } = await db.system((tx) => tx.one(sql<{ now: Date }>`select now() as now`));
  const late = (ms: number) => db.system((tx) => jobsLateMs(tx, new Date(now.getTime() + ms)));
  expect(await late(60_000)).toBe(0);
  const runAt = new Date(now.getTime() + 30_000);
  await db.system((tx) => enqueueJob(tx, { name: 'one', payload: {}, runAt }));
  await db.system((tx) => enqueueJob(tx, { name: 'two', payload: {}, runAt: new Date(now.getTime() + 50_000) }));
  expect(await late(20_000)).toBe(0);
  expect(await late(60_000)).toBe(30_000);
  // One without a time is due since it was queued, not since 1970.
  await db.system((tx) => enqueueJob(tx, { name: 'three', payload: {} }));
  const waited = await late(60_000);
  expect(waited).toBeGreaterThan(50_000);
  expect(waited).toBeLessThanOrEqual(60_000);
});
