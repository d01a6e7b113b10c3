import type { IFlattenedRuleSet } from 'dependency-cruiser';
import type { Law, Room } from './law.ts';

type Rule = NonNullable<IFlattenedRuleSet['forbidden']>[number];

const inRooms = '^server/src/';
const testFile = '[.]test[.]ts$';

/** Where the files are that are judged as tests. */
const tests = (law: Law): string[] => [testFile, ...law.testOnly.map(place)];

/** Turns rooms.json into dependency-cruiser's rules, so that the document and the check are one. */
export function importRules(law: Law): IFlattenedRuleSet {
  return {
    forbidden: [
      { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
      { name: 'must-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
      ...Object.entries(law.rooms).flatMap(([name, room]) => roomRules(name, room, law)),
      ...Object.entries(law.roof).map(([name, floor]) => roofRule(name, floor, law)),
      doorRule(law),
      ownDoorRule(law),
      testOnlyRule(law),
      ...Object.entries(law.houses).map(([name, house]) => houseRule(name, house.may)),
      ...Object.entries(law.drivers).map(([name, places]) => driverRule(name, places, law)),
    ],
  };
}

function roomRules(name: string, room: Room, law: Law): Rule[] {
  const from = { path: `${inRooms}${name}/` };
  const known = [name, ...(name === 'base' ? [] : ['base']), ...room.may, ...(room.types ?? [])];
  const looksDown: Rule = {
    name: `${name}-looks-down`,
    severity: 'error',
    // A room's own tests may also open the database and read settings, whatever the room itself may.
    from: { ...from, pathNot: tests(law) },
    to: { path: inRooms, pathNot: `${inRooms}(${known.map(escaped).join('|')})/` },
  };
  const testsLookDown: Rule = {
    name: `${name}-tests-look-down`,
    severity: 'error',
    from: { path: testsOf(name, law) },
    to: { path: inRooms, pathNot: `${inRooms}(${[name, ...lowerRooms(room, law)].map(escaped).join('|')})/` },
  };
  const typesOnly: Rule[] = (room.types ?? []).map((other) => ({
    name: `${name}-knows-${other}-by-type`,
    severity: 'error',
    from: { ...from, pathNot: tests(law) },
    to: { path: `${inRooms}${escaped(other)}/`, dependencyTypesNot: ['type-only'] },
  }));
  return [looksDown, testsLookDown, ...typesOnly];
}

function testsOf(name: string, law: Law): string[] {
  const folder = `server/src/${name}/`;
  return [`^${escaped(folder)}.*${testFile}`, ...law.testOnly.filter((path) => path.startsWith(folder)).map(place)];
}

function lowerRooms(room: Room, law: Law): string[] {
  return Object.entries(law.rooms)
    .filter(([, other]) => other.floor < room.floor)
    .map(([name]) => name);
}

function roofRule(name: string, floor: number, law: Law): Rule {
  const above = Object.entries(law.roof)
    .filter(([other, otherFloor]) => other !== name && otherFloor >= floor)
    .map(([other]) => onRoof(other));
  return {
    name: `${name.replace('.ts', '')}-looks-down`,
    severity: 'error',
    from: { path: `${inRooms}${onRoof(name)}`, pathNot: tests(law) },
    to: { path: `${inRooms}(${above.join('|') || 'nothing-is-above'})` },
  };
}

/** Into another room only through its door. The roof wires everything, so it may open inner files. */
function doorRule(law: Law): Rule {
  const open = Object.entries(law.rooms).filter(([, room]) => room.open);
  const doors = Object.entries(law.rooms).flatMap(([name, room]) =>
    (room.doors ?? []).map((door) => `${name}/${door}`),
  );
  return {
    name: 'use-the-door',
    severity: 'error',
    from: { path: `${inRooms}(${Object.keys(law.rooms).map(escaped).join('|')})/`, pathNot: tests(law) },
    to: {
      path: `${inRooms}[^/]+/`,
      pathNot: [
        `${inRooms}$1/`,
        `${inRooms}([^/]+)/\\1[.]ts$`,
        ...open.map(([name]) => `${inRooms}${escaped(name)}/`),
        ...doors.map((door) => `${inRooms}${escaped(door)}$`),
      ],
    },
  };
}

/** The door shows the room's verbs to others; the files behind it never go out and in again. A port's types are known inside. */
function ownDoorRule(law: Law): Rule {
  return {
    name: 'not-through-your-own-door',
    severity: 'error',
    from: { path: `${inRooms}([^/]+)/`, pathNot: tests(law) },
    to: { path: `${inRooms}$1/$1[.]ts$`, dependencyTypesNot: ['type-only'] },
  };
}

/** What serves tests must not become part of the product. */
function testOnlyRule(law: Law): Rule {
  return {
    name: 'only-tests-import-it',
    severity: 'error',
    from: { path: '^(server|linked|simulator|client)/', pathNot: tests(law) },
    to: { path: law.testOnly.map(place) },
  };
}

function houseRule(name: string, may: string[]): Rule {
  return {
    name: `${name}-keeps-to-itself`,
    severity: 'error',
    from: { path: `^${escaped(name)}/` },
    to: {
      path: '^(server|linked|simulator|client|tests|bench|scripts)/',
      pathNot: [`^${escaped(name)}/`, ...may.map(place)],
    },
  };
}

/** A driver is known where the law says, and nowhere else; its type package counts as the driver. Tests may open any socket. */
function driverRule(name: string, places: string[], law: Law): Rule {
  const builtIn = name.startsWith('node:');
  const pattern = escaped(name.replace('node:', '')).replace('\\*', '[^/]+');
  return {
    name: `driver-${name}`,
    severity: 'error',
    from: {
      path: '^(server|linked|simulator|client|tests|bench)/',
      pathNot: [...places.map(place), ...(builtIn ? tests(law) : [])],
    },
    to: { path: builtIn ? `^(node:)?${pattern}$` : `(^|/)node_modules/(@types/)?${pattern}(/|$)` },
  };
}

const onRoof = (name: string): string => (name.endsWith('.ts') ? `${escaped(name)}$` : `${escaped(name)}/`);
const place = (path: string): string => (path.endsWith('/') ? `^${escaped(path)}` : `^${escaped(path)}$`);
const escaped = (text: string): string =>
  text.replaceAll(/[.*+?^${}()|[\]\\/]/g, (char) => (char === '/' ? '/' : `\\${char}`));
