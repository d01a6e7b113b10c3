import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Ended, runSteps, type Step } from './run/step.ts';

// Found by package, so that knip sees that we use them.
const tsc = fileURLToPath(new URL('./bin/tsc', import.meta.resolve('typescript-native/package.json')));
const biome = fileURLToPath(new URL('./bin/biome', import.meta.resolve('@biomejs/biome/package.json')));

const steps: Step[] = [
  { name: 'rooms', command: ['node', 'scripts/check-rooms.ts'] },
  {
    name: 'types',
    command: ['node', tsc, '-p', 'tsconfig.json', '--pretty', 'false'],
  },
  { name: 'biome', command: ['node', biome, 'check', '--error-on-warnings', '--max-diagnostics=none'] },
  { name: 'drift', command: ['node', 'scripts/gen.ts', '--check'] },
  { name: 'knip', command: ['node', 'node_modules/knip/bin/knip.js', '--no-progress'] },
  {
    name: 'planted',
    command: ['node', 'node_modules/vitest/vitest.mjs', 'run', '--project', 'scripts', '--reporter', 'dot'],
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no check called ${unknown.join(', ')}; there are ${steps.map((step) => step.name).join(', ')}.`,
  );
  process.exit(2);
}

const chosen = wanted.length === 0 ? steps : steps.filter((step) => wanted.includes(step.name));
const began = performance.now();
const ended = await runSteps(chosen, Math.min(2, availableParallelism()), tell);
const failed = ended.filter(({ ok }) => !ok);
console.log(
  `${ended.length - failed.length} of ${ended.length} checks passed in ${((performance.now() - began) / 1000).toFixed(1)} s` +
    (failed.length > 0 ? `; failed: ${failed.map(({ step }) => step.name).join(', ')}` : ''),
);
process.exitCode = failed.length === 0 ? 0 : 1;

function tell({ step, ok, seconds, output, why }: Ended): void {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${step.name.padEnd(8)} ${seconds.toFixed(1)} s${why ? ` (${why})` : ''}`);
  const notes = ok
    ? output
        .split('\n')
        .filter((line) => line.startsWith('think: '))
        .join('\n')
    : output.trimEnd();
  if (notes) console.log(notes.replaceAll(/^/gm, '     '));
}
