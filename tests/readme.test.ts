import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootstrap, type House, startHouse } from './house.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');

let house: House;
let key: string;
beforeAll(async () => {
  house = await startHouse();
  key = (await bootstrap(house)).sandbox.api_key;
});
afterAll(() => house.close());

/** The first block of code with these words in it, for the house's own port. */
function block(words: string): string {
  const found = [...readme.matchAll(/```(?:sh|bash)\n([\s\S]*?)```/g)].find(([, code]) => code?.includes(words))?.[1];
  if (!found) throw new Error(`the README has no code with ${words}`);
  return found.replaceAll('http://127.0.0.1:3000', house.baseUrl);
}

async function bash(script: string, env: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: root,
    env: { ...process.env, ...house.environment, ...env },
  });
  return stdout;
}

it('sends and pulls by the curl of the README', async () => {
  const printed = await bash(block('order-1042'), { API_KEY: key });
  expect(printed).toContain('"status":"queued"');
  expect(printed).toContain('"type":"message.queued"');
});

it('makes the whole journey by the curl of the README', async () => {
  const printed = await bash(block('whatzapi -- start-link'), {});
  expect(printed).toMatch(/^read$/m);
  expect(printed).toContain('in: echo: Your bread is ready');
}, 30_000);
