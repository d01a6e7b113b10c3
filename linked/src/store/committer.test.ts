import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../../../server/src/base/log.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { collect, commitSql, parameters } from './commit-sql.ts';
import { type Committer, createCommitter } from './committer.ts';
import { createKeyCache } from './key-cache.ts';
import { Fenced, StoreLost } from './problem.ts';
import { claim } from './sessions.ts';
import type { Writer } from './write.ts';

let database: TestDatabase;
let reader: pg.Pool;
let committer: Committer;
beforeAll(async () => {
  database = await createTestDatabase();
  reader = new pg.Pool({ connectionString: database.linkedUrl, max: 2 });
  committer = createCommitter(database.linkedUrl, silentLog);
});
afterAll(async () => {
  await committer.end();
  await reader.end();
  await database.drop();
});

let writer: Writer;
beforeEach(async () => {
  writer = { workspace: randomUUID(), session: randomUUID(), epoch: 1, broken: undefined };
  await claimed(writer);
});

const claimed = (name: Writer) => claim({ committer, reader, cache: createKeyCache(1000) }, name);
const key = (id: string, text: string | null) => ({
  type: 'session',
  id,
  value: text === null ? null : Buffer.from(text),
});

async function stored(of: Writer = writer): Promise<Record<string, string>> {
  const { rows } = await reader.query<{ id: string; value: Buffer }>(
    'select id, value from wa_keys where session_id = $1',
    [of.session],
  );
  return Object.fromEntries(rows.map(({ id, value }) => [id, value.toString()]));
}

it('writes nothing of a session whose epoch is no longer the writer’s, and breaks that writer for good', async () => {
  await committer.commit(writer, { keys: [key('a', 'mine')] });
  const successor: Writer = { ...writer, epoch: 2 };
  await claimed(successor);
  await expect(
    committer.commit(writer, { keys: [key('a', 'stale')], journal: [{ n: 1, entry: Buffer.from('stale') }] }),
  ).rejects.toThrow(Fenced);
  expect(await stored()).toEqual({ a: 'mine' });
  await expect(committer.commit(writer, { keys: [key('a', 'stale')] })).rejects.toThrow(Fenced);
  await committer.commit(successor, { keys: [key('a', 'theirs')] });
  expect(await stored()).toEqual({ a: 'theirs' });
});

it('lets a fenced session fail alone, and writes the others of its batch', async () => {
  const other: Writer = { workspace: randomUUID(), session: randomUUID(), epoch: 7, broken: undefined };
  await claimed(other);
  await claimed({ ...writer, epoch: 2 });
  const both = [
    committer.commit(writer, { keys: [key('a', 'stale')] }),
    committer.commit(other, { keys: [key('a', 'fresh')] }),
  ];
  const [fenced, written] = await Promise.allSettled(both);
  expect(fenced).toMatchObject({ status: 'rejected' });
  expect(written).toMatchObject({ status: 'fulfilled' });
  expect(await stored(other)).toEqual({ a: 'fresh' });
  expect(await stored()).toEqual({});
});

it('lets one session’s impossible value fail alone', async () => {
  const other: Writer = { workspace: randomUUID(), session: randomUUID(), epoch: 1, broken: undefined };
  await claimed(other);
  const [bad, good] = await Promise.allSettled([
    committer.commit(writer, { keys: [key('zero \u0000 byte', 'x')] }),
    committer.commit(other, { keys: [key('a', 'fine')] }),
  ]);
  expect(bad).toMatchObject({ status: 'rejected' });
  expect(good).toMatchObject({ status: 'fulfilled' });
  expect(await stored(other)).toEqual({ a: 'fine' });
});

it('refuses an opening with an epoch that is not higher', async () => {
  await claimed({ ...writer, epoch: 5 });
  for (const epoch of [4, 5]) await expect(claimed({ ...writer, epoch })).rejects.toThrow(Fenced);
  await expect(claimed({ ...writer, epoch: 6 })).resolves.toBeUndefined();
});

