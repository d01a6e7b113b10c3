/**
 * Does a text hold every word of what was asked, or its beginning? Case, accents and vowel signs do not matter, nor which of two
 * usual spellings of an Arabic letter was typed. Asking nothing finds everything.
 */
export function finds(text: string, asked: string): boolean {
  const words = ` ${plainly(text)}`;
  return plainly(asked)
    .split(' ')
    .every((word) => words.includes(` ${word}`));
}

function plainly(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ة', 'ه')
    .replaceAll('ى', 'ي')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
