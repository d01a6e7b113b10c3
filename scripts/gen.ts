import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './run/step.ts';

/** A generated file, or a folder (its path ends in `/`) whose maker answers with texts by file name. */
type Generator = { makes: string; make: () => Promise<string | object> };

/** In order: the client's types are made from the openapi.json that is made before them. */
const generators: Generator[] = [
  { makes: 'openapi.json', make: async () => (await import('./gen/openapi.ts')).openapi() },
  { makes: 'client/src/schema.ts', make: async () => (await import('./gen/client-schema.ts')).clientSchema() },
  { makes: 'server/schema.sql', make: async () => (await import('./gen/schema.ts')).schema() },
  {
    makes: 'docs/operating/settings.md',
    make: async () => (await import('../server/src/config/settings-page.ts')).settingsPage(),
  },
  {
    makes: 'docs/api/limits.md',
    make: async () => (await import('../server/src/workspaces/limits-page.ts')).limitsPage(),
  },
  {
    makes: 'docs/api/permissions.md',
    make: async () => (await import('../server/src/workspaces/permissions-page.ts')).permissionsPage(),
  },
  { makes: 'docs/errors/', make: async () => (await import('../server/src/api/error-pages.ts')).errorPages() },
];

const checking = process.argv.includes('--check');
const faults: string[] = [];

for (const generator of generators) {
  try {
    settle(generator, texts(generator, await generator.make()));
  } catch (error) {
    faults.push(`${generator.makes}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

for (const fault of faults) console.error(fault);
if (faults.length > 0)
  console.error(checking ? 'Run "npm run gen" and commit what it changes.' : 'Some files were not made.');
process.exitCode = faults.length === 0 ? 0 : 1;

/** What was made, by path from the root. */
function texts({ makes }: Generator, made: string | object): Map<string, string> {
  if (!makes.endsWith('/'))
    return new Map([[makes, typeof made === 'string' ? made : `${JSON.stringify(made, null, 2)}\n`]]);
  const files = Object.entries(made);
  if (files.length === 0) throw new Error('its maker made no file at all');
  return new Map(files.map(([name, text]) => [join(makes, name), String(text)]));
}

/** Writes what was made, or, when checking, names each file that differs, is missing or is left over. */
function settle({ makes }: Generator, made: Map<string, string>): void {
  const left = makes.endsWith('/') ? globSync(`${makes}**/*.*`, { cwd: root }).filter((path) => !made.has(path)) : [];
  for (const path of left) checking ? faults.push(`${path}: nothing makes it any more`) : rmSync(join(root, path));
  for (const [path, text] of made) {
    const file = join(root, path);
    const now = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    if (now === text) continue;
    if (checking) {
      faults.push(`${path}: ${now === undefined ? 'is missing' : `differs at line ${firstDifference(now, text)}`}`);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`${path} ${now === undefined ? 'made' : 'changed'}`);
  }
}

function firstDifference(now: string, made: string): number {
  const lines = made.split('\n');
  return now.split('\n').findIndex((line, place) => line !== lines[place]) + 1;
}
