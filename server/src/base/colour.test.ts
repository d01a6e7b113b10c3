import { expect, it } from 'vitest';
import { contrast, inkOn, judgeAccent, readColour } from './colour.ts';

it.each([
  ['#0A7', '#00aa77'],
  ['e8a317', '#e8a317'],
  ['#E8A317', '#e8a317'],
  ['red', undefined],
  ['#12345', undefined],
  ['#0a7;}body{', undefined],
])('reads %s as %s', (text, colour) => {
  expect(readColour(text)).toBe(colour);
});

it.each(['#e8a317', '#00aa77', '#234f9e', '#9c3620'])('takes %s, on which text can be read', (colour) => {
  expect(judgeAccent(colour)).toEqual({ is: 'good' });
  expect(contrast(colour, inkOn(colour))).toBeGreaterThanOrEqual(4.5);
});

it.each(['#ffffff', '#000000', '#faf9f6', '#fff3c4', '#777777', '#0a0a2a'])(
  'refuses %s and offers one that is fit',
  (colour) => {
    const verdict = judgeAccent(colour);
    if (verdict.is !== 'unfit') throw new Error('it was taken');
    expect(judgeAccent(verdict.nearest)).toEqual({ is: 'good' });
  },
);

it('offers a fit colour for every colour there is', () => {
  for (let red = 0; red < 256; red += 51) {
    for (let green = 0; green < 256; green += 51) {
      for (let blue = 0; blue < 256; blue += 51) {
        const colour = `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
        const verdict = judgeAccent(colour);
        if (verdict.is === 'unfit') expect(judgeAccent(verdict.nearest)).toEqual({ is: 'good' });
      }
    }
  }
});
