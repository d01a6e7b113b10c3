import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, requestHash } from './canonical.ts';

it('is the same for every order of fields, and JSON of the same value', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
      const turned = Object.fromEntries(Object.entries(fields).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(fields));
      expect(JSON.parse(canonicalJson(fields))).toEqual(JSON.parse(JSON.stringify(fields)));
    }),
  );
});

it('differs by method, path and any value', () => {
  const hash = (method: string, path: string, body: unknown) => requestHash(method, path, body).toString('hex');
  const all = [
    hash('POST', '/a', { x: 1 }),
    hash('PATCH', '/a', { x: 1 }),
    hash('POST', '/b', { x: 1 }),
    hash('POST', '/a', { x: '1' }),
    hash('POST', '/a', { x: [1] }),
    hash('POST', '/a', null),
  ];
  expect(new Set(all).size).toBe(all.length);
});
