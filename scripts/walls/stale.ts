import { type Breach, isTest, type Law, roomOf } from './law.ts';

/** The law and the house must name the same rooms, and a permission nobody uses is a hole in the wall. */
export function staleBreaches(law: Law, files: string[], imports: { from: string; to: string }[]): Breach[] {
  const standing = new Set(
    files.map((path) => /^server\/src\/([^/]+)\//.exec(path)?.[1]).filter((name) => name !== undefined),
  );
  const unlawful = [...standing]
    .filter((name) => !(name in law.rooms) && !(name in law.roof))
    .map((name) => ({
      rule: 'room-in-law',
      file: `server/src/${name}`,
      says: 'is a room that rooms.json does not know',
    }));
  const missing = Object.keys(law.rooms)
    .filter((name) => !standing.has(name))
    .map((name) => ({ rule: 'room-exists', file: 'rooms.json', says: `knows a room ${name} that does not exist` }));
  return [...unlawful, ...missing, ...unusedPermissions(law, standing, imports)];
}

function unusedPermissions(law: Law, standing: Set<string>, imports: { from: string; to: string }[]): Breach[] {
  const productive = imports.filter(({ from }) => !isTest(law, from));
  const used = new Set(productive.map(({ from, to }) => `${roomOf(law, from)} → ${roomOf(law, to)}`));
  return Object.entries(law.rooms)
    .filter(([name]) => standing.has(name))
    .flatMap(([name, room]) => [...room.may, ...(room.types ?? [])].map((other) => [name, other] as const))
    .filter(([name, other]) => !used.has(`${name} → ${other}`))
    .map(([name, other]) => ({
      rule: 'permission-in-use',
      file: 'rooms.json',
      says: `lets ${name} use ${other}, which it does not`,
    }));
}
