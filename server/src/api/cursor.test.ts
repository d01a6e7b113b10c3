import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeCursor, readCursor } from './cursor.ts';

const sign = (text: string) => createHmac('sha256', 'key').update(text).digest();
const position = '0199a3c2-7f10-7b3e-9d52-1c6a4e8f0b21';

it('gives back the position it was made of', () => {
  expect(readCursor(sign, 'list', makeCursor(sign, 'list', position))).toBe(position);
});

it('is refused in another list, and when a single character differs', () => {
  const cursor = makeCursor(sign, 'list', position);
  expect(() => readCursor(sign, 'another', cursor)).toThrow('validation_failed');
  for (let at = 0; at < cursor.length; at += 1) {
    const changed = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
    expect(() => readCursor(sign, 'list', changed)).toThrow('validation_failed');
  }
});
