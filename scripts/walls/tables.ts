import { type Breach, isTest, type Law, type Source } from './law.ts';
import { createdTables, namedTables, sqlTexts } from './sql-text.ts';

/** Law 3: a table has one owner, and only the owner's files name it. Tests may look at any table; migrations make them all. */
export function tableBreaches(law: Law, sources: Source[]): Breach[] {
  const made = sources.flatMap((source) => madeIn(law, source).map((table) => ({ table, file: source.path })));
  const unowned = made
    .filter(({ table }) => ownerOf(law, table) === undefined)
    .map(({ table, file }) => ({
      rule: 'table-has-owner',
      file,
      says: `makes ${table}, which has no owner in rooms.json`,
    }));
  const stale = Object.keys(law.tables)
    .filter((pattern) => made.length > 0 && !made.some(({ table }) => fits(pattern, table)))
    .map((pattern) => ({
      rule: 'table-exists',
      file: 'rooms.json',
      says: `gives ${pattern} an owner, but nothing makes it`,
    }));
  const tables = new Set(made.map(({ table }) => table));
  const strangers = sources
    .filter(({ path }) => path.endsWith('.ts') && !isTest(law, path) && /^(server|linked|simulator)\//.test(path))
    .flatMap((source) => strangersIn(law, source, tables));
  return [...unowned, ...stale, ...strangers];
}

function madeIn(law: Law, source: Source): string[] {
  if (source.path.endsWith('.sql')) return createdTables(source.text);
  if (isTest(law, source.path) || !/^(server|linked|simulator)\//.test(source.path)) return [];
  return sqlTexts(source.path, source.text).flatMap(createdTables);
}

function strangersIn(law: Law, source: Source, tables: Set<string>): Breach[] {
  const here = houseOrRoom(law, source.path);
  const named = new Set(sqlTexts(source.path, source.text).flatMap(namedTables));
  return [...named]
    .filter((table) => tables.has(table) || tables.has(`simulator.${table}`))
    .filter((table) => !(here === 'simulator' && tables.has(`simulator.${table}`)))
    .filter((table) => ownerOf(law, table) !== here)
    .map((table) => ({
      rule: 'table-of-another',
      file: source.path,
      says: `names ${table}, which belongs to ${ownerOf(law, table) ?? 'the simulator'}`,
    }));
}

/** The room a server file is in, the roof, or the workspace. */
function houseOrRoom(law: Law, path: string): string {
  const [house = '', , room = ''] = path.split('/');
  return house !== 'server' ? house : room in law.rooms ? room : 'roof';
}

function ownerOf(law: Law, table: string): string | undefined {
  return Object.entries(law.tables).find(([pattern]) => fits(pattern, table))?.[1];
}

function fits(pattern: string, table: string): boolean {
  return pattern.endsWith('*') ? table.startsWith(pattern.slice(0, -1)) : pattern === table;
}
