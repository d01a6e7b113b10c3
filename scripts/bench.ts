import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { root, runStep } from './run/step.ts';

// Each bench/<question>.ts answers one question: it prints for people as it goes, and one JSON object as its last line.
// npm run bench -- [question…]   runs those whose name contains a word; results go to bench/results/<question>.json.

const wanted = process.argv.slice(2);
const questions = globSync('bench/*.ts', { cwd: root })
  .sort()
  .filter((path) => wanted.length === 0 || wanted.some((word) => basename(path).includes(word)));

if (questions.length === 0) {
  console.error(`No file in bench/ is called like ${wanted.join(' or ') || 'a question'}.`);
  process.exit(2);
}

const machine = {
  node: process.version,
  processor: cpus()[0]?.model,
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
};
mkdirSync(join(root, 'bench/results'), { recursive: true });

for (const path of questions) {
  const name = basename(path, '.ts');
  console.log(`\n${name}`);
  const ended = await runStep({ name, command: ['node', path], minutesMax: 30 }, (text) => process.stdout.write(text));
  const result = ended.ok ? lastJson(ended.output) : undefined;
  if (result === undefined) {
    console.error(`${name} gave no result${ended.why ? ` (${ended.why})` : ': its last line is not JSON'}`);
    process.exitCode = 1;
    continue;
  }
  const report = { question: name, at: new Date().toISOString(), seconds: Math.round(ended.seconds), machine, result };
  writeFileSync(join(root, `bench/results/${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
}

function lastJson(output: string): unknown {
  try {
    return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
  } catch {
    return undefined;
  }
}
