const accents: Record<string, string> = {
  a: 'à',
  b: 'ƀ',
  c: 'ç',
  d: 'ð',
  e: 'é',
  f: 'ƒ',
  g: 'ĝ',
  h: 'ĥ',
  i: 'î',
  j: 'ĵ',
  k: 'ķ',
  l: 'ļ',
  m: 'ɱ',
  n: 'ñ',
  o: 'ö',
  p: 'þ',
  q: 'ɋ',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'û',
  v: 'ṽ',
  w: 'ŵ',
  x: 'ẋ',
  y: 'ý',
  z: 'ž',
};

/**
 * A text as a long, foreign-looking one: accents on every letter and a third more length, so that a screen that cuts or
 * concatenates shows it. Placeholders, plural branches and tags stay as they are.
 */
export function lengthen(text: string, dir: 'ltr' | 'rtl'): string {
  let depth = 0;
  let isTag = false;
  let letters = 0;
  let out = '';
  for (const letter of text) {
    if (letter === '{') depth += 1;
    if (letter === '<') isTag = true;
    // Inside one brace stand names and keywords; inside two, the branches of a plural.
    const isProse = !isTag && depth % 2 === 0;
    if (isProse && /[a-z]/i.test(letter)) letters += 1;
    out += isProse ? (accents[letter] ?? letter) : letter;
    if (letter === '}') depth -= 1;
    if (letter === '>') isTag = false;
  }
  const more = ' ~'.repeat(Math.min(24, Math.ceil(letters / 6)));
  // Right-to-left marks around it make neutral signs fall where Arabic would put them.
  return dir === 'rtl' ? `\u200f${out}${more}\u200f` : `${out}${more}`;
}
