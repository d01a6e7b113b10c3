import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../base/problem.ts';
import { readJson } from './json-body.ts';

const read = (text: string) => readJson(Buffer.from(text, 'utf8'));

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'read';
  } catch (error) {
    return error instanceof Problem ? error.code : 'another error';
  }
}

describe('a body', () => {
  it('is read exactly as JSON.parse reads it, whenever it is good', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        if (text.includes('\\u0000') || text.includes('\\ud') || text.includes('__proto__')) return;
        expect(read(text)).toEqual(JSON.parse(text));
        expect(read(JSON.stringify(value, null, 2))).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([['{"a":1,"a":2}'], ['{"a":{"b":1,"b":2}}'], ['{"a":1,"\\u0061":2}'], ['[{"x":":"},{"y":"\\":","y":1}]']])(
    'that names a field twice is refused: %s',
    (text) => {
      expect(codeOf(() => read(text))).toBe('malformed_json');
    },
  );

  it.each([['{"a":":","b":"\\":"}'], ['{":":1}'], ['{"a\\"":"b:c"}'], ['[":",":"]']])(
    'with colons in its texts is read: %s',
    (text) => {
      expect(read(text)).toEqual(JSON.parse(text));
    },
  );

  it.each([['{"a":"\\u0000"}'], ['["\\ud800"]'], ['{"\\udc00":1}'], ['{"__proto__":1}'], ['{"a":{"__proto__":{}}}']])(
    'with text that cannot be kept is refused: %s',
    (text) => {
      expect(codeOf(() => read(text))).toBe('validation_failed');
    },
  );

  it('may be nested 32 levels deep and no deeper', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(codeOf(() => read(nested(32)))).toBe('read');
    expect(codeOf(() => read(nested(33)))).toBe('malformed_json');
    expect(codeOf(() => read(nested(100_000)))).toBe('malformed_json');
  });
});
