import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import type { Db } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import type { LegalDocument } from './document.ts';
import { acknowledge, currentVersions, listNotices, openNotices, recordAgreement } from './legal.ts';
import { insertVersion } from './versions.ts';

let database: MigratedDatabase;
let db: Db;
const day = (n: number) => new Date(Date.UTC(2026, 0, n));

beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

/** Publishes a version of a document on a day of January. */
function publish(document: LegalDocument, version: number, at: Date, material = true): Promise<void> {
  const markdown = `## 1. Version ${version}\n`;
  return db.system((tx) =>
    insertVersion(tx, {
      document,
      version,
      title: document,
      updatedOn: '2026-01-01',
      effectiveOn: '2026-01-01',
      material,
      summaries: { en: `What ${version} changed` },
      markdown,
      hash: createHash('sha256').update(markdown).digest('hex'),
      publishedAt: at,
      publishedBy: 'operator',
    }),
  );
}

async function somebody(createdAt: Date): Promise<{ id: Id<'person'>; createdAt: Date }> {
  const id = newId('person', createdAt);
  await db.system((tx) =>
    tx.run(sql`
      insert into people (id, reseller_id, email, created_at)
      values (${id}, '00000000-0000-7000-8000-000000000001', ${`${id}@example.com`}, ${createdAt})`),
  );
  return { id, createdAt };
}

const open = async (person: { id: Id<'person'>; createdAt: Date }) =>
  (await db.system((tx) => openNotices(tx, person))).map(({ document, version }) => `${document}/${version}`);

const click = (person: { id: Id<'person'>; createdAt: Date }, document: LegalDocument, version: number) =>
  db.system((tx) => acknowledge(tx, { person, document, version, at: day(20) }));

describe('a notice', () => {
  beforeAll(async () => {
    for (const document of ['terms', 'privacy', 'disclaimer'] as const) await publish(document, 1, day(1));
    await publish('terms', 2, day(10));
    await publish('privacy', 2, day(10), false);
  });

  let early: { id: Id<'person'>; createdAt: Date };
  beforeEach(async () => {
    early = await somebody(day(5));
  });

  it('is raised by a material change after somebody came, by no other, and never by a first version', async () => {
    expect(await open(early)).toEqual(['terms/2']);
    expect(await open(await somebody(new Date(0)))).toEqual(['terms/2']);
    expect(await open(await somebody(day(11)))).toEqual([]);
  });

  it('is gone once acknowledged, is acknowledged once, and stays on record with its time', async () => {
    expect(await click(early, 'terms', 2)).toBe(true);
    expect(await click(early, 'terms', 2)).toBe(true);
    expect(await open(early)).toEqual([]);
    const [notice] = await db.system((tx) => listNotices(tx, early));
    expect(notice).toMatchObject({ document: 'terms', version: 2, doneAt: day(20) });
    const entries = await db.system((tx) =>
      tx.many(sql<{ action: string }>`select action from audit_entries where chain_id = ${early.id}`),
    );
    expect(entries).toEqual([{ action: 'legal_notice.acknowledged' }]);
  });

  it('acknowledged on two devices at once is recorded once', async () => {
    expect(await Promise.all([click(early, 'terms', 2), click(early, 'terms', 2)])).toEqual([true, true]);
    const { count } = await db.system((tx) =>
      tx.one(sql<{ count: number }>`select count(*)::int as count from audit_entries where chain_id = ${early.id}`),
    );
    expect(count).toBe(1);
  });

  it('that a person never had cannot be acknowledged', async () => {
    expect(await click(early, 'terms', 1)).toBe(false);
    expect(await click(early, 'privacy', 2)).toBe(false);
    expect(await click(early, 'terms', 99)).toBe(false);
  });

  it('of a newer version takes the older ones of its document along, not the other way round', async () => {
    await publish('disclaimer', 2, day(12));
    await publish('disclaimer', 3, day(13));
    expect(await open(early)).toEqual(['disclaimer/3', 'disclaimer/2', 'terms/2']);
    await click(early, 'disclaimer', 2);
    expect(await open(early)).toEqual(['disclaimer/3', 'terms/2']);
    const other = await somebody(day(6));
    await click(other, 'disclaimer', 3);
    expect(await open(other)).toEqual(['terms/2']);
  });

  it('spares who agreed to that version at sign-up, and reaches who agreed to the one before, however late they came', async () => {
    const fresh = await somebody(day(15));
    await db.system((tx) => recordAgreement(tx, fresh.id, { agreed: { terms: 2, privacy: 2 }, at: day(15) }));
    expect(await open(fresh)).toEqual([]);
    // They agreed to version 1, and opened the letter that makes the account after version 2 came out.
    const slow = await somebody(day(15));
    await db.system((tx) => recordAgreement(tx, slow.id, { agreed: { terms: 1, privacy: 1 }, at: day(15) }));
    expect(await open(slow)).toEqual(['terms/2']);
  });

  it('cannot be escaped by agreeing to what was never published', async () => {
    await db.system((tx) =>
      recordAgreement(tx, early.id, { agreed: { terms: 99, nonsense: 1, privacy: 1.5 }, at: day(15) }),
    );
    expect(await open(early)).toContain('terms/2');
  });

  it('asks for the newest numbers at sign-up', async () => {
    expect(await db.system(currentVersions)).toEqual({ terms: 2, privacy: 2 });
  });
});
