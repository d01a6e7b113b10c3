import { randomBytes } from 'node:crypto';

/** Crockford's letters: without I, L, O and U, so that a reference survives a phone call and a photograph. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A name that people can read out, such as `T-7KQ4-M2XD`: a prefix and 40 random bits. */
export function newReference(prefix: string): string {
  const text = [...randomBytes(8)].map((byte) => letters[byte & 31]).join('');
  return `${prefix}-${text.slice(0, 4)}-${text.slice(4)}`;
}

/** The references with a prefix that stand in a text, in any case of letters, with or without their dashes. */
export function referencesIn(prefix: string, text: string): string[] {
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${prefix}[-\\s]?([0-9A-Z]{4})[-\\s]?([0-9A-Z]{4})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return [...text.matchAll(pattern)].map(([, one = '', two = '']) => `${prefix}-${meant(one)}-${meant(two)}`);
}

/** The reference that a text is, or `undefined`. */
export function readReference(prefix: string, text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed.length <= prefix.length + 12 ? referencesIn(prefix, trimmed)[0] : undefined;
}

function meant(part: string): string {
  return part.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1').replaceAll('U', 'V');
}
