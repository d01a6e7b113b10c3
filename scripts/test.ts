import { parseArgs } from 'node:util';
import { root } from './run/step.ts';
import { runTests, type Tally } from './run/tests.ts';

const usage = `npm test -- [filter…] [--house name]… [--without glob]… [--server-postgres]

  filter             only test files whose path contains it
  --house name       only the tests of one workspace: server, simulator, linked, client, tests, scripts
  --without glob     leaves out the test files that match, such as '**/crash.test.ts'
  --server-postgres  the database tests use the server at DATABASE_URL; without this they use an embedded PostgreSQL
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    house: { type: 'string', multiple: true },
    without: { type: 'string', multiple: true },
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

let soFar: Tally = { passed: 0, failed: 0 };
// Who runs out of time still says how far it came, and that it did not get to the end.
process.once('SIGTERM', () => {
  console.error('The tests were stopped before their end.');
  console.log(`${soFar.passed} passed, ${soFar.failed + 1} failed`);
  process.exit(1);
});

const only = { filters: positionals, houses: values.house ?? [], without: values.without ?? [] };
const tally = await runTests(root, only, (counted) => {
  soFar = counted;
});
if (tally.passed + tally.failed === 0) console.error('No test ran.');
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 && tally.passed > 0 ? 0 : 1);