it('waits with an opening for a commit that is on its way, and fences everything after it', async () => {
  const blocker = new pg.Client({ connectionString: database.ownerUrl });
  await blocker.connect();
  await blocker.query('begin');
  await blocker.query('select 1 from wa_sessions where session_id = $1 for share', [writer.session]);
  const successors = createCommitter(database.linkedUrl, silentLog);
  let opened = false;
  const opening = claim({ committer: successors, reader, cache: createKeyCache(1000) }, { ...writer, epoch: 2 }).then(
    () => {
      opened = true;
    },
  );
  await committer.commit(writer, { keys: [key('a', 'before')] });
  expect(opened).toBe(false);
  await blocker.query('rollback');
  await blocker.end();
  await opening;
  await expect(committer.commit(writer, { keys: [key('a', 'after')] })).rejects.toThrow(Fenced);
  expect(await stored()).toEqual({ a: 'before' });
  await successors.end();
});

it('keeps the last of several writes of one key, and their order over batches', async () => {
  await Promise.all([
    committer.commit(writer, { keys: [key('a', '1'), key('b', '1')] }),
    committer.commit(writer, { keys: [key('a', '2'), key('b', null)] }),
    committer.commit(writer, { keys: [key('a', '3')] }, 30),
  ]);
  await Promise.all([
    committer.commit(writer, { keys: [key('c', null)] }),
    committer.commit(writer, { keys: [key('c', 'back')] }),
  ]);
  expect(await stored()).toEqual({ a: '3', c: 'back' });
});

it('commits many writes of many sessions in few transactions', async () => {
  const writers = Array.from({ length: 20 }, () => ({
    workspace: randomUUID(),
    session: randomUUID(),
    epoch: 1,
    broken: undefined,
  }));
  for (const each of writers) await claimed(each);
  await Promise.all(
    writers.flatMap((each) =>
      Array.from({ length: 10 }, (_, at) => committer.commit(each, { keys: [key(`k${at}`, 'v')] })),
    ),
  );
  const { rows } = await reader.query(
    'select count(*)::int as n, count(distinct xmin::text)::int as transactions from wa_keys where session_id = any($1)',
    [writers.map(({ session }) => session)],
  );
  expect(rows[0].n).toBe(200);
  expect(rows[0].transactions).toBeLessThanOrEqual(2);
});

it('reports a lost connection as a lost store and works again for whoever opens anew', async () => {
  await committer.commit(writer, { keys: [key('a', '1')] });
  await database.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'whatzapi linked committer'`,
  );
  const outcome = await committer.commit(writer, { keys: [key('a', '2')] }).then(
    () => undefined,
    (problem: unknown) => problem,
  );
  if (outcome !== undefined) expect(outcome).toBeInstanceOf(StoreLost);
  const fresh: Writer = { ...writer, broken: undefined };
  await committer.commit(fresh, { keys: [key('a', '3')] });
  expect(await stored()).toEqual({ a: '3' });
});

it('finds each row by its whole key, whatever the statistics say', async () => {
  const client = new pg.Client({ connectionString: database.linkedUrl });
  await client.connect();
  for (const name of ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) await client.query(`set ${name} = off`);
  await client.query('set plan_cache_mode = force_generic_plan');
  await client.query(`prepare hot as ${commitSql}`);
  const nothing = parameters(collect([])).map(() => 'null');
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain execute hot(${nothing.join(', ')})`);
  await client.end();
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  const lookedUpBy = (table: string) => new RegExp(`using ${table}_pkey .*\\n\\s+Index Cond: (.*)`).exec(plan)?.[1];
  expect(lookedUpBy('wa_sent')).toContain('wire_id =');
  expect(lookedUpBy('wa_keys')).toMatch(/type = .*id = /);
  expect(lookedUpBy('wa_journal')).toContain('n <=');
});

it('gives nobody but the linked role a right on its tables', async () => {
  const { rows } = await database.owner.query(
    `select table_name, grantee from information_schema.role_table_grants
     where table_name like 'wa\\_%' and grantee not like '%\\_linked' and grantee <> current_user`,
  );
  expect(rows).toEqual([]);
  const tables = await database.owner.query(
    `select relname, relrowsecurity, relforcerowsecurity, (select count(*)::int from pg_policy where polrelid = c.oid) as policies
     from pg_class c where relname like 'wa\\_%' and relkind = 'r' order by 1`,
  );
  expect(tables.rows).toEqual(
    ['wa_journal', 'wa_keys', 'wa_seen', 'wa_sent', 'wa_sessions'].map((relname) => ({
      relname,
      relrowsecurity: true,
      relforcerowsecurity: true,
      policies: 4,
    })),
  );
});
