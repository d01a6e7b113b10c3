import { type Breach, isTest, type Law, roomOf, type Source } from './law.ts';

/** Law 5 and its neighbours: what may be said where, how files are named, how long they get, and where time comes from. */
export function wordBreaches(law: Law, sources: Source[]): Breach[] {
  const code = sources.filter(({ path }) => path.endsWith('.ts'));
  return [
    ...code.flatMap((source) => forbiddenWords(law, source)),
    ...sources.flatMap((source) => forbiddenNames(law, source.path)),
    ...code.flatMap((source) => tooLong(law, source)),
    ...code.flatMap((source) => clockReads(law, source)),
    ...code.flatMap((source) => barrels(law, source)),
  ];
}

/** Files worth a thought: longer than `think`, not yet so long that the check fails. */
export function longFiles(law: Law, sources: Source[]): string[] {
  return sources
    .filter(({ path }) => path.endsWith('.ts') && !law.generated.includes(path))
    .map(({ path, text }) => ({ path, lines: lineCount(text) }))
    .filter(({ lines }) => lines > law.lines.think && lines <= law.lines.split)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

function forbiddenWords(law: Law, { path, text }: Source): Breach[] {
  if (law.words.outside.some((place) => path.startsWith(place)) || law.generated.includes(path)) return [];
  return law.words.forbidden
    .filter((word) => wordPattern(word).test(text))
    .map((word) => ({ rule: 'word-stays-inside', file: path, says: `says "${word}", a word of the engine` }));
}

/** Finds a word alone and inside camelCase or snake_case, singular or plural, but not inside another word. */
function wordPattern(word: string): RegExp {
  const capital = word.charAt(0).toUpperCase() + word.slice(1);
  return new RegExp(
    `(?<![A-Za-z])${word}s?(?![a-z])|(?<=[a-z0-9])${capital}s?(?![a-z])|(?<![A-Za-z])${capital}s?(?![a-z])|${word.toUpperCase()}`,
  );
}

function forbiddenNames(law: Law, path: string): Breach[] {
  const forbidden = new Set(law.names.forbidden);
  const parts = path.split('/').flatMap((part) => (part.split('.')[0] ?? '').split('-'));
  return parts
    .filter((part) => forbidden.has(part))
    .map((part) => ({ rule: 'name-says-nothing', file: path, says: `is called "${part}"; name it for what it holds` }));
}

function tooLong(law: Law, { path, text }: Source): Breach[] {
  const lines = lineCount(text);
  if (lines <= law.lines.split || law.generated.includes(path)) return [];
  return [{ rule: 'file-too-long', file: path, says: `has ${lines} lines; split it at ${law.lines.split}` }];
}

/** `new Date()` reads the clock just as `Date.now()` does, which the linter already refuses in rooms. */
function clockReads(law: Law, { path, text }: Source): Breach[] {
  const room = roomOf(law, path);
  if (room === undefined || room === 'base' || isTest(law, path) || !/\bnew Date\(\)/.test(text)) return [];
  return [{ rule: 'time-comes-from-outside', file: path, says: 'reads the clock with new Date(); use ctx.clock' }];
}

/** Only a door (a file named like its folder or workspace, or listed in the law) may pass on what stands in another file. */
function barrels(law: Law, { path, text }: Source): Breach[] {
  if (!/^export\s+(type\s+)?\{[^}]*\}\s*from\s/m.test(text)) return [];
  const [name = '', folder = '', above = ''] = path
    .replace(/[.]ts$/, '')
    .split('/')
    .reverse();
  const doors = Object.entries(law.rooms).flatMap(([room, { doors = [] }]) =>
    doors.map((door) => `server/src/${room}/${door}`),
  );
  if (name === folder || (folder === 'src' && name === above) || doors.includes(path)) return [];
  return [{ rule: 'only-doors-pass-on', file: path, says: 'exports from another file, but is no door' }];
}

const lineCount = (text: string): number => text.split('\n').length - 1;
