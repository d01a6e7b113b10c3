import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../db/db.ts';
import { createDb } from '../db/db.ts';
import { type MigratedDatabase, throwawayMigrated } from '../db/throwaway-migrated.ts';
import { builtInDocuments, type DocumentText, newestVersions } from '../legal/legal.ts';
import { listDocuments, publishText, readOwn } from './legal.ts';

let database: MigratedDatabase;
let db: Db;
const folder = mkdtempSync(join(tmpdir(), 'wz-legal-'));
beforeAll(async () => {
  database = await throwawayMigrated();
  db = createDb({ appUrl: database.appUrl, systemUrl: database.systemUrl, onError: () => {} });
});
afterAll(async () => {
  await db.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const termsAt = async () =>
  (await db.system(newestVersions)).find(({ document }) => document === 'terms')?.version ?? 0;

function file(version: number, body = '## 1. Fees\n\nNone.', document = 'terms'): string {
  const path = join(folder, `${version}.md`);
  const head = ['updated: 2026-12-01', 'effective: 2027-01-01', 'material: true', 'summary: Fees are named.'];
  const lines = [`document: ${document}`, `version: ${version}`, 'title: Our Terms', ...head];
  writeFileSync(path, `---\n${lines.join('\n')}\n---\n\n${body}\n`);
  return path;
}

const publishOwn = async (version: number, isCheck = false) =>
  publishText(db, { text: await readOwn(file(version), 'terms'), isOwn: true, isCheck });

describe('legal list', () => {
  it('shows what is published, also before the server ever ran, and where a newer text waits', async () => {
    const { text, json } = await listDocuments(db);
    expect(text).toContain('terms           version 1, 2026-11-25');
    expect(JSON.stringify(json)).toContain('"text":"built_in"');
    expect(text).not.toContain('came with this software');
  });
});

describe('legal publish', () => {
  it('with --check says what would be told to whom, and does nothing', async () => {
    const { text, json } = await publishOwn(2, true);
    expect(text).toContain('nothing was done');
    expect(text).toContain('Everybody with an account sees this');
    expect(text).toContain('Fees are named.');
    expect(json).toMatchObject({ published: false, announced: true });
    expect(await termsAt()).toBe(1);
  });

  it('publishes an own text under the next number, and refuses every other number with the reason', async () => {
    await expect(publishOwn(3)).rejects.toMatchObject({
      code: 'version_not_next',
      message: expect.stringContaining('must say version: 2, not 3'),
    });
    await expect(publishOwn(1)).rejects.toMatchObject({ code: 'version_not_newer' });
    expect((await publishOwn(2)).text).toContain('terms version 2 is published, for good.');
    expect(await termsAt()).toBe(2);
    expect((await listDocuments(db)).text).toContain('terms           version 2, 2026-12-01, your own text');
  });

  it('publishes a newer built-in text over an own one, and says so', async () => {
    const builtIn = builtInDocuments().find(({ document }) => document === 'terms');
    if (!builtIn) throw new Error('no terms');
    const newer: DocumentText = { ...builtIn, version: 5, material: false };
    await expect(publishText(db, { text: builtIn, isOwn: false, isCheck: false })).rejects.toMatchObject({
      code: 'version_not_newer',
    });
    const { text } = await publishText(db, { text: newer, isOwn: false, isCheck: false });
    expect(text).toContain('takes the place of a text of your own');
    expect(text).toContain('nobody is told');
    expect(await termsAt()).toBe(5);
  });
});

describe('an own file', () => {
  it.each([
    ['that is not there', () => readOwn(join(folder, 'none.md'), 'terms'), 'file_unreadable'],
    ['of another document', () => readOwn(file(2, 'Text', 'privacy'), 'terms'), 'wrong_document'],
    ['with HTML in it', () => readOwn(file(2, '<script>alert(1)</script>'), 'terms'), 'document_faulty'],
  ])('%s is refused', async (_what, reading, code) => {
    await expect(reading()).rejects.toMatchObject({ code });
  });
});
