import { domainToUnicode } from 'node:url';

/** Letters that look like Latin ones, and digits that stand for letters; enough for the marks below. */
const lookalikes: Record<string, string> = {
  а: 'a',
  в: 'b',
  е: 'e',
  һ: 'h',
  і: 'i',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  с: 'c',
  ѕ: 's',
  т: 't',
  ԝ: 'w',
  α: 'a',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  ω: 'w',
  ı: 'i',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
};

/** Marks of others anywhere in a name, after look-alikes are undone and doubled letters joined. */
const inside = /w?hats+ap|wat+s+ap|whatap|facebok|instagram/;
/** Marks that are words of their own, so that "metal" and "thermometer" are nobody's. */
const words = /(^|[^\p{L}])(meta|fb|waba|whatsap)([^\p{L}]|$)|^meta(busines|verified|pay|platforms)/u;

/** Whose mark a host or a brand's name looks like, if anybody's: WhatsApp's and Meta's, or the platform's own. */
export function markIn(text: string, platform: string): 'whatsapp' | 'platform' | undefined {
  const plain = skeleton(text);
  if (inside.test(plain.replaceAll(/[^\p{L}]/gu, '')) || words.test(plain)) return 'whatsapp';
  const own = skeleton(platform).replaceAll(/[^\p{L}]/gu, '');
  return own !== '' && plain.replaceAll(/[^\p{L}]/gu, '').includes(own) ? 'platform' : undefined;
}

function skeleton(text: string): string {
  const shown = /xn--/i.test(text) ? domainToUnicode(text) || text : text;
  return [...shown.normalize('NFKD').toLowerCase()]
    .filter((letter) => !/\p{M}/u.test(letter))
    .map((letter) => lookalikes[letter] ?? letter)
    .join('')
    .replaceAll('vv', 'w')
    .replaceAll(/(\p{L})\1+/gu, '$1');
}
