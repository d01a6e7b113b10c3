import { expect, it } from 'vitest';
import { csvLine } from './csv.ts';

it.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '  =1',
  '"=1',
  '\u200b=1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '\n=1',
])('shows %j as text in a spreadsheet', (cell) => {
  expect(csvLine([cell])).toMatch(/^"?'/);
});

it('leaves other cells alone and quotes what would break a line', () => {
  const line = csvLine(['a-b', 7, null, 'x,y', 'say "hi"', 'two\nlines']);
  expect(line).toBe('a-b,7,,"x,y","say ""hi""","two\nlines"\r\n');
});
