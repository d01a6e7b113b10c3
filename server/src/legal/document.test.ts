import { describe, expect, it } from 'vitest';
import { publicLanguages } from '../languages/languages.ts';
import { builtInDocument, builtInDocuments } from './built-in.ts';
import {
  compareTexts,
  DocumentProblem,
  fill,
  isLegalDocument,
  legalDocuments,
  readDocument,
  renderDocument,
} from './legal.ts';
import { placeholders, placeholdersIn } from './placeholders.ts';

const front = [
  'document: terms',
  'version: 2',
  'title: Terms',
  'updated: 2026-12-01',
  'effective: 2026-12-31',
  'material: true',
  'summary: Prices are named.',
];
const written = (body: string, head = front) => `---\n${head.join('\n')}\n---\n${body}\n`;
const asIs = (path: string) => path;
const faultsOf = (text: string): string[] => {
  try {
    readDocument(text);
  } catch (error) {
    if (error instanceof DocumentProblem) return error.faults;
    throw error;
  }
  return [];
};

describe('the built-in documents', () => {
  it('can all be read, and say what is new in every language', () => {
    expect(builtInDocuments().map(({ document }) => document)).toEqual([...legalDocuments]);
    for (const { document, summaries } of builtInDocuments()) {
      expect(Object.keys(summaries).sort(), document).toEqual([...publicLanguages].map(String).sort());
    }
  });

  it('number their sections from one, without a gap', () => {
    for (const document of legalDocuments) {
      const { sections } = renderDocument(builtInDocument(document).markdown, asIs);
      expect(
        sections.map(({ number }) => number),
        document,
      ).toEqual(sections.map((_, n) => String(n + 1)));
      expect(sections[4]?.id).toBe('section-5');
    }
  });

  it('name sections of each other only where they are', () => {
    const named = builtInDocuments().flatMap(({ markdown }) => [
      ...markdown.matchAll(/section (\d+) of the \[[^\]]+\]\(\/legal\/([a-z-]+)\)/g),
    ]);
    expect(named.length).toBeGreaterThan(0);
    for (const [, number, other = ''] of named) {
      if (!isLegalDocument(other)) throw new Error(`no document ${other}`);
      const { sections } = renderDocument(builtInDocument(other).markdown, asIs);
      expect(sections.map((section) => section.number)).toContain(number);
    }
  });

  it('leave open only what can be filled, and are whole when it is', () => {
    const values = Object.fromEntries(placeholders.map((name) => [name, `«${name}»`]));
    for (const { markdown, document } of builtInDocuments()) {
      const { lead, body } = renderDocument(markdown, asIs);
      const whole = fill(lead + body, values as Parameters<typeof fill>[1]);
      expect(placeholdersIn(whole), document).toEqual([]);
      expect(whole, document).toContain('«brand»');
    }
  });
});

describe('reading a document', () => {
  it('takes front matter and Markdown', () => {
    expect(readDocument(written('## 1. Fees\n\nNone.'))).toEqual({
      document: 'terms',
      version: 2,
      title: 'Terms',
      updatedOn: '2026-12-01',
      effectiveOn: '2026-12-31',
      material: true,
      summaries: { en: 'Prices are named.' },
      markdown: '## 1. Fees\n\nNone.',
    });
  });

  it('tells all faults at once', () => {
    const head = ['document: rules', 'version: 1.5', 'updated: 2026-12-01', 'effective: 2026-11-01', 'material: maybe'];
    const faults = faultsOf(written('# Title\n\n<script>alert(1)</script>\n\n{{who}}', head));
    for (const part of ['document', 'version', 'title', 'material', 'summary', 'HTML', '{{who}}', 'headings']) {
      expect(
        faults.some((fault) => fault.includes(part)),
        part,
      ).toBe(true);
    }
  });

  it.each([
    ['raw HTML', 'Text with <b>marks</b>.', 'HTML is not taken'],
    ['a block of HTML', '<iframe src="https://evil.example"></iframe>', 'HTML is not taken'],
    ['a script behind a link', '[press](javascript:alert(1))', 'a link may not lead to javascript'],
    ['a script behind an entity', '[press](&#106;avascript:alert(1))', 'a link may not lead to'],
    ['a data link', '[press](data:text/html;base64,PHN2Zz4=)', 'a link may not lead to data'],
    ['a link to another host without a scheme', '[press](//evil.example)', 'a link may not lead to //evil'],
    ['a picture', '![pixel](https://evil.example/p.png)', 'pictures are not taken'],
    ['a table in the middle of a sentence', 'See {{cookies_table}} for all.', 'must stand alone'],
    ['nothing', '', 'has no text'],
  ])('refuses %s', (_what, body, fault) => {
    expect(faultsOf(written(body)).join('\n')).toContain(fault);
  });

  it('refuses a file without front matter, or with a broken or an unknown one', () => {
    expect(faultsOf('## 1. Fees')).toHaveLength(1);
    expect(faultsOf(written('Text', ['document: [terms']))[0]).toContain('front matter');
    expect(faultsOf(written('Text', [...front, 'colour: red']))[0]).toContain('colour');
  });
});

