import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bakery, createBakery } from './bakery.ts';
import { eventually } from './eventually.ts';
import type { WorkerProcess } from './worker-process.ts';

let bakery: Bakery;
let worker: WorkerProcess;

beforeAll(async () => {
  bakery = await createBakery();
  worker = bakery.start();
  await bakery.link();
});
afterAll(() => bakery.stop());

/** Keeps the worker from committing anything until it is let go. */
async function holdCommits(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: bakery.database.ownerUrl });
  await client.connect();
  await client.query('begin');
  await client.query('lock table wa_seen in share mode');
  return async () => {
    await client.query('rollback');
    await client.end();
  };
}

/** The worker waits for the lock, so whatever it was given has met a commit that hangs. */
const stuck = () =>
  eventually('a commit that waits', async () => {
    const { rows } = await bakery.database.owner.query('select 1 from pg_locks where not granted limit 1');
    return rows.length > 0 ? true : undefined;
  });

const said = (of: string): string[] =>
  bakery
    .received()
    .flatMap(({ content }) => (content.type === 'text' && content.text.body.startsWith(of) ? [content.text.body] : []));

it('keeps the first words of a stranger in order while it is still storing who that is', async () => {
  const stranger = '+15550106660';
  await bakery.whatsapp.phone(stranger);
  const letGo = await holdCommits();
  for (let at = 0; at < 5; at += 1) await bakery.whatsapp.say(stranger, bakery.phone, `stranger ${at}`);
  await stuck();
  await letGo();
  await bakery.receivedText('stranger 4');
  expect(said('stranger')).toEqual([0, 1, 2, 3, 4].map((at) => `stranger ${at}`));
});

it('tells what waited while it was away before what is new', async () => {
  const others = ['+15550106661', '+15550106662'];
  for (const phone of others) await bakery.whatsapp.phone(phone);
  worker.kill('SIGTERM');
  await worker.exited;
  for (let at = 0; at < 6; at += 1) await bakery.whatsapp.say(others[at % 2] ?? '', bakery.phone, `waited ${at}`);
  const hellos = bakery.server.said.filter((frame) => frame.say === 'hello').length;
  worker = bakery.start();
  await eventually('hello', () => bakery.server.said.filter((frame) => frame.say === 'hello')[hellos]);
  const letGo = await holdCommits();
  await bakery.online();
  await stuck();
  await bakery.whatsapp.say(others[0] ?? '', bakery.phone, 'waited 6');
  await letGo();
  await bakery.receivedText('waited 6');
  await bakery.receivedText('waited 5');
  expect(said('waited')).toEqual([0, 1, 2, 3, 4, 5, 6].map((at) => `waited ${at}`));
});
