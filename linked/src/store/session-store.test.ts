import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../../../server/src/base/log.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { type Committer, createCommitter } from './committer.ts';
import { createKeyCache } from './key-cache.ts';
import { createSessionStore, type SessionStore } from './session-store.ts';
import { claim } from './sessions.ts';

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

const key = { id: 1, key: randomBytes(32) };
let name: { workspace: string; session: string; epoch: number };
let store: SessionStore;
beforeEach(async () => {
  name = { workspace: randomUUID(), session: randomUUID(), epoch: 1 };
  await claim({ committer, reader, cache: createKeyCache(1000) }, name);
  store = opened();
});

const opened = (cacheBytes = 100_000) =>
  createSessionStore({
    committer,
    reader,
    cache: createKeyCache(cacheBytes),
    key,
    writer: { ...name, broken: undefined },
  });

it('gives back to a later opening what it took, through the database', async () => {
  await store.set({
    session: { ana: { chain: 'AQID', counter: 3 } },
    'pre-key': { 7: { private: Buffer.from([1]), public: Buffer.from([2]) } },
  });
  const later = opened();
  expect(await later.get('session', ['ana', 'nobody'])).toEqual({ ana: { chain: 'AQID', counter: 3 } });
  expect(await later.get('pre-key', ['7'])).toEqual({ 7: { private: Buffer.from([1]), public: Buffer.from([2]) } });
});

it('keeps nothing readable in the database, and opens no value that was moved to another row', async () => {
  await store.set({ 'lid-mapping': { '15550100002': '100000000000001' } });
  const { rows } = await reader.query<{ value: Buffer }>('select value from wa_keys where session_id = $1', [
    name.session,
  ]);
  expect(rows[0]?.value.includes('100000000000001')).toBe(false);
  await reader.query(`update wa_keys set id = 'other' where session_id = $1`, [name.session]);
  await expect(opened().get('lid-mapping', ['other'])).rejects.toThrow();
});

it('runs units one after the other, each on what the one before left, though they share a commit', async () => {
  await store.set({ session: { ana: 0 } });
  const step = () =>
    store.unit(async (unit) => {
      const before = Number((await unit.get('session', ['ana']))['ana']);
      await new Promise((resolve) => setImmediate(resolve));
      unit.set('session', 'ana', before + 1);
      return before + 1;
    });
  expect(await Promise.all(Array.from({ length: 25 }, step))).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
  expect(await opened().get('session', ['ana'])).toEqual({ ana: 25 });
});

it('leaves no trace of a unit that failed', async () => {
  await store.set({ session: { ana: 'good' } });
  await expect(
    store.unit(async (unit) => {
      unit.set('session', 'ana', 'bad');
      unit.set('identity-key', 'ana', 'bad');
      throw new Error('could not be decrypted');
    }),
  ).rejects.toThrow('could not be decrypted');
  expect(await store.get('session', ['ana'])).toEqual({ ana: 'good' });
  expect(await opened().get('identity-key', ['ana'])).toEqual({});
});

it('remembers ciphertexts with their plaintext and messages without', async () => {
  const [ciphertext, message] = [randomBytes(16), randomBytes(16)];
  await store.unit(async (unit) => {
    unit.saw(ciphertext, Buffer.from('what it said'));
    unit.saw(message);
  });
  const seen = await opened().seen([ciphertext, message, randomBytes(16)]);
  expect([...seen].map(([hash, plain]) => [hash, plain.toString()]).sort()).toEqual(
    [
      [ciphertext.toString('hex'), 'what it said'],
      [message.toString('hex'), ''],
    ].sort(),
  );
});

it('does nothing more once it failed, even where the library would take a failure for an absence', async () => {
  await claim({ committer, reader, cache: createKeyCache(1000) }, { ...name, epoch: 2 });
  await expect(store.set({ session: { ana: 1 } })).rejects.toThrow();
  await expect(store.get('session', ['ana'])).rejects.toThrow();
  await expect(store.unit(async () => 'nothing')).rejects.toThrow();
});

it('works with a cache that holds next to nothing', async () => {
  const forgetful = opened(1);
  for (let at = 0; at < 10; at += 1) await forgetful.set({ session: { [`c${at}`]: at } });
  expect(await forgetful.get('session', ['c0', 'c5', 'c9'])).toEqual({ c0: 0, c5: 5, c9: 9 });
  await forgetful.set({ session: { c5: null } });
  expect(await forgetful.get('session', ['c5'])).toEqual({});
});
