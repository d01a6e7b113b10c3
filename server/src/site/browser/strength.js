// @ts-check
/**
 * The server's verdict on a new password as far as a browser can tell: all but the list of common ones. 0 is refused, 4 strong.
 * A test holds it against the server's own.
 * @param {string} password
 * @param {string[]} words what it must not be made of
 * @returns {{ strength: 0 | 1 | 2 | 3 | 4, isAlike: boolean }}
 */
export function strengthOf(password, words) {
  const signs = [...password];
  const lower = password.toLowerCase();
  if (signs.length < 10) return { strength: 0, isAlike: false };
  if (isPattern(lower)) return { strength: 0, isAlike: false };
  if (isAlike(lower, words)) return { strength: 0, isAlike: true };
  const length = signs.length - (stepsOf(signs) * 2) / 3;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u, /\p{Lo}/u].filter((kind) =>
    signs.some((sign) => kind.test(sign)),
  ).length;
  if (new Set(signs).size < 6 || length < 9) return { strength: 1, isAlike: false };
  const steps = length < 12 ? 2 : length < 16 ? 3 : 4;
  const full = length >= 20 ? 4 : kinds >= 2 ? steps : steps - 1;
  return { strength: full >= 4 ? 4 : full === 3 ? 3 : full === 2 ? 2 : 1, isAlike: false };
}

/** @param {string} lower */
function isPattern(lower) {
  return /^(.{1,4}?)\1+.{0,3}$/su.test(lower) || stepsOf([...lower]) >= [...lower].length - 2;
}

/** @param {string[]} signs */
function stepsOf(signs) {
  return signs.filter((sign, at) => {
    const before = signs[at - 1]?.codePointAt(0);
    return before !== undefined && Math.abs((sign.codePointAt(0) ?? 0) - before) <= 1;
  }).length;
}

/**
 * @param {string} lower
 * @param {string[]} words
 */
function isAlike(lower, words) {
  const left = words
    .flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)])
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length)
    .reduce((text, word) => text.replaceAll(word, ''), lower);
  return left !== lower && [...left].length < 8;
}
