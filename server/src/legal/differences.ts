import { diffArrays, diffWordsWithSpace } from 'diff';
import type { Token } from 'marked';
import { isHeading, isList, isTable, plainText, readBlocks } from './markdown.ts';

/** A piece of a line that changed. */
export type Piece = { is: 'same' | 'added' | 'removed'; text: string };

export type LineKind = 'heading' | 'text' | 'item' | 'row';

/** One line of a comparison; `skipped` stands for unchanged lines that are not shown. */
export type Difference =
  | { is: 'same' | 'added' | 'removed'; kind: LineKind; text: string }
  | { is: 'changed'; kind: LineKind; pieces: Piece[] }
  | { is: 'skipped'; lines: number };

type Line = { kind: LineKind; text: string };

/** Below this share of words in common a line counts as replaced, not as changed: word by word it would be unreadable. */
const alikeMin = 0.4;

/** What changed from one Markdown text to the next, line by line and word by word, with a line around and the heading above. */
export function compareTexts(older: string, newer: string): Difference[] {
  const runs = diffArrays(linesOf(older), linesOf(newer), {
    comparator: (a, b) => a.kind === b.kind && a.text === b.text,
  });
  const all: Difference[] = [];
  for (let n = 0; n < runs.length; n++) {
    const [run, next] = [runs[n], runs[n + 1]];
    if (!run) continue;
    if (run.removed && next?.added) {
      all.push(...replaced(run.value, next.value));
      n++;
    } else {
      const is = run.added ? 'added' : run.removed ? 'removed' : 'same';
      all.push(...run.value.map((line): Difference => ({ is, ...line })));
    }
  }
  return folded(all);
}

function linesOf(markdown: string): Line[] {
  return readBlocks(markdown).flatMap(lines);
}

function lines(block: Token): Line[] {
  if (isHeading(block)) return [{ kind: 'heading', text: plainText(block.tokens) }];
  if (isList(block)) {
    return block.items.map((item) => ({
      kind: 'item',
      text: item.tokens.map((one) => plainText('tokens' in one && one.tokens ? one.tokens : [one])).join(' '),
    }));
  }
  if (isTable(block)) {
    return [block.header, ...block.rows].map((cells) => ({
      kind: 'row',
      text: cells.map((cell) => plainText(cell.tokens)).join(' · '),
    }));
  }
  const text = 'tokens' in block && block.tokens ? plainText(block.tokens) : block.raw;
  return text.trim() === '' ? [] : [{ kind: 'text', text: text.trim() }];
}

/** Pairs what went with what came, in order, where they are alike. */
function replaced(gone: Line[], come: Line[]): Difference[] {
  const told: Difference[] = [];
  let from = 0;
  for (const line of come) {
    const match = gone.findIndex(
      (one, n) => n >= from && one.kind === line.kind && likeness(one.text, line.text) >= alikeMin,
    );
    if (match < 0) {
      told.push({ is: 'added', ...line });
      continue;
    }
    told.push(...gone.slice(from, match).map((one): Difference => ({ is: 'removed', ...one })));
    told.push({ is: 'changed', kind: line.kind, pieces: pieces(gone[match]?.text ?? '', line.text) });
    from = match + 1;
  }
  return [...told, ...gone.slice(from).map((one): Difference => ({ is: 'removed', ...one }))];
}

function pieces(older: string, newer: string): Piece[] {
  return diffWordsWithSpace(older, newer).map(({ added, removed, value }) => ({
    is: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

function likeness(one: string, other: string): number {
  const [a, b] = [new Set(one.split(/\s+/)), new Set(other.split(/\s+/))];
  const both = [...a].filter((word) => b.has(word)).length;
  return both / Math.max(a.size, b.size);
}

/** Leaves of the unchanged lines one before and after each change, and the heading a change stands under. */
function folded(all: Difference[]): Difference[] {
  const shown = new Set<number>();
  all.forEach((line, n) => {
    if (line.is === 'same') return;
    for (const near of [n - 1, n, n + 1]) shown.add(near);
    const heading = all.findLastIndex((one, at) => at < n && one.is === 'same' && one.kind === 'heading');
    if (heading >= 0) shown.add(heading);
  });
  const kept: Difference[] = [];
  for (const [n, line] of all.entries()) {
    const last = kept.at(-1);
    if (shown.has(n)) kept.push(line);
    else if (last?.is === 'skipped') last.lines++;
    else kept.push({ is: 'skipped', lines: 1 });
  }
  return kept;
}
