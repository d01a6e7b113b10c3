import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { brand } from '../base/id.ts';
import type { Db } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { builtInDocument } from './built-in.ts';
import type { DocumentText } from './document.ts';
import { legalDocuments, listVersions, newestVersions, openNotices, publishDocument, seedDocuments } from './legal.ts';

const open: { db: Db; database: MigratedDatabase }[] = [];
let db: Db;
const at = new Date('2026-11-25T12:00:00Z');

// Versions are for good, so each test has an installation of its own.
beforeEach(async () => {
  const database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  open.push({ db, database });
});
afterAll(async () => {
  for (const one of open) {
    await one.db.end();
    await one.database.drop();
  }
});

const text = (version: number, more: Partial<DocumentText> = {}): DocumentText => ({
  ...builtInDocument('terms'),
  version,
  ...more,
});
const publish = (version: number, more: Partial<DocumentText> = {}) =>
  db.system((tx) => publishDocument(tx, { text: text(version, more), by: 'operator_text', at }));
const numbers = async () => (await db.system((tx) => listVersions(tx, 'terms'))).map(({ version }) => version);

describe('the first start', () => {
  it('publishes every built-in document once, also when two nodes start together and again later', async () => {
    await Promise.all([seedDocuments(db, at), seedDocuments(db, at)]);
    expect(await seedDocuments(db, at)).toEqual({ waiting: [] });
    const versions = await db.system(newestVersions);
    expect(versions.map(({ document, version }) => `${document}/${version}`)).toEqual(
      legalDocuments.map((document) => `${document}/${builtInDocument(document).version}`),
    );
    expect(versions.every(({ publishedBy, hash }) => publishedBy === 'house' && /^[0-9a-f]{64}$/.test(hash))).toBe(
      true,
    );
  });

  it('raises no notice for those who were there before', async () => {
    await seedDocuments(db, at);
    const person = { id: brand<'person'>('00000000-0000-7000-8000-0000000000aa'), createdAt: new Date(0) };
    expect(await db.system((tx) => openNotices(tx, person))).toEqual([]);
  });
});

describe('publishing', () => {
  beforeEach(async () => {
    await seedDocuments(db, at);
  });

  it('takes exactly the next number of an own text', async () => {
    expect(await publish(3)).toEqual({ is: 'refused', why: 'not_next', newest: 1 });
    expect(await publish(1)).toEqual({ is: 'refused', why: 'not_newer', newest: 1 });
    expect(await publish(2)).toMatchObject({ is: 'published', announced: true });
    expect(await numbers()).toEqual([2, 1]);
  });

  it('takes any higher number of a built-in text, as a release may have been skipped', async () => {
    const done = await db.system((tx) => publishDocument(tx, { text: text(4), by: 'operator', at }));
    expect(done).toMatchObject({ is: 'published' });
  });

  it('by two at once succeeds for one, and tells the other why', async () => {
    const both = await Promise.all([publish(2, { title: 'One' }), publish(2, { title: 'Two' })]);
    expect(both.map(({ is }) => is).sort()).toEqual(['published', 'refused']);
    expect(await numbers()).toEqual([2, 1]);
  });

  it('announces material versions only, once each', async () => {
    expect(await publish(2, { material: false })).toMatchObject({ announced: false });
    expect(await publish(3)).toMatchObject({ announced: true });
    const jobs = await db.system((tx) =>
      tx.many(sql<{ payload: unknown }>`select payload from jobs where name = 'legal.announce'`),
    );
    expect(jobs).toEqual([{ payload: { document: 'terms', version: 3 } }]);
  });

  it('leaves old versions as they were, also to somebody who has the database’s keys', async () => {
    await publish(2, { markdown: '## 1. New' });
    const [, first] = await db.system((tx) => listVersions(tx, 'terms'));
    expect(first?.markdown).toBe(builtInDocument('terms').markdown);
    await expect(
      db.system((tx) => tx.run(sql`update legal_versions set markdown = 'forged' where version = 1`)),
    ).rejects.toThrow('permission denied');
    await expect(db.system((tx) => tx.run(sql`delete from legal_versions`))).rejects.toThrow('permission denied');
  });
});
