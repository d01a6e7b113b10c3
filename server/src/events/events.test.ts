import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { brand, type Id } from '../base/id.ts';
import { createDb, type Db, sql, type Tx } from '../db/db.ts';
import { throwawayMigrated } from '../db/throwaway-migrated.ts';
import { readCursor, showCursor } from './cursor.ts';
import { readEventTypes } from './event.ts';
import { appendEvents, bodiesOf, eventsOf, onAppended, readAcross, readEvents } from './events.ts';

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

it('skips nothing when a writer that started first commits last', async () => {
  const bakery = newWorkspace();
  const early = await heldOpen((tx) => append(tx, bakery, 'early'));
  await inWorkspace(bakery, (tx) => append(tx, bakery, 'late 1'));
  const first = await pull(bakery);
  expect(first.data).toEqual([]);
  await inWorkspace(bakery, (tx) => append(tx, bakery, 'late 2'));
  expect((await pull(bakery, { after: first.next })).data).toEqual([]);
  await early.commit();
  const rest = await pullUntil(bakery, 3, first.next);
  expect(rest.map(refOf)).toEqual(['early', 'late 1', 'late 2']);
});

it('skips nothing for readers of all workspaces either, and tells them to look again soon', async () => {
  const bakery = newWorkspace();
  const reader = `test ${randomUUID()}`;
  await acrossUntil(reader, (seen) => seen.length > 0 || true);
  const early = await heldOpen((tx) => append(tx, bakery, 'early'));
  await inWorkspace(bakery, (tx) => append(tx, bakery, 'late'));
  const { events, rest } = await db.system((tx) => readAcross(tx, reader, 500));
  expect(events.filter((event) => event.workspace === bakery)).toEqual([]);
  expect(rest).toBe('hidden');
  await early.commit();
  const seen = await acrossUntil(reader, (marks) => marks.filter((mark) => mark.workspace === bakery).length === 2);
  const bodies = await db.system((tx) => bodiesOf(tx, seen));
  expect(seen.flatMap((mark) => (mark.workspace === bakery ? [refOf(bodies.get(mark.n) ?? '{}')] : []))).toEqual([
    'early',
    'late',
  ]);
});

it('gives a reader the same events again after a rollback, and never twice after a commit', async () => {
  const bakery = newWorkspace();
  const reader = `test ${randomUUID()}`;
  await inWorkspace(bakery, (tx) => append(tx, bakery, 'one'));
  await settled();
  const lost: string[] = [];
  await db
    .system(async (tx) => {
      lost.push(...(await readAcross(tx, reader, 500)).events.map((event) => event.id));
      throw new Error('the reader died');
    })
    .catch(() => {});
  const found = (await db.system((tx) => readAcross(tx, reader, 500))).events.map((event) => event.id);
  expect(found).toEqual(lost);
  const again = (await db.system((tx) => readAcross(tx, reader, 500))).events.map((event) => event.id);
  expect(again.filter((id) => found.includes(id))).toEqual([]);
});

it('lets two readers of one name take turns, so that each event is read once', async () => {
  const bakery = newWorkspace();
  const reader = `test ${randomUUID()}`;
  await inWorkspace(bakery, async (tx) => {
    for (let i = 0; i < 40; i += 1) await append(tx, bakery, `${i}`);
  });
  await settled();
  const seen: string[] = [];
  await Promise.all(
    [1, 2, 3].map(async () => {
      for (let i = 0; i < 30; i += 1) {
        const { events } = await db.system((tx) => readAcross(tx, reader, 5));
        seen.push(...events.filter((event) => event.workspace === bakery).map((event) => event.id));
      }
    }),
  );
  expect(seen).toHaveLength(40);
  expect(new Set(seen).size).toBe(40);
});

it('pages through everything with cursors that never end', async () => {
  const bakery = newWorkspace();
  await inWorkspace(bakery, async (tx) => {
    for (let i = 0; i < 7; i += 1) await append(tx, bakery, `${i}`);
  });
  await settled();
  const one = await pull(bakery, { limit: 3 });
  const two = await pull(bakery, { limit: 3, after: one.next });
  const three = await pull(bakery, { limit: 3, after: two.next });
  const four = await pull(bakery, { limit: 3, after: three.next });
  expect([one, two, three, four].map((page) => page.data.map(refOf))).toEqual([
    ['0', '1', '2'],
    ['3', '4', '5'],
    ['6'],
    [],
  ]);
  await inWorkspace(bakery, (tx) => append(tx, bakery, 'new'));
  expect((await pullUntil(bakery, 1, four.next)).map(refOf)).toEqual(['new']);
});

it('shows only the types asked for and moves past the others', async () => {
  const bakery = newWorkspace();
  await inWorkspace(bakery, async (tx) => {
    await append(tx, bakery, 'queued');
    await appendEvents(tx, [
      { workspace: bakery, type: 'message.read', subject: null, at: new Date(), data: { ref: 'read' } },
    ]);
  });
  await settled();
  const page = await pull(bakery, { types: ['message.read'] });
  expect(page.data.map(refOf)).toEqual(['read']);
  expect((await pull(bakery, { after: page.next })).data).toEqual([]);
});

it('does not show the events of another workspace, even to a cursor of that workspace', async () => {
  const [bakery, florist] = [newWorkspace(), newWorkspace()];
  await inWorkspace(bakery, (tx) => append(tx, bakery, 'secret'));
  await settled();
  const { next } = await pull(bakery, { limit: 1 });
  expect((await pull(florist)).data).toEqual([]);
  expect((await pull(florist, { after: next })).data).toEqual([]);
  // Row-level security holds even for a statement that names the other workspace.
  expect((await inWorkspace(florist, (tx) => readEvents(tx, { workspace: bakery, limit: 10 }))).data).toEqual([]);
});

