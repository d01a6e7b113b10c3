import { defineConfig } from 'vitest/config';

const houses = ['server', 'simulator', 'linked', 'client', 'tests', 'scripts'];

/** The houses whose tests need a PostgreSQL: they get one throw-away for the whole run, or the server at DATABASE_URL. */
const withDatabase = new Set(['server', 'simulator', 'linked', 'tests']);

/** Set by `npm test -- --without`. */
const without = (process.env['TESTS_WITHOUT'] ?? '').split(',').filter(Boolean);

/** No retries: a test that fails sometimes is a bug report. Two forks, because the machine we promise to run on has two cores. */
export default defineConfig({
  test: {
    // Tests run as the product does: by Node itself with type stripping, without a bundler between.
    experimental: { viteModuleRunner: false },
    pool: 'forks',
    maxWorkers: 2,
    retry: 0,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    projects: houses.map((house) => ({
      extends: true as const,
      test: {
        name: house,
        include: [`${house}/**/*.test.ts`],
        exclude: ['**/node_modules/**', '**/dist/**', ...without],
        globalSetup: withDatabase.has(house) ? ['server/src/db/throwaway-setup.ts'] : [],
      },
    })),
  },
});
