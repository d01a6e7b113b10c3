import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from '../stage.ts';
import { readChanges } from './changes.ts';

describe('a changelog', () => {
  it('is read by version, part and item, with lines that go on', () => {
    const text =
      '# Changelog\n\nWords.\n\n## Unreleased\n\n### Added\n\n- One,\n  and more.\n- Two\n\n### Fixed\n- `three`\n\n## 1.2.0 - 2026-12-01\n### Added\n- Four\n\n## 1.1.0\n';
    expect(readChanges(text)).toEqual([
      {
        name: 'Unreleased',
        on: undefined,
        id: 'unreleased',
        parts: [
          { title: 'Added', items: ['One, and more.', 'Two'] },
          { title: 'Fixed', items: ['`three`'] },
        ],
      },
      { name: '1.2.0', on: '2026-12-01', id: 'v1-2-0', parts: [{ title: 'Added', items: ['Four'] }] },
    ]);
  });

  it('may be empty or anything else', () => {
    expect(readChanges('')).toEqual([]);
    expect(readChanges('- a\n  b\n### c\n- d\n')).toEqual([]);
  });
});

describe('the changelog of this software', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  it('is a page in every language, its entries marked as English', async () => {
    const { body } = await stage.get('/ar/changelog');
    expect(body).toContain('المدخلات بالإنجليزية فقط');
    expect(body).toContain('<div class="page changes" lang="en" dir="ltr">');
    expect(body).toContain('<code>npm start</code>');
  });

  it('is a feed whose entries lead to the page', async () => {
    const { body, headers } = await stage.get('/changelog.atom');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const id = /<entry>[\s\S]*?<id>http:\/\/localhost\/changelog#([a-z0-9-]+)<\/id>/.exec(body)?.[1] ?? '';
    expect((await stage.get('/changelog')).body).toContain(`id="${id}"`);
    // Markup inside the content is escaped once more, as Atom wants it.
    expect(body).toContain('&lt;li&gt;');
    expect(body).not.toMatch(/<li>/);
  });
});
