import { parseArgs } from 'node:util';
import { root } from './run/step.ts';
import { runTests, type Tally } from './run/tests.ts';

const usage = `npm test -- [filter…] [--house name]… [--server-postgres]

  filter             only test files whose path contains it
  --house name       only the tests of one workspace: server, simulator, linked, client, tests, scripts
  --server-postgres  the database tests use the server at DATABASE_URL; without this they use an embedded PostgreSQL
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    house: { type: 'string', multiple: true },
    'server-postgres': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(usage);
  process.exit(0);
}
if (values['server-postgres'] && !process.env['DATABASE_URL']) {
  console.error('--server-postgres needs DATABASE_URL, such as postgresql://root@127.0.0.1:5432/postgres');
  process.exit(2);
}
// Without the flag a DATABASE_URL that happens to be set must not receive throw-away databases.
if (!values['server-postgres']) delete process.env['DATABASE_URL'];

const tally: Tally = await runTests(root, { filters: positionals, houses: values.house ?? [] });
if (tally.passed + tally.failed === 0) console.error('No test ran.');
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.ok && tally.passed > 0 ? 0 : 1);
