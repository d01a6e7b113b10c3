import { parseArgs } from 'node:util';
import { root } from './run/step.ts';
import { type Only, runTests, type Tally } from './run/tests.ts';

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

// It compares times of the same machine a moment apart, so nothing else may run beside it.
const alone = 'server/src/accounts/timing.test.ts';
const only = { filters: positionals, houses: values.house ?? [], without: values.without ?? [] };
const wantsAlone =
  (only.houses.length === 0 || only.houses.includes('server')) &&
  (only.filters.length === 0 || only.filters.some((filter) => alone.includes(filter))) &&
  !only.without.some((glob) => glob.includes('timing'));

const together = await count({ ...only, without: [...only.without, `**/${alone}`] });
const byItself = wantsAlone
  ? await count({ filters: [alone], houses: ['server'], without: [] })
  : { passed: 0, failed: 0 };
const tally = { passed: together.passed + byItself.passed, failed: together.failed + byItself.failed };
if (tally.passed + tally.failed === 0) console.error('No test ran.');
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 && tally.passed > 0 ? 0 : 1);

function count(which: Only): Promise<Tally> {
  const before = soFar;
  return runTests(root, which, (counted) => {
    soFar = { passed: before.passed + counted.passed, failed: before.failed + counted.failed };
  });
}
