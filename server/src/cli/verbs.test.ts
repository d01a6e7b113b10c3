import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const file = fileURLToPath(new URL('./whatzapi.ts', import.meta.url));

function run(...args: string[]) {
  // An empty environment: what is tested here must be said before any setting is needed.
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { env: {}, encoding: 'utf8' });
  return { status, stdout, stderr };
}

it.each([[['--help']], [['help']]])('lists every verb for %s', (args) => {
  const { status, stdout } = run(...args);
  expect(status).toBe(0);
  for (const verb of ['bootstrap', 'start-link', 'sign-in-link', 'workspace', 'limit', 'brand', 'legal', 'doctor'])
    expect(stdout).toContain(`  ${verb}`);
});

it('explains one verb', () => {
  const { status, stdout } = run('bootstrap', '--help');
  expect([status, stdout.includes('--email')]).toEqual([0, true]);
});

it.each([
  [[]],
  [['nonsense']],
  [['bootstrap']],
  [['bootstrap', '--email', 'nobody']],
  [['bootstrap', '--emial', 'a@b.c']],
  [['workspace', 'delete', 'ws_1', '--reason', 'x']],
  [['workspace', 'suspend', 'ws_1']],
  [['limit']],
  [['limit', 'lift', 'ws_01jd3c0z5vfkv8d5w2j2x8q0aa']],
  [['sign-in-link']],
  [['brand']],
  [['brand', 'add', '--name', 'Acme']],
  [['brand', 'add', '--host', 'acme.example.com']],
  [['brand', 'add', '--host', 'a.example', '--name', 'Acme', '--brand', 'brd_1']],
  [['brand', 'remove']],
  [['legal']],
  [['legal', 'publish']],
  [['legal', 'publish', 'rules']],
  [['legal', 'publish', 'terms', 'now']],
])('does not understand %s, says how to put it, and ends with 2', (args) => {
  const { status, stdout, stderr } = run(...args);
  expect(status).toBe(2);
  expect(`${stdout}${stderr}`).toContain('[--json]');
});

it('refuses as JSON when JSON is asked for', () => {
  const { status, stdout } = run('bootstrap', '--json');
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'usage' } });
});
