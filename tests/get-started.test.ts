import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from './house.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

let house: House;
let page: string;
beforeAll(async () => {
  house = await startHouse();
  page = await (await fetch(`${house.baseUrl}/get-started`, { headers: { accept: 'text/html' } })).text();
});
afterAll(() => house.close());

/** The code that stands in the page under a name, as a browser would copy it. */
function code(name: string): string {
  const [, html] = new RegExp(`<pre[^>]* data-run="${name}"><code>([\\s\\S]*?)</code></pre>`).exec(page) ?? [];
  if (html === undefined) throw new Error(`the page has no code ${name}`);
  const letters: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/&(lt|gt|quot|amp);/g, (_, letter: string) => letters[letter] ?? '');
}

async function shell(script: string, env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: root,
    env: { ...process.env, ...house.environment, ...env },
  });
  return stdout;
}

it('runs every command of the page as it stands there, up to the answer', async () => {
  const names = [...page.matchAll(/ data-run="([a-z]+)"/g)].map(([, name]) => name);
  expect(names).toEqual(['look', 'operator', 'send', 'hear', 'told', 'node']);

  // `npm install` and `npm start` are how this house came to be; what follows them runs against it.
  expect(code('look')).toContain('npm install\nnpm start\n');
  expect(await shell(code('look').split('\n').at(-1) ?? '')).toMatch(/answer/i);

  const made = JSON.parse(await shell(code('operator'))) as { workspaces: { kind: string; api_key: string }[] };
  const env = { API_KEY: made.workspaces.find(({ kind }) => kind === 'sandbox')?.api_key ?? '' };
  expect(env.API_KEY).toMatch(/^wz_test_/);

  expect(JSON.parse(await shell(code('send'), env))).toMatchObject({ status: 'queued', to: '+15550190001' });
  await until(async () => (await shell(code('hear'), env)).includes('"type":"message.received"'), 20_000, 'the answer');

  expect(JSON.parse(await shell(code('told'), env))).toMatchObject({ secret: expect.stringMatching(/^whsec_/) });

  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code('node')], {
    env: { ...process.env, ...env },
  });
  expect(stdout).toMatch(/^202 \{/);
}, 60_000);
