import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootstrap, caller, type House, startHouse, until } from './house.ts';

const run = promisify(execFile);

/** How each language is run, and the command that tells whether this machine has what it needs. */
const languages = [
  { id: 'curl', file: 'first.sh', command: 'bash', present: 'true' },
  { id: 'node', file: 'first.mjs', command: process.execPath, present: 'true' },
  { id: 'python', file: 'first.py', command: 'python3', present: 'command -v python3' },
  { id: 'php', file: 'first.php', command: 'php', present: 'php -m | grep -qi curl' },
];
const found = await Promise.all(
  languages.map((one) =>
    run('sh', ['-c', one.present]).then(
      () => [one],
      () => [],
    ),
  ),
);
const present = found.flat();

let house: House;
let key: string;
let folder: string;
beforeAll(async () => {
  house = await startHouse();
  key = (await bootstrap(house)).sandbox.api_key;
  folder = mkdtempSync(join(tmpdir(), 'wz-home-'));
  // The page writes to the customer whom every sandbox at /start has.
  await caller(house, key)('POST', '/v1/simulator/phones', { phone: '+15550100102', name: 'Ana' });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await house.close();
});

/** The code of a tab as somebody copies it from the page, under a key of idempotency of its own. */
async function shown(id: string): Promise<string> {
  const page = await (await fetch(house.baseUrl, { headers: { accept: 'text/html' } })).text();
  const html = new RegExp(`<code id="code-${id}">([^]*?)</code>`).exec(page)?.[1];
  if (!html) throw new Error(`the page shows nothing in ${id}`);
  const code = html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  expect(code).toContain('order-1042');
  return code.replace('order-1042', `order-${id}`);
}

it.each(present)('runs the first message in $id as the page shows it', async ({ id, file, command }) => {
  const call = caller(house, key);
  const chatOfAna = async () => {
    const { body } = await call<{ chats: { messages: { text?: { body: string } }[] }[] }>(
      'GET',
      '/v1/simulator/phones/+15550100102',
    );
    return body.chats.flatMap(({ messages }) => messages).filter(({ text }) => text?.body === 'Your bread is ready.')
      .length;
  };
  const before = await chatOfAna();
  writeFileSync(join(folder, file), await shown(id));
  const { stdout } = await run(command, [join(folder, file)], { env: { ...process.env, KEY: key } });
  expect(stdout).toContain('"status":"queued"');
  await until(async () => (await chatOfAna()) === before + 1, 15_000, 'the message on the phone of Ana');
});
