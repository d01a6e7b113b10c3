const ink = '#14161a';
const paper = '#faf9f6';
const darkPaper = '#14161a';

/** Text on a colour must stand out by this much (WCAG 2.2, 1.4.3). */
const textRatio = 4.5;
/** A colour must not vanish on the page. The edge of a button needs no more, as its text carries it (WCAG 2.2, 1.4.11). */
const groundRatio = 2;

/** Reads `#0A7` or `#00aa77`, with or without `#`, into the long form in lower case. */
export function readColour(text: string): string | undefined {
  const [, digits = ''] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim()) ?? [];
  if (digits === '') return undefined;
  const long = digits.length === 6 ? digits : [...digits].map((digit) => digit + digit).join('');
  return `#${long.toLowerCase()}`;
}

/** What text on a colour is written in: ink or paper, whichever is easier to read. */
export function inkOn(colour: string): string {
  return contrast(colour, ink) >= contrast(colour, paper) ? ink : paper;
}

/** Can a brand's accent carry text and be seen in both themes? If not, the nearest one that can. */
export function judgeAccent(colour: string): { is: 'good' } | { is: 'unfit'; nearest: string } {
  if (isFit(colour)) return { is: 'good' };
  for (let step = 1; step <= 255; step++) {
    const nearest = [mix(colour, '#000000', step / 255), mix(colour, '#ffffff', step / 255)].find(isFit);
    if (nearest) return { is: 'unfit', nearest };
  }
  throw new Error(`no fit colour near ${colour}`);
}

/** The contrast ratio of two colours, from 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function isFit(colour: string): boolean {
  return (
    contrast(colour, inkOn(colour)) >= textRatio &&
    contrast(colour, paper) >= groundRatio &&
    contrast(colour, darkPaper) >= groundRatio
  );
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(colour: string, other: string, part: number): string {
  const to = channels(other);
  const mixed = channels(colour).map((value, n) => Math.round(value + ((to[n] ?? 0) - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
