import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Law } from './law.ts';

/** A house in a temporary folder that has every room, door and permitted import of the law, and nothing else. */
export type Skeleton = { root: string; put: (path: string, text: string) => void; [Symbol.dispose]: () => void };

/** Draws the house of `law`: what the rules must leave in peace, and the ground to plant violations on. */
export function drawHouse(law: Law): Skeleton {
  const root = mkdtempSync(join(tmpdir(), 'walls-'));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put('package.json', '{ "name": "skeleton", "private": true, "type": "module" }');
  for (const driver of Object.keys(law.drivers))
    if (!driver.startsWith('node:')) drawPackage(driver.replace('*', 'any'), put);
  for (const name of Object.keys(law.rooms)) drawRoom(name, law, put);
  put('server/src/engine/linked/protocol.ts', 'export const protocol = 1;\n');
  for (const name of Object.keys(law.roof)) drawRoof(name, law, put);
  drawHouses(law, put);
  return { root, put, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}

type Put = Skeleton['put'];

function drawPackage(name: string, put: Put): void {
  put(
    `node_modules/${name}/package.json`,
    JSON.stringify({ name, version: '1.0.0', type: 'module', main: 'index.js' }),
  );
  put(`node_modules/${name}/index.js`, 'export const driver = 1;\n');
}

function drawRoom(name: string, law: Law, put: Put): void {
  const room = law.rooms[name];
  if (!room) return;
  const values = [...(name === 'base' ? [] : ['base']), ...room.may].map(
    (other) => `import '../${other}/${other}.ts';\n`,
  );
  const types = (room.types ?? []).map(
    (other) => `import type { ${other} as _${other} } from '../${other}/${other}.ts';\n`,
  );
  put(`server/src/${name}/noun.ts`, `export type Noun = { of: '${name}' };\n`);
  put(
    `server/src/${name}/${name}.ts`,
    `${values.join('')}${types.join('')}import './noun.ts';\nexport type ${name} = '${name}';\n`,
  );
  for (const door of room.doors ?? []) put(`server/src/${name}/${door}`, 'export const door = 1;\n');
}

function drawRoof(name: string, law: Law, put: Put): void {
  const isFolder = !name.endsWith('.ts');
  const up = isFolder ? '../' : './';
  const rooms = Object.keys(law.rooms).map((room) => `import '${up}${room}/noun.ts';\n`);
  const lower = Object.entries(law.roof).filter(
    ([other, floor]) => other.endsWith('.ts') && floor < (law.roof[name] ?? 0),
  );
  const roof = lower.map(([other]) => `import '${up}${other}';\n`);
  put(`server/src/${isFolder ? `${name}/start.ts` : name}`, [...rooms, ...roof].join(''));
}

function drawHouses(law: Law, put: Put): void {
  for (const [name, { may }] of Object.entries(law.houses)) {
    if (name === 'server') continue;
    const doors = may.map((path) => (path === 'server/src/base/' ? 'server/src/base/base.ts' : path));
    const drawn = new Set(['server/src/base/base.ts', 'server/src/engine/linked/protocol.ts']);
    for (const door of doors.filter((path) => path.endsWith('.ts') && !drawn.has(path)))
      put(door, 'export const door = 1;\n');
    const lines = doors.filter((path) => path.endsWith('.ts')).map((path) => `import '../../${path}';\n`);
    put(`${name}/src/main.ts`, `${lines.join('')}export const house = '${name}';\n`);
  }
}