it('refuses a cursor that is older than 7 days, of another generation, or not ours', async () => {
  const bakery = newWorkspace();
  const cursor = readCursor((await pull(bakery)).next);
  const old = showCursor({ ...cursor, readTo: new Date(Date.now() - 7.01 * 86_400_000) });
  const restored = showCursor({ ...cursor, generation: cursor.generation + 1 });
  await expect(pull(bakery, { after: old })).rejects.toMatchObject({ code: 'cursor_expired' });
  await expect(pull(bakery, { after: restored })).rejects.toMatchObject({ code: 'cursor_expired' });
  const far = showCursor({ ...cursor, position: { xact: 2n ** 64n, n: 0n } });
  for (const after of ['', 'x', 'MS4x', '../../etc', `${old}A`.repeat(50), far]) {
    await expect(pull(bakery, { after })).rejects.toMatchObject({ code: 'validation_failed' });
  }
});

it('tells what happened to one message, oldest first', async () => {
  const bakery = newWorkspace();
  const [message, other] = [randomUUID(), randomUUID()];
  await inWorkspace(bakery, async (tx) => {
    for (const type of ['message.queued', 'message.sent'] as const) {
      for (const subject of [message, other]) {
        await appendEvents(tx, [{ workspace: bakery, type, subject, at: new Date(), data: {} }]);
      }
    }
  });
  const bodies = await inWorkspace(bakery, (tx) => eventsOf(tx, bakery, message));
  expect(bodies.map((body) => JSON.parse(body).type)).toEqual(['message.queued', 'message.sent']);
});

it('keeps a fact that became known long after it happened, with its own time in the body', async () => {
  const bakery = newWorkspace();
  const at = new Date(Date.now() - 400 * 86_400_000);
  await inWorkspace(bakery, (tx) =>
    appendEvents(tx, [{ workspace: bakery, type: 'contact.opted_out', subject: null, at, data: {} }]),
  );
  await settled();
  expect((await pull(bakery)).data.map((body) => JSON.parse(body).timestamp)).toEqual([at.toISOString()]);
});

it('signals after the commit and not after a rollback', async () => {
  const bakery = newWorkspace();
  let signals = 0;
  const stop = onAppended(() => {
    signals += 1;
  });
  await inWorkspace(bakery, (tx) => append(tx, bakery, 'kept'));
  await inWorkspace(bakery, async (tx) => {
    await append(tx, bakery, 'dropped');
    throw new Error('no');
  }).catch(() => {});
  stop();
  await inWorkspace(bakery, (tx) => append(tx, bakery, 'unheard'));
  expect(signals).toBe(1);
});

it('suggests the event that was probably meant', () => {
  expect(readEventTypes(['message.read', 'message.read'], 'events')).toEqual(['message.read']);
  expect(() => readEventTypes(['message.recieved', '???'], 'events')).toThrow(
    expect.objectContaining({
      code: 'validation_failed',
      told: expect.objectContaining({
        errors: [
          { path: 'events.0', message: 'There is no event of that name.', suggestion: 'message.received' },
          { path: 'events.1', message: 'There is no event of that name.' },
        ],
      }),
    }),
  );
});

function newWorkspace(): Id<'workspace'> {
  return brand(randomUUID());
}

function inWorkspace<T>(workspace: Id<'workspace'>, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.workspace(workspace, work);
}

async function append(tx: Tx, workspace: Id<'workspace'>, ref: string): Promise<void> {
  await appendEvents(tx, [{ workspace, type: 'message.queued', subject: null, at: new Date(), data: { ref } }]);
}

function pull(
  workspace: Id<'workspace'>,
  options: { after?: string; limit?: number; types?: ('message.read' | 'message.queued')[] } = {},
) {
  return inWorkspace(workspace, (tx) => readEvents(tx, { workspace, limit: 200, ...options }));
}

function refOf(body: string): unknown {
  return JSON.parse(body).data?.ref;
}

/** A transaction that has written and does not commit until told. */
async function heldOpen(work: (tx: Tx) => Promise<void>): Promise<{ commit: () => Promise<void> }> {
  const written = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const ended = db.system(async (tx) => {
    await work(tx);
    written.resolve();
    await go.promise;
  });
  await written.promise;
  return {
    async commit() {
      go.resolve();
      await ended;
    },
  };
}

// Other test files write to the same server, and their open transactions hide our events for a moment.
async function settled(): Promise<void> {
  const deadline = Date.now() + 15_000;
  const { now } = await db.system((tx) => tx.one(sql<{ now: string }>`select pg_current_xact_id()::text as now`));
  while (Date.now() < deadline) {
    const { horizon } = await db.system((tx) =>
      tx.one(sql<{ horizon: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`),
    );
    if (BigInt(horizon) > BigInt(now)) return;
    await wait(10);
  }
  throw new Error('a transaction of somebody else stays open');
}

async function pullUntil(workspace: Id<'workspace'>, count: number, after: string): Promise<string[]> {
  await settled();
  const all: string[] = [];
  let cursor = after;
  while (all.length < count) {
    const page = await pull(workspace, { after: cursor, limit: 2 });
    if (page.data.length === 0) break;
    all.push(...page.data);
    cursor = page.next;
  }
  return all;
}

async function acrossUntil(
  reader: string,
  enough: (seen: Awaited<ReturnType<typeof readAcross>>['events']) => boolean,
) {
  await settled();
  const seen: Awaited<ReturnType<typeof readAcross>>['events'] = [];
  for (;;) {
    const { events, rest } = await db.system((tx) => readAcross(tx, reader, 500));
    seen.push(...events);
    if (rest !== 'more') break;
  }
  if (!enough(seen)) throw new Error('events are missing');
  return seen;
}
