import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Cuts the fonts of the site from the Fontsource packages: only the weights that styles ask for, and the letters of their
// unicode-range in fonts.css. Made anew when one of the packages changes:
//   npm install --no-save subset-font@2.9.0 && node scripts/fonts.ts
const cutter: string = 'subset-font';
const folder = fileURLToPath(new URL('../server/src/site/fonts/', import.meta.url));

type Axis = { min: number; max: number; default: number };
type Cut = (
  font: Buffer,
  letters: string,
  options: { targetFormat: 'woff2'; variationAxes: Record<string, number | Axis> },
) => Promise<Buffer>;

const latin = `${between(0x20, 0x7e)}${between(0xa0, 0xff)}ıŒœʻʼˆˋ˚˜${between(0x2000, 0x206f)}€™←↑→↓−∕`;
// The letters of today's languages in this script; forms that only old encodings name are left to the system's fonts.
const arabic = between(0x600, 0x6ff) + between(0x750, 0x77f) + between(0x200c, 0x200e);
const wght = { min: 400, max: 700, default: 400 };

const fonts: { name: string; from: string; letters: string; axes: Record<string, number | Axis> }[] = [
  {
    name: 'inter.woff2',
    from: import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
    letters: latin,
    axes: { wght },
  },
  {
    name: 'bricolage.woff2',
    from: import.meta.resolve(
      '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-opsz-normal.woff2',
    ),
    letters: latin,
    // Headings have one weight; what varies is the optical size.
    axes: { wght: 680 },
  },
  {
    name: 'jetbrains-mono.woff2',
    from: import.meta.resolve('@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2'),
    letters: `${between(0x20, 0x7e)}${between(0xa0, 0xff)}…“”‘’–—←→↑↓`,
    axes: { wght: { min: 400, max: 600, default: 400 } },
  },
  {
    name: 'noto-sans-arabic.woff2',
    from: import.meta.resolve('@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2'),
    letters: arabic,
    axes: { wght },
  },
];

const { default: cut } = (await import(cutter)) as { default: Cut };
const licences: string[] = [];
mkdirSync(folder, { recursive: true });
for (const { name, from, letters, axes } of fonts) {
  const whole = readFileSync(fileURLToPath(from));
  const small = await cut(whole, letters, { targetFormat: 'woff2', variationAxes: axes });
  writeFileSync(folder + name, small);
  licences.push(readFileSync(new URL('../LICENSE', from), 'utf8').trim());
  console.log(`${name}: ${Math.ceil(whole.length / 1024)} → ${Math.ceil(small.length / 1024)} KiB`);
}

writeFileSync(`${folder}LICENSE`, `${licences.join(`\n\n${'-'.repeat(60)}\n\n`)}\n`);

/** Every letter from one code point to another. */
function between(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n)).join('');
}
