import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../base/id.ts';
import { newId, showId } from '../base/id.ts';
import type { Db, Query } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import type { AuditEntry } from './audit.ts';
import { eraseFromAudit, exportAudit, listAudit, pruneAudit, recordAudit, verifyAudit } from './audit.ts';

let database: MigratedDatabase;
let db: Db;
/** The owner of the tables: what somebody with the database's own password could do. */
let owner: Db;
const now = new Date();

beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  owner = createDb({ appUrl: database.url, systemUrl: database.url, onError: () => {} });
});
afterAll(async () => {
  await Promise.all([db.end(), owner.end()]);
  await database.drop();
});

const newChain = (): Id<'workspace'> => newId('workspace', now);

const record = (chain: Id<'workspace'>, more: Partial<AuditEntry> = {}) =>
  db.system((tx) =>
    recordAudit(tx, {
      chain,
      action: 'member.invited',
      actor: { kind: 'house', id: null },
      details: { role: 'agent' },
      at: now,
      ...more,
    }),
  );
const verify = (chain: Id<'workspace'>) => db.system((tx) => verifyAudit(tx, chain));
const tamper = (query: Query<unknown>) => owner.system((tx) => tx.run(query));

async function chainOf(length: number, more: Partial<AuditEntry> = {}) {
  const chain = newChain();
  for (let n = 0; n < length; n++) await record(chain, more);
  return chain;
}

describe('a chain', () => {
  it('grows by one entry at a time, also when 32 append at once', async () => {
    const chain = newChain();
    await Promise.all(Array.from({ length: 32 }, (_, n) => record(chain, { details: { n } })));
    expect(await verify(chain)).toMatchObject({ is: 'whole', entries: 32, from: 1n });
  });

  it('is whole when it is empty', async () => {
    expect(await verify(newChain())).toMatchObject({ is: 'whole', entries: 0, from: null });
  });

  it('records nothing for work that did not commit', async () => {
    const chain = newChain();
    const entry: AuditEntry = { chain, action: 'key.made', actor: { kind: 'house', id: null }, at: now };
    const failing = db.system(async (tx) => {
      await recordAudit(tx, entry);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await verify(chain)).toMatchObject({ entries: 0 });
  });

  it.each([
    ['an update', sql`update audit_entries set action = 'nothing.happened'`],
    ['a delete', sql`delete from audit_entries`],
    ['a truncate', sql`truncate audit_entries`],
  ])('refuses %s by the application and by the house', async (_, query) => {
    const chain = await chainOf(1);
    await expect(db.system((tx) => tx.run(query))).rejects.toThrow('permission denied');
    await expect(db.workspace(chain, (tx) => tx.run(query))).rejects.toThrow('permission denied');
  });

  it('is seen and written by its own workspace only', async () => {
    const [mine, other] = [await chainOf(2), await chainOf(1)];
    expect(await db.workspace(mine, (tx) => listAudit(tx, mine, { limit: 10 }))).toHaveLength(2);
    expect(await db.workspace(mine, (tx) => listAudit(tx, other, { limit: 10 }))).toEqual([]);
    const forged: AuditEntry = { chain: other, action: 'key.made', actor: { kind: 'house', id: null }, at: now };
    await expect(db.workspace(mine, (tx) => recordAudit(tx, forged))).rejects.toThrow('row-level security');
  });

  it.each([
    ['a changed entry', sql`details = '{}'`, 'entry'],
    ['a changed actor', sql`actor_kind = 'key'`, 'entry'],
    ['a changed time', sql`at = at - interval '1 day'`, 'entry'],
    ['a changed target', sql`target = 'ws_1'`, 'entry'],
    ['a hash of its own', sql`hash = sha256(hash)`, 'entry'],
    ['another predecessor', sql`previous = sha256(previous)`, 'link'],
    ['changed personal data', sql`personal = '{"email":"x@y.example"}'`, 'personal'],
  ])('gives away %s', async (_, change, because) => {
    const chain = await chainOf(3, { personal: { person: newId('person', now), email: 'ana@shop.example' } });
    await tamper(sql`update audit_entries set ${change} where chain_id = ${chain} and n = 2`);
    expect(await verify(chain)).toEqual({ is: 'broken', n: 2n, because });
  });

  it('gives away an entry that was left out, and a beginning that was replaced', async () => {
    const chain = await chainOf(3);
    await tamper(sql`delete from audit_entries where chain_id = ${chain} and n = 2`);
    expect(await verify(chain)).toEqual({ is: 'broken', n: 3n, because: 'gap' });
    await tamper(sql`update audit_entries set previous = hash where chain_id = ${chain} and n = 1`);
    expect(await verify(chain)).toEqual({ is: 'broken', n: 1n, because: 'link' });
  });

  it('stays provable when a person is erased from it', async () => {
    const person = newId('person', now);
    const chain = await chainOf(3, { personal: { person, email: 'ana@shop.example', network: '192.0.2.0/24' } });
    expect(await db.system((tx) => eraseFromAudit(tx, person))).toBe(3);
    expect(await verify(chain)).toMatchObject({ is: 'whole', entries: 3 });
    const [entry] = await db.system((tx) => listAudit(tx, chain, { limit: 1 }));
    expect(entry).toMatchObject({ person, personal: null });
    const kept = await owner.system((tx) =>
      tx.many(
        sql<{ text: string }>`select row_to_json(a)::text as text from audit_entries a where chain_id = ${chain}`,
      ),
    );
    expect(JSON.stringify(kept)).not.toMatch(/ana@|192\.0\.2/);
  });

  it('is kept for 400 days and proven from its oldest kept entry on', async () => {
    const chain = newChain();
    const old = new Date(now.getTime() - 401 * 86_400_000);
    await record(chain, { at: old });
    await record(chain, { at: old });
    await record(chain);
    expect(await db.system(pruneAudit)).toBe(2);
    expect(await verify(chain)).toMatchObject({ is: 'whole', entries: 1, from: 3n });
  });
});

describe('the reader', () => {
  it('goes back page by page, newest first', async () => {
    const chain = newChain();
    for (let n = 1; n <= 5; n++) await record(chain, { details: { n } });
    const first = await db.system((tx) => listAudit(tx, chain, { limit: 3 }));
    const before = first.at(-1)?.n ?? 0n;
    const second = await db.system((tx) => listAudit(tx, chain, { before, limit: 3 }));
    expect([...first, ...second].map(({ details }) => details['n'])).toEqual([5, 4, 3, 2, 1]);
  });

  it('exports a chain as JSON Lines and as CSV without formulas', async () => {
    const personal = { person: newId('person', now), name: '@SUM(A1)', email: 'a@b.c' };
    const chain = await chainOf(2, { target: '=HYPERLINK("evil")', personal });
    const whole = async (format: 'jsonl' | 'csv') => {
      const parts: string[] = [];
      for await (const part of exportAudit((work) => db.workspace(chain, work), chain, format)) parts.push(part);
      return parts.join('');
    };
    const lines = (await whole('jsonl'))
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatchObject({
      n: '2',
      person: showId('person', personal.person),
      personal: { name: '@SUM(A1)' },
      previous: Reflect.get(Object(lines[0]), 'hash'),
    });
    const csv = (await whole('csv')).split('\r\n');
    expect(csv[0]).toBe('n,id,at,action,actor_kind,actor_id,target,details,request_id,person,email,name,network,agent');
    expect(csv).toHaveLength(4);
    expect(csv[1]).toContain(`"'=HYPERLINK(""evil"")"`);
    expect(csv[1]).toContain(`,a@b.c,'@SUM(A1),`);
  });
});
