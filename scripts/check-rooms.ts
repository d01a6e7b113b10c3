import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cruiseImports, sourceFiles } from './walls/cruise.ts';
import { glossaryBreaches } from './walls/glossary.ts';
import { type Breach, houseLaw, type Source } from './walls/law.ts';
import { linkBreaches } from './walls/links.ts';
import { staleBreaches } from './walls/stale.ts';
import { tableBreaches } from './walls/tables.ts';
import { longFiles, wordBreaches } from './walls/words.ts';

const root = resolve(import.meta.dirname, '..');

const { breaches: importBreaches, ...cruise } = await cruiseImports(root, houseLaw);
const sources = readSources();
const breaches: Breach[] = [
  ...importBreaches,
  ...staleBreaches(houseLaw, sourceFiles(root, houseLaw), cruise.imports),
  ...tableBreaches(houseLaw, sources),
  ...wordBreaches(houseLaw, sources),
  ...linkBreaches(root, readDocuments()),
  ...glossaryBreaches(readFileSync(join(root, 'docs/glossary.md'), 'utf8'), sources),
];

for (const line of longFiles(houseLaw, sources)) console.log(`think: ${line}`);
for (const { rule, file, says } of breaches) console.log(`${rule}: ${file} ${says}`);
console.log(`${cruise.modules} modules, ${cruise.imports.length} imports, ${breaches.length} breaches`);
process.exitCode = breaches.length === 0 ? 0 : 1;

function readDocuments(): Source[] {
  const paths = globSync(['*.md', 'docs/**/*.md', 'client/**/*.md', 'simulator/**/*.md', 'bench/**/*.md'], {
    cwd: root,
    exclude: (path) => /node_modules$/.test(path),
  });
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function readSources(): Source[] {
  const sql = globSync('{server,linked,simulator}/**/*.sql', {
    cwd: root,
    exclude: (path) => /node_modules$/.test(path),
  });
  const paths = [...sourceFiles(root, houseLaw), ...sql, 'openapi.json'];
  return paths
    .filter((path) => existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
