import { startVitest, type Vitest } from 'vitest/node';

/** How many tests passed and failed. A file that could not even be loaded, and an error outside any test, count as failed. */
export type Tally = { passed: number; failed: number };

/** Which tests: no filter and no house means all; `without` names files, by glob, that are left out. */
export type Only = { filters: string[]; houses: string[]; without: string[] };

/** Runs Vitest once in this process. `onTally` hears the count so far, so that a run that is cut short can still tell it. */
export async function runTests(root: string, only: Only, onTally: (tally: Tally) => void): Promise<Tally> {
  const soFar: Tally = { passed: 0, failed: 0 };
  const counter = {
    onTestCaseResult(test: { result(): { state: string } }): void {
      const { state } = test.result();
      if (state === 'passed') soFar.passed += 1;
      if (state === 'failed') soFar.failed += 1;
      onTally(soFar);
    },
  };
  // The projects of vitest.config.ts read it: an exclusion given to Vitest itself does not reach them.
  process.env['TESTS_WITHOUT'] = only.without.join(',');
  const vitest = await startVitest('test', only.filters, {
    root,
    watch: false,
    run: true,
    project: only.houses,
    passWithNoTests: true,
    reporters: ['default', counter],
  });
  const tally = count(vitest);
  await vitest.close();
  return tally;
}

function count(vitest: Vitest): Tally {
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const passed = tests.filter((test) => test.result().state === 'passed').length;
  const failed = tests.filter((test) => test.result().state === 'failed').length;
  // A failed hook fails a file or a suite without a failed test in it.
  const unlisted = modules.filter((module) => module.state() === 'failed' && !failedInside(module)).length;
  return { passed, failed: failed + unlisted + vitest.state.getUnhandledErrors().length };
}

function failedInside(module: ReturnType<Vitest['state']['getTestModules']>[number]): boolean {
  return [...module.children.allTests()].some((test) => test.result().state === 'failed');
}
