import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run/step.ts';

/** A generated file or folder (its path ends in `/`), and the function of its room that makes it. */
type Generator = { makes: string; from: string; named: string };

/** In order: the client's types are made from the openapi.json that is made before them. */
const generators: Generator[] = [
  { makes: 'openapi.json', from: 'server/src/routes.ts', named: 'openapi' },
  { makes: 'client/src/schema.ts', from: 'scripts/gen/client-schema.ts', named: 'clientSchema' },
  { makes: 'server/schema.sql', from: 'server/src/db/dump-schema.ts', named: 'dumpSchema' },
  { makes: 'docs/operating/settings.md', from: 'server/src/config/settings-page.ts', named: 'settingsPage' },
  { makes: 'docs/errors/', from: 'server/src/api/error-pages.ts', named: 'errorPages' },
];

const checking = process.argv.includes('--check');
const faults: string[] = [];

for (const generator of generators) {
  try {
    settle(generator, await make(generator));
  } catch (error) {
    faults.push(`${generator.makes}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

for (const fault of faults) console.error(fault);
if (faults.length > 0)
  console.error(checking ? 'Run "npm run gen" and commit what it changes.' : 'Some files were not made.');
process.exitCode = faults.length === 0 ? 0 : 1;

/** The texts by path. A generator answers with one text, one JSON value, or texts by file name for a folder. */
async function make({ makes, from, named }: Generator): Promise<Map<string, string>> {
  const file = join(root, from);
  if (!existsSync(file)) throw new Error(`its generator ${from} does not exist`);
  const module: Record<string, unknown> = await import(pathToFileURL(file).href);
  const generate = module[named];
  if (typeof generate !== 'function') throw new Error(`${from} does not export ${named}`);
  const made: unknown = await generate();
  if (!makes.endsWith('/'))
    return new Map([[makes, typeof made === 'string' ? made : `${JSON.stringify(made, null, 2)}\n`]]);
  if (typeof made !== 'object' || made === null) throw new Error(`${named} must answer with texts by file name`);
  const texts: [string, unknown][] = made instanceof Map ? [...made] : Object.entries(made);
  if (texts.length === 0) throw new Error(`${named} made no file at all`);
  return new Map(texts.map(([name, text]) => [join(makes, name), String(text)]));
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
