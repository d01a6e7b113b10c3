/** Why a password is not taken. `like_you`: without the address, the names and the brand hardly anything is left of it. */
export type PasswordFault = 'too_short' | 'too_long' | 'too_common' | 'like_you';

/** A verdict for the meter: 0 refused, 1 weak … 4 strong. */
export type PasswordVerdict = { fault: PasswordFault | null; strength: 0 | 1 | 2 | 3 | 4 };

/** What a password must not be made of. */
export type AboutPerson = { email: string; name: string; brand: string };

/** In characters as people count them: any script, any sign, spaces too. */
const passwordLength = { min: 10, max: 200 };

/** How many characters must be left of a password when the words that stand near it are taken out. */
const ownPartMin = 8;
/** A common password stays common with a few signs before or after it. */
const dressingMax = 6;

/** Judges a password; nothing of it is kept. The first call reads the list of common passwords. */
export async function judgePassword(password: string, about: AboutPerson): Promise<PasswordVerdict> {
  const characters = [...password];
  if (characters.length < passwordLength.min) return { fault: 'too_short', strength: 0 };
  if (characters.length > passwordLength.max) return { fault: 'too_long', strength: 0 };
  const lower = password.toLowerCase();
  if (isPattern(lower) || (await isCommon(lower))) return { fault: 'too_common', strength: 0 };
  if (isLikePerson(lower, about)) return { fault: 'like_you', strength: 0 };
  return { fault: null, strength: strengthOf(characters) };
}

let common: Promise<Set<string>> | undefined;

function commonPasswords(): Promise<Set<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map((word) => String(word).toLowerCase())),
  );
  return common;
}

/** Words of our own trade, which every guesser would try on us first. */
const ownWords = ['whatzapi', 'whatsapp', 'whatsappapi', 'whatsappgateway', 'whatsappbusiness'];

async function isCommon(lower: string): Promise<boolean> {
  const list = await commonPasswords();
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const candidates = lower.length - core.length <= dressingMax ? [lower, core] : [lower];
  return candidates.some((text) => list.has(text) || ownWords.includes(text));
}

/** One short piece again and again, or a walk through the alphabet or the digits. */
function isPattern(lower: string): boolean {
  return /^(.{1,4}?)\1+.{0,3}$/su.test(lower) || stepsOf([...lower]) >= [...lower].length - 2;
}

/** How many characters only go on from the one before: the same, the next or the previous sign. */
function stepsOf(characters: string[]): number {
  return characters.filter((character, at) => {
    const before = characters[at - 1]?.codePointAt(0);
    return before !== undefined && Math.abs((character.codePointAt(0) ?? 0) - before) <= 1;
  }).length;
}

function isLikePerson(lower: string, { email, name, brand }: AboutPerson): boolean {
  const [local = '', host = ''] = email.toLowerCase().split('@');
  const words = [email, local, ...local.split(/[^\p{L}\p{N}]+/u), host.split('.')[0] ?? '', name, brand]
    .flatMap((text) => [text, ...text.split(/\s+/)])
    .map((text) => text.toLowerCase())
    .filter((text) => text.length >= 3)
    .sort((a, b) => b.length - a.length);
  const left = [...words, ...ownWords].reduce((text, word) => text.replaceAll(word, ''), lower);
  return left !== lower && [...left].length < ownPartMin;
}

// Length counts most; signs that only go on from the one before count a third, and few kinds of signs take a step away.
function strengthOf(characters: string[]): 1 | 2 | 3 | 4 {
  const length = characters.length - (stepsOf(characters) * 2) / 3;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u, /\p{Lo}/u].filter((kind) =>
    characters.some((character) => kind.test(character)),
  ).length;
  if (new Set(characters).size < 6 || length < 9) return 1;
  const steps = length < 12 ? 2 : length < 16 ? 3 : 4;
  const full = length >= 20 ? 4 : kinds >= 2 ? steps : steps - 1;
  return full >= 4 ? 4 : full === 3 ? 3 : full === 2 ? 2 : 1;
}