describe('a document as HTML', () => {
  const hostile = [
    '<script>alert(1)</script>',
    'Text <img src=x onerror=alert(1)> and <code><img src=x onerror=alert(2)></code>.',
    '[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](vbscript:x) [d](//evil.example) [e](/\\evil.example)',
    '[f](https://ok.example/"onmouseover="alert(1)) ![x](https://evil.example/p.png)',
    '<https://ok.example> <javascript:alert(1)>',
    '## 1. <svg onload=alert(1)>',
    '| <b>A</b> | B" onclick="x |\n| --- | --- |\n| x | <iframe> |',
    '```\n</code></pre><script>alert(3)</script>\n```',
    '> <style>*{display:none}</style>',
    '- <form action=https://evil.example>\n- [ ] <input>',
    '[g]: javascript:alert(1)\n\n[g]',
  ].join('\n\n');

  it('is inert whatever its author wrote', () => {
    const { lead, body, sections } = renderDocument(hostile, asIs);
    const html = lead + body;
    const tags = new Set([...html.matchAll(/<([a-zA-Z][^\s/>]*)/g)].map(([, tag]) => tag));
    for (const tag of tags)
      expect('p a h2 span div table thead tbody tr th td pre code ul li blockquote'.split(' ')).toContain(tag);
    const names = [...html.matchAll(/<[a-z0-9]+((?:\s+[a-z-]+="[^"]*")*)\s*>/g)].flatMap(([, attributes = '']) =>
      [...attributes.matchAll(/([a-z-]+)="[^"]*"/g)].map(([, name = '']) => name),
    );
    const harmless = 'href rel class role tabindex aria-label id scope data-label'.split(' ');
    expect(names.filter((name) => !harmless.includes(name))).toEqual([]);
    expect(html.match(/<[a-z]/g)?.length).toBe(html.match(/<[a-z0-9]+(?:\s+[a-z-]+="[^"]*")*\s*>/g)?.length);
    for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https:\/\/ok\.example/);
    expect(sections[0]?.id).toMatch(/^section-[a-z0-9-]+$/);
  });

  it('opens other sites without telling them who sent the reader, and keeps own links in the reader’s language', () => {
    const { lead } = renderDocument(
      '[guide](https://example.com/a?b=1&c=2) and [terms](/legal/terms)',
      (path) => `/id${path}`,
    );
    expect(lead).toBe(
      '<p><a href="https://example.com/a?b=1&amp;c=2" rel="external noopener noreferrer">guide</a> and <a href="/id/legal/terms">terms</a></p>',
    );
  });

  it('fills values as text, once', () => {
    const { lead } = renderDocument('We are {{brand}} at {{site}}.', asIs);
    const values = Object.fromEntries(placeholders.map((name) => [name, ''])) as Parameters<typeof fill>[1];
    expect(fill(lead, { ...values, brand: '{{site}}', site: '&lt;b&gt;' })).toBe(
      '<p>We are {{site}} at &lt;b&gt;.</p>',
    );
  });

  it('names each column in each cell, for phones', () => {
    const { body } = renderDocument('## 2. Data\n\n| Data | Kept |\n| --- | --- |\n| Media | 30 days |', asIs);
    expect(body).toContain('<div class="table" role="region" tabindex="0" aria-label="2. Data">');
    expect(body).toContain('<tr><th scope="row">Media</th><td data-label="Kept"><div>30 days</div></td></tr>');
  });
});

describe('the differences of two texts', () => {
  const older =
    '## 1. Fees\n\nNothing is charged yet.\n\n## 2. Data\n\nKept 90 days.\n\n- a\n- b\n\n## 3. End\n\nBye.\n\nFor now.';

  it('are told by words, under their heading, and leave out what stayed', () => {
    const newer = older.replace('charged yet', 'charged before 2027');
    expect(compareTexts(older, newer)).toEqual([
      { is: 'same', kind: 'heading', text: '1. Fees' },
      {
        is: 'changed',
        kind: 'text',
        pieces: [
          { is: 'same', text: 'Nothing is charged ' },
          { is: 'removed', text: 'yet' },
          { is: 'added', text: 'before 2027' },
          { is: 'same', text: '.' },
        ],
      },
      { is: 'same', kind: 'heading', text: '2. Data' },
      { is: 'skipped', lines: 6 },
    ]);
  });

  it('show what came and what went as whole lines', () => {
    const newer = older.replace('- b', '- b\n- completely new words here').replace('Kept 90 days.\n\n', '');
    const told = compareTexts(older, newer).filter(({ is }) => is === 'added' || is === 'removed');
    expect(told).toEqual([
      { is: 'removed', kind: 'text', text: 'Kept 90 days.' },
      { is: 'added', kind: 'item', text: 'completely new words here' },
    ]);
  });

  it('of one text with itself are none', () => {
    expect(compareTexts(older, older)).toEqual([{ is: 'skipped', lines: 9 }]);
  });
});
