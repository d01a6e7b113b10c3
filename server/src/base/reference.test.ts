import { expect, it } from 'vitest';
import { newReference, readReference, referencesIn } from './reference.ts';

it('makes references of 40 bits that read back', () => {
  const all = Array.from({ length: 500 }, () => newReference('T'));
  expect(new Set(all).size).toBe(500);
  for (const one of all) {
    expect(one).toMatch(/^T-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(readReference('T', one)).toBe(one);
  }
});

it.each([
  ['REPORT-4F7K-92QD', ['REPORT-4F7K-92QD']],
  ['Hello, my code is report 4f7k 92qd. Thanks!', ['REPORT-4F7K-92QD']],
  ['REPORT4F7K92QD', ['REPORT-4F7K-92QD']],
  ['report-oIl0-92qd', ['REPORT-0110-92QD']],
  ['REPORT-4F7K-92QD REPORT-0000-1111', ['REPORT-4F7K-92QD', 'REPORT-0000-1111']],
  ['REPORT-4F7K-92QDX', []],
  ['UNREPORT-4F7K-92QD', []],
  ['report this, please', []],
  ['', []],
])('finds the references in %j', (text, found) => {
  expect(referencesIn('REPORT', text)).toEqual(found);
});

it('reads no reference where there is more than one', () => {
  expect(readReference('T', 'T-7KQ4-M2XD and more')).toBeUndefined();
  expect(readReference('RA', 'T-7KQ4-M2XD')).toBeUndefined();
});
