import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../base/id.ts';
import type { Db, Tx } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { createSecrets } from '../secrets/secrets.ts';
import type { CreatingRequest } from './requests.ts';
import { createRequests, forgetReplies } from './requests.ts';

const reseller = '00000000-0000-7000-8000-000000000001';
const dayMs = 86_400_000;

let database: MigratedDatabase;
let db: Db;
let now = new Date('2026-11-22T09:00:00Z');
const clock = { now: () => now };
const secrets = createSecrets(randomBytes(32));
const workspace = '0199a3c2-7f10-7b3e-9d52-1c6a4e8f0b21' as Id<'workspace'>;
const twin = '0199a3c2-7f10-7b3e-9d52-1c6a4e8f0b22' as Id<'workspace'>;

beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  await db.system(async (tx) => {
    await tx.run(sql`
      insert into workspaces (id, reseller_id, kind, twin_id, name, world) values
        (${workspace}, ${reseller}, 'live', ${twin}, 'Bakery', null), (${twin}, ${reseller}, 'sandbox', ${workspace}, 'Bakery', 'abcdefghij0123456789')`);
    for (const id of [workspace, twin]) await secrets.makeKey(tx, id);
  });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

const requests = () => createRequests({ db, secrets, clock });

function request(key: string | undefined, body: unknown = { x: 1 }): CreatingRequest {
  return { workspace, key, method: 'POST', path: '/v1/things', body, secret: false };
}

/** Work that counts how often it was done, as rows that its transaction commits or not. */
function counted(name: string) {
  return async (tx: Tx) => {
    await tx.run(sql`
      insert into contacts (workspace_id, id, name, created_at) values (${workspace}, gen_random_uuid(), ${name}, ${now})`);
    return { status: 201, body: JSON.stringify({ made: name }) };
  };
}

async function times(name: string): Promise<number> {
  const { count } = await db.workspace(workspace, (tx) =>
    tx.one(sql<{ count: number }>`select count(*)::int as count from contacts where name = ${name}`),
  );
  return count;
}

it('does the work of 50 twins once, whatever server they reach', async () => {
  const servers = [requests(), requests()];
  const twins = Array.from({ length: 50 }, (_, at) => servers[at % 2]?.once(request('twins'), counted('twins')));
  const ends = await Promise.allSettled(twins);
  for (const end of ends) {
    if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'idempotency_in_flight' });
    else expect(end.value).toMatchObject({ status: 201, body: '{"made":"twins"}' });
  }
  expect(await times('twins')).toBe(1);
  expect(await requests().once(request('twins'), counted('twins'))).toMatchObject({ replayed: true });
});

it('works every time when there is no key', async () => {
  await requests().once(request(undefined), counted('keyless'));
  await requests().once(request(undefined), counted('keyless'));
  expect(await times('keyless')).toBe(2);
});

it('leaves nothing of work that failed, and lets the next one with its key through', async () => {
  const failing = async (tx: Tx) => {
    await counted('failed')(tx);
    throw new Error('no');
  };
  await expect(requests().once(request('failed'), failing)).rejects.toThrow('no');
  expect(await times('failed')).toBe(0);
  expect(await requests().once(request('failed'), counted('failed'))).toMatchObject({ replayed: false });
});

it('refuses the key for another request', async () => {
  await requests().once(request('reused'), counted('reused'));
  const other = requests().once(request('reused', { x: 2 }), counted('reused'));
  await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  expect(await times('reused')).toBe(1);
});

it('keeps replies sealed', async () => {
  const secretly = async () => ({ status: 201, body: '{"secret":"whsec_canary"}' });
  await requests().once(request('sealed'), secretly);
  const rows = await db.system((tx) => tx.many(sql<{ reply: Buffer }>`select reply from idempotency_keys`));
  expect(rows.length).toBeGreaterThan(0);
  for (const { reply } of rows) expect(reply.includes('whsec_canary')).toBe(false);
});

it('keeps replies for 7 days, those with a secret for one, then does the work anew', async () => {
  const begin = now;
  await requests().once(request('kept'), counted('kept'));
  await requests().once({ ...request('secret'), secret: true }, counted('secret'));
  now = new Date(begin.getTime() + dayMs + 1);
  expect(await requests().once(request('kept'), counted('kept'))).toMatchObject({ replayed: true });
  expect(await requests().once({ ...request('secret'), secret: true }, counted('secret'))).toMatchObject({
    replayed: false,
  });
  now = new Date(begin.getTime() + 7 * dayMs + 1);
  expect(await requests().once(request('kept'), counted('kept'))).toMatchObject({ replayed: false });
  expect(await times('kept')).toBe(2);
  const forget = () =>
    db.system((tx) => forgetReplies(tx, { now: new Date(begin.getTime() + 30 * dayMs), limit: 1_000 }));
  expect(await forget()).toBeGreaterThan(0);
  expect(await forget()).toBe(0);
});

it('holds no transaction open for work outside, and still does it once', async () => {
  let done = 0;
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const outside = async () => {
    done += 1;
    await slow;
    return { status: 200, body: '{"scanned":true}' };
  };
  const first = requests().onceOutside(request('outside'), outside);
  const busy = requests().onceOutside(request('outside'), outside);
  await expect(Promise.race([first, busy])).rejects.toMatchObject({ code: 'idempotency_in_flight' });
  const { open } = await db.system((tx) =>
    tx.one(sql<{ open: number }>`
      select count(*)::int as open from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()`),
  );
  expect(open).toBe(0);
  release();
  await Promise.allSettled([first, busy]);
  expect(await requests().onceOutside(request('outside'), outside)).toMatchObject({ status: 200, replayed: true });
  expect(done).toBe(1);
});

it('frees the key of work outside that failed, and of work that never came back', async () => {
  const failing = async () => Promise.reject(new Error('no'));
  const fine = async () => ({ status: 200, body: '{}' });
  await expect(requests().onceOutside(request('outside failed'), failing)).rejects.toThrow('no');
  expect(await requests().onceOutside(request('outside failed'), fine)).toMatchObject({ replayed: false });
  await new Promise<void>((begun) => {
    const lost = () => {
      begun();
      return new Promise<never>(() => {});
    };
    void requests().onceOutside(request('lost'), lost);
  });
  const again = () => requests().onceOutside(request('lost'), fine);
  await expect(again()).rejects.toMatchObject({ code: 'idempotency_in_flight' });
  now = new Date(now.getTime() + 61_000);
  expect(await again()).toMatchObject({ replayed: false });
});

it('knows whether the database takes writes', async () => {
  await expect(requests().canCommit()).resolves.toBeUndefined();
});
