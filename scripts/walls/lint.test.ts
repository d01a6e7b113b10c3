import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sourceFiles } from './cruise.ts';
import { houseLaw } from './law.ts';

const root = resolve(import.meta.dirname, '../..');
const ground = mkdtempSync(join(tmpdir(), 'walls-lint-'));
cpSync(join(root, 'biome.json'), join(ground, 'biome.json'));
writeFileSync(join(ground, 'package.json'), '{ "type": "module" }');

afterAll(() => rmSync(ground, { recursive: true, force: true }));

/** The names of the lint rules that speak up when `text` stands at `path`. */
function lintRules(path: string, text: string): string[] {
  mkdirSync(dirname(join(ground, path)), { recursive: true });
  writeFileSync(join(ground, path), text);
  const biome = join(root, 'node_modules/.bin/biome');
  const { stdout } = spawnSync(biome, ['lint', '--reporter=github', path], { cwd: ground, encoding: 'utf8' });
  return [...stdout.matchAll(/title=lint\/\w+\/(\w+)/g)].map((match) => match[1] ?? '');
}

describe('the linter', () => {
  it.each([
    ['noRestrictedGlobals', 'server/src/messages/timer.ts', 'export const later = () => setTimeout(() => {}, 1);'],
    ['noRestrictedGlobals', 'server/src/webhooks/out.ts', "export const call = () => fetch('https://example.com');"],
    ['noJsRestrictedProperties', 'server/src/messages/now.ts', 'export const now = () => Date.now();'],
    ['noJsRestrictedProperties', 'server/src/messages/chance.ts', 'export const chance = () => Math.random();'],
    ['noProcessEnv', 'server/src/api/env.ts', 'export const port = process.env.PORT;'],
    ['noConsole', 'linked/src/say.ts', "console.log('hello');"],
    ['noDefaultExport', 'server/src/api/thing.ts', 'export default 1;'],
    ['noReExportAll', 'client/src/star.ts', "export * from './thing.ts';"],
    ['noExplicitAny', 'server/src/api/any.ts', 'export const x: any = 1;'],
    ['noNonNullAssertion', 'server/src/api/bang.ts', 'export const first = (list: string[]) => list.at(0)!;'],
    [
      'noFloatingPromises',
      'server/src/api/float.ts',
      'async function f(): Promise<void> {}\nexport function g(): void {\n  f();\n}',
    ],
    ['useMaxParams', 'server/src/api/five.ts', 'export const f = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e];'],
    ['useFilenamingConvention', 'server/src/api/camelCase.ts', 'export const x = 1;'],
    ['noFocusedTests', 'tests/one.test.ts', "import { it } from 'vitest';\nit.only('runs alone', () => {});"],
    ['noSkippedTests', 'tests/two.test.ts', "import { it } from 'vitest';\nit.skip('rests', () => {});"],
  ])('reports %s in %s', (rule, path, text) => {
    expect(lintRules(path, text)).toContain(rule);
  });

  it.each([
    ['server/src/queue/timer.ts', 'export const later = () => setTimeout(() => {}, 1);'],
    ['server/src/base/clock.ts', 'export const now = () => Date.now();'],
    ['server/src/messages/deadline.test.ts', 'export const deadline = Date.now() + 1000;'],
    ['server/src/cli/doctor.ts', "console.log('hello');"],
  ])('leaves %s in peace', (path, text) => {
    expect(lintRules(path, text).filter((rule) => rule !== 'noExportsInTest')).toEqual([]);
  });
});

describe('the type check', () => {
  it('refuses what type stripping cannot run, unchecked index access and unset optional fields', () => {
    cpSync(join(root, 'tsconfig.base.json'), join(ground, 'tsconfig.base.json'));
    const lines = [
      'enum Colour { Red }',
      'const list: string[] = [];',
      'export const length: number = list[0].length;',
      'export const thing: { name?: string } = { name: undefined };',
      'export const colour = Colour.Red;',
    ];
    mkdirSync(join(ground, 'typed'), { recursive: true });
    writeFileSync(join(ground, 'typed/planted.ts'), lines.join('\n'));
    writeFileSync(
      join(ground, 'typed/tsconfig.json'),
      '{ "extends": "../tsconfig.base.json", "compilerOptions": { "types": [] } }',
    );
    const tsc = join(root, 'node_modules/typescript-native/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', 'typed'], { cwd: ground, encoding: 'utf8' });
    expect([...stdout.matchAll(/error (TS\d+)/g)].map((match) => match[1])).toEqual(['TS1294', 'TS2532', 'TS2375']);
  });

  it('reads every source file of ours', () => {
    const tsc = join(root, 'node_modules/typescript-native/bin/tsc');
    const files = [...sourceFiles(root, houseLaw), 'vitest.config.ts'];
    const listed = spawnSync(process.execPath, [tsc, '-p', root, '--listFilesOnly'], { encoding: 'utf8' });
    const read = new Set(listed.stdout.split('\n'));
    expect(files.filter((file) => !read.has(join(root, file)))).toEqual([]);
  });
});
