import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../base/id.ts';
import { brand, newId } from '../base/id.ts';
import type { Db, Tx } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { enqueueJob } from '../queue/queue.ts';
import type { LegalLetter } from './announce.ts';
import { builtInDocument } from './built-in.ts';
import type { Announcing } from './legal.ts';
import { acknowledge, announceVersion, publishDocument, seedDocuments } from './legal.ts';

let database: MigratedDatabase;
let db: Db;
const now = new Date('2026-12-01T12:00:00Z');
const before = new Date('2026-11-01T12:00:00Z');
const reseller: Id<'reseller'> = brand('00000000-0000-7000-8000-000000000001');

beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
  await seedDocuments(db, before);
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

async function somebody(n: number, { wants = true, at = before, language = 'id' } = {}): Promise<Id<'person'>> {
  const id = newId('person', new Date(at.getTime() + n));
  await db.system((tx) =>
    tx.run(sql`
      insert into people (id, reseller_id, email, created_at, legal_mail, language)
      values (${id}, ${reseller}, ${`p${n}@example.com`}, ${at}, ${wants}, ${language})`),
  );
  return id;
}

/** Letters go into the table of jobs, in the transaction of their batch, so that a batch that is undone takes them back. */
function announcing(letter: (tx: Tx, letter: LegalLetter) => Promise<void> = queueLetter): Announcing {
  return {
    db,
    clock: { now: () => now },
    brandFor: () => ({
      id: brand('00000000-0000-7000-8000-000000000001'),
      reseller,
      name: 'WhatzAPI',
      origin: 'https://wa.example.com',
      accent: '#E8A317',
      supportEmail: null,
      chatPhone: null,
      isPlatform: true,
    }),
    async readers(tx, asked) {
      const rows = await tx.many(sql<{ id: string; email: string; language: string; created_at: Date }>`
        select id, email, language, created_at from people where (${asked.after}::uuid is null or id > ${asked.after}::uuid)
          and created_at < ${asked.before} and legal_mail order by id limit ${asked.limit}`);
      return rows.map(({ id, created_at, ...row }) => ({ ...row, id: brand(id), createdAt: created_at, reseller }));
    },
    queueLetter: letter,
  };
}

const queueLetter = (tx: Tx, letter: LegalLetter) => enqueueJob(tx, { name: 'test.letter', payload: letter });

const letters = () =>
  db.system((tx) =>
    tx.many(sql<{ to: string; letter: LegalLetter }>`
      select payload->>'to' as to, payload as letter from jobs where name = 'test.letter' order by id`),
  );

const payload = { document: 'terms', version: 2 };

it('writes once to everybody who wants it and has to know, however often it dies or runs beside itself', async () => {
  for (let n = 0; n < 250; n++) await somebody(n);
  await somebody(900, { wants: false });
  const aware = await somebody(901);
  await db.system((tx) =>
    publishDocument(tx, { text: { ...builtInDocument('terms'), version: 2 }, by: 'operator_text', at: now }),
  );
  await somebody(902, { at: new Date(now.getTime() + 1000) });
  await db.system((tx) =>
    acknowledge(tx, { person: { id: aware, createdAt: before }, document: 'terms', version: 2, at: now }),
  );

  // The mail room is away for the 130th letter: its whole batch is undone, the one before stays.
  let count = 0;
  const failing = announcing(async (tx, letter) => {
    count++;
    if (count === 130) throw new Error('away');
    await queueLetter(tx, letter);
  });
  await expect(announceVersion(failing, payload)).rejects.toThrow('away');
  expect(await letters()).toHaveLength(100);

  await Promise.all([announceVersion(announcing(), payload), announceVersion(announcing(), payload)]);
  expect(await announceVersion(announcing(), payload)).toBeUndefined();
  const sent = (await letters()).map(({ to }) => to);
  expect(sent.length).toBe(250);
  expect(new Set(sent).size).toBe(250);
  expect(sent.some((to) => /^p90[012]@/.test(to))).toBe(false);
});

it('speaks the person’s language and leads to what changed', async () => {
  const [first] = await letters();
  expect(first?.letter).toMatchObject({
    language: 'id',
    template: 'legal_change',
    link: 'https://wa.example.com/id/legal/terms/versions/2/changes',
    isBulk: true,
    values: { date: '25 November 2026', summary: expect.stringContaining('Versi pertama') },
  });
});
