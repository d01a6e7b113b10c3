import { startVitest } from 'vitest/node';

/** How many tests passed and failed. A file that could not even be loaded, and an error outside any test, count as failed. */
export type Tally = { passed: number; failed: number; ok: boolean };

/** Runs Vitest once in this process; no filter and no house means everything. */
export async function runTests(root: string, only: { filters: string[]; houses: string[] }): Promise<Tally> {
  const vitest = await startVitest('test', only.filters, {
    root,
    watch: false,
    run: true,
    project: only.houses,
    passWithNoTests: true,
  });
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const passed = tests.filter((test) => test.result().state === 'passed').length;
  const failed = tests.filter((test) => test.result().state === 'failed').length;
  const unloadable = modules.filter((module) => module.errors().length > 0).length;
  const outside = vitest.state.getUnhandledErrors().length;
  await vitest.close();
  return { passed, failed: failed + unloadable + outside, ok: failed + unloadable + outside === 0 };
}
