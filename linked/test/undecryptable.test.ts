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

const unreadable = (wireId: string) =>
  bakery.received().filter((one) => one.wireId === wireId && one.content.type === 'unsupported');
const readable = (wireId: string) =>
  bakery.received().filter((one) => one.wireId === wireId && one.content.type === 'text');

/** Lets the device forget the ratchets it shares with everybody, as a damaged database would. */
async function loseRatchets(extra: Record<string, string> = {}): Promise<void> {
  worker.kill('SIGTERM');
  await worker.exited;
  await bakery.database.owner.query(`delete from wa_keys where type = 'session'`);
  const hellos = bakery.server.said.filter((frame) => frame.say === 'hello').length;
  worker = bakery.start(extra);
  await eventually('hello', () => bakery.server.said.filter((frame) => frame.say === 'hello')[hellos]);
  await bakery.online();
}

async function acquainted(): Promise<void> {
  const { wireId, outcome } = bakery.send('hello');
  await outcome();
  await bakery.whatsapp.shown(bakery.ana, bakery.phone, ({ id }) => id === wireId);
  const answer = await bakery.whatsapp.say(bakery.ana, bakery.phone, `hello yourself ${wireId}`);
  await eventually('the answer', () => readable(answer)[0]);
}

it('asks the sender of a message it cannot read for another copy, and tells of it once', async () => {
  await acquainted();
  await loseRatchets();
  const wireId = await bakery.whatsapp.say(bakery.ana, bakery.phone, 'hard to read');
  await eventually('the second copy', () => readable(wireId)[0]);
  const { rows } = await bakery.database.owner.query(`select 1 from wa_keys where type = 'held'`);
  expect(rows).toEqual([]);
  expect(readable(wireId)).toHaveLength(1);
  expect(unreadable(wireId)).toEqual([]);
});

it('tells that there was a message it cannot read when its sender takes too long, and what it said when that comes', async () => {
  await acquainted();
  await loseRatchets({ WZ_UNDECRYPTABLE_WAIT_MS: '1' });
  const wireId = await bakery.whatsapp.say(bakery.ana, bakery.phone, 'read later');
  const told = await eventually('that there was a message', () => unreadable(wireId)[0]);
  expect(told).toMatchObject({ content: { unsupported: { kind: 'undecryptable' } }, sender: { phone: bakery.ana } });
  await eventually('what it said', () => readable(wireId)[0]);
  expect(unreadable(wireId)).toHaveLength(1);
});
