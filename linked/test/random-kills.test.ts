import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bakery, createBakery } from './bakery.ts';
import { eventually } from './eventually.ts';
import type { WorkerProcess } from './worker-process.ts';

const rounds = Number(process.env['KILL_ROUNDS'] ?? 4);
const perRound = 6;

let bakery: Bakery;
let worker: WorkerProcess;
beforeAll(async () => {
  bakery = await createBakery();
  worker = bakery.start();
  await bakery.link();
});
afterAll(() => bakery.stop());

async function killSoon(): Promise<void> {
  // Chance is the point of this test; what was drawn is not needed to read a failure, the database and frames are.
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 120));
  worker.kill('SIGKILL');
  await worker.exited;
  const hellos = bakery.server.said.filter((frame) => frame.say === 'hello').length;
  worker = bakery.start();
  await eventually('hello', () => bakery.server.said.filter((frame) => frame.say === 'hello')[hellos]);
  await bakery.online();
}

it(
  'loses and doubles nothing, and uses no message key twice, however often it is killed',
  async () => {
    const ours: string[] = [];
    const theirs: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const phone = round % 2 === 0 ? bakery.ana : `+1555018${String(round).padStart(4, '0')}`;
      await bakery.whatsapp.phone(phone).catch(() => {});
      const orders = Array.from({ length: perRound }, (_, at) => bakery.send(`ours ${round}.${at}`, { to: phone }));
      const killed = killSoon();
      for (let at = 0; at < perRound; at += 1)
        theirs.push(await bakery.whatsapp.say(phone, bakery.phone, `theirs ${round}.${at}`));
      await killed;
      for (const { wireId } of orders) {
        expect((await bakery.send('again', { to: phone, wireId, again: true }).outcome()).kind).toBe('sent');
        ours.push(wireId);
        await bakery.whatsapp.shown(phone, bakery.phone, ({ id, body }) => id === wireId && body !== '');
      }
    }
    await eventually('all of theirs', () => {
      const told = new Set(bakery.received().map(({ wireId }) => wireId));
      return theirs.every((wireId) => told.has(wireId)) ? true : undefined;
    });
    const readable = bakery.received().filter(({ content }) => content.type === 'text');
    expect(readable.map(({ wireId }) => wireId).sort()).toEqual([...theirs].sort());
    expect(new Set(ours).size).toBe(rounds * perRound);
    expect(await bakery.whatsapp.strict()).toMatchObject({ reused_counters: [], unknown_stanzas: [] });
  },
  20_000 + rounds * 10_000,
);
