import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('styles/', import.meta.url);
const css = readFileSync(new URL('tokens.css', folder), 'utf8');
const themes = { light: tokens(0), dark: tokens(1) };

/** Text on a ground: WCAG 2.2 AA asks 4.5:1. */
const words: [string, string[]][] = [
  ['ink', ['paper', 'paper-raised', 'paper-sunken', 'saffron-wash', 'teal-wash', 'brick-wash', 'blue-wash']],
  ['ink-soft', ['paper', 'paper-raised', 'paper-sunken', 'saffron-wash', 'teal-wash', 'brick-wash', 'blue-wash']],
  ['ink-faint', ['paper', 'paper-raised', 'paper-sunken']],
  ['on-saffron', ['saffron']],
  ['saffron-ink', ['paper', 'paper-raised', 'saffron-wash']],
  ['teal', ['paper', 'paper-raised', 'teal-wash']],
  ['brick', ['paper', 'paper-raised', 'brick-wash']],
  ['blue', ['paper', 'paper-raised', 'blue-wash']],
  ['code-ink', ['code']],
  ['code-soft', ['code']],
  ['code-mark', ['code']],
];

/** Edges of controls and the outer focus line: 3:1. */
const edges: [string, string[]][] = [
  ['line-strong', ['paper', 'paper-raised', 'paper-sunken']],
  ['ink', ['saffron', 'paper']],
  ['saffron-edge', ['paper', 'paper-raised', 'saffron-wash']],
  ['teal-edge', ['paper', 'paper-raised', 'teal-wash']],
  ['brick-edge', ['paper', 'paper-raised', 'brick-wash']],
  ['blue-edge', ['paper', 'paper-raised', 'blue-wash']],
];

describe.each(Object.entries(themes))('the %s theme', (name, colours) => {
  it.each(pairs(words))('keeps %s readable on %s', (front, ground) => {
    expect(contrast(colours, front, ground)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(pairs(edges).filter(([front, ground]) => name === 'light' || front !== 'ink' || ground === 'paper'))(
    'shows the edge of %s on %s',
    (front, ground) => {
      expect(contrast(colours, front, ground)).toBeGreaterThanOrEqual(3);
    },
  );
});

describe('the sizes of type', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.css'));
  const scale = [...css.matchAll(/--(size-[a-z]+): ([^;]+);/g)];

  it('are at most seven, and one for code inside a sentence', () => {
    expect(scale.filter(([, , value = '']) => !/[\d.]em$/.test(value)).length).toBeLessThanOrEqual(7);
    expect(scale.filter(([, , value = '']) => /[\d.]em$/.test(value)).map(([, name]) => name)).toEqual(['size-within']);
  });

  it.each(files)('are the only ones that %s uses', (file) => {
    const text = readFileSync(new URL(file, folder), 'utf8').replaceAll(/@font-face \{[^}]*\}/g, '');
    const used = [...text.matchAll(/\bfont(?:-size)?:\s*([^;]+);/g)].map(([, value = '']) =>
      value.replaceAll(/\s+/g, ' '),
    );
    const names = scale.map(([, name]) => `var(--${name})`);
    const wrong = used.filter((value) => value !== 'inherit' && !names.some((name) => value.includes(name)));
    expect(wrong).toEqual([]);
  });
});

function tokens(side: 0 | 1): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, one, other, both] of css.matchAll(
    /--([a-z-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));/g,
  )) {
    if (name) found.set(name, both ?? [one, other][side] ?? '');
  }
  return found;
}

function pairs(list: [string, string[]][]): [string, string][] {
  return list.flatMap(([front, grounds]) => grounds.map((ground): [string, string] => [front, ground]));
}

function contrast(colours: Map<string, string>, front: string, ground: string): number {
  const [low, high] = [luminance(colours.get(front)), luminance(colours.get(ground))].sort((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function luminance(hex: string | undefined): number {
  if (!hex) throw new Error('no such colour');
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
