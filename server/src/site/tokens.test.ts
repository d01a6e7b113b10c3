import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('styles/tokens.css', import.meta.url), 'utf8');
const themes = { light: tokens(0), dark: tokens(1) };

/** Text on a ground: WCAG 2.2 AA asks 4.5:1. */
const words: [string, string[]][] = [
  ['ink', ['paper', 'paper-raised', 'paper-sunken', 'saffron-wash', 'teal-wash', 'brick-wash', 'blue-wash']],
  ['ink-soft', ['paper', 'paper-raised', 'paper-sunken']],
  ['ink-faint', ['paper', 'paper-raised', 'paper-sunken']],
  ['on-saffron', ['saffron', 'saffron-pressed']],
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
