import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import type { Db } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { throwawayMigrated } from '../db/throwaway-migrated.ts';
import { releaseLeases, removeNode, renewNode, takeLease } from './leases.ts';

const workspace: Id<'workspace'> = brand(randomUUID());
let db: Db;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await throwawayMigrated();
  db = createDb({ ...database, onError: () => {} });
  drop = database.drop;
});
afterAll(async () => {
  await db.end();
  await drop();
});

it('has one holder at any moment and a higher epoch for each, through 10,000 acquisitions by four racing nodes', {
  timeout: 180_000,
}, async () => {
  const device = newDevice();
  const epochs: number[] = [];
  let holder: string | undefined;
  async function race(node: string): Promise<void> {
    while (epochs.length < 10_000) {
      const lease = await take(node, device);
      if (!lease) continue;
      expect(holder).toBeUndefined();
      holder = node;
      epochs.push(lease.epoch);
      await nextTurn();
      expect(holder).toBe(node);
      holder = undefined;
      await db.system((tx) => releaseLeases(tx, node, device));
    }
  }
  await Promise.all((await nodes(4)).map(race));
  expect(epochs).toEqual(epochs.map((_, at) => at + 1));
});

it('gives a device to nobody else while its holder lives, and to exactly one of many when it does not', async () => {
  const device = newDevice();
  const [holder = '', ...others] = await nodes(9);
  expect(await take(holder, device)).toMatchObject({ epoch: 1 });
  expect((await Promise.all(others.map((node) => take(node, device)))).filter(Boolean)).toEqual([]);
  await expire(holder);
  const taken = (await Promise.all(others.map((node) => take(node, device)))).filter(Boolean);
  expect(taken).toMatchObject([{ epoch: 2 }]);
});

it('does not wait for itself: a node that comes back takes its own device with the next epoch', async () => {
  const device = newDevice();
  const [node = ''] = await nodes(1);
  expect(await take(node, device)).toMatchObject({ epoch: 1 });
  expect(await take(node, device)).toMatchObject({ epoch: 2 });
});

it('gives nothing to a node whose own time has run out, until it is renewed', async () => {
  const device = newDevice();
  const [node = ''] = await nodes(1);
  await expire(node);
  expect(await take(node, device)).toBeUndefined();
  await db.system((tx) => renewNode(tx, node));
  expect(await take(node, device)).toMatchObject({ epoch: 1 });
});

it('frees everything a node held when it leaves, and keeps the epochs', async () => {
  const device = newDevice();
  const [leaving = '', next = ''] = await nodes(2);
  await take(leaving, device);
  await db.system(async (tx) => {
    await releaseLeases(tx, leaving);
    await removeNode(tx, leaving);
  });
  expect(await take(next, device)).toMatchObject({ epoch: 2 });
});

function take(node: string, device: Id<'device'>) {
  return db.system((tx) => takeLease(tx, { node, workspace, device }));
}

async function nodes(count: number): Promise<string[]> {
  const made = Array.from({ length: count }, () => randomUUID());
  for (const node of made) await db.system((tx) => renewNode(tx, node));
  await db.system((tx) =>
    tx.run(sql`update nodes set until = now() + interval '1 hour' where id = any (${made}::uuid[])`),
  );
  return made;
}

async function expire(node: string): Promise<void> {
  await db.system((tx) => tx.run(sql`update nodes set until = now() - interval '1 s' where id = ${node}`));
}

function newDevice(): Id<'device'> {
  return brand(randomUUID());
}
