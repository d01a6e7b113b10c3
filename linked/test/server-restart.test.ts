import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { inboundInFlightMax } from '../../server/src/engine/linked/protocol.ts';
import { type Bakery, createBakery } from './bakery.ts';
import { eventually } from './eventually.ts';
import type { WorkerProcess } from './worker-process.ts';

let town: Bakery;
let bakery: Bakery;
let worker: WorkerProcess | undefined;
beforeAll(async () => {
  town = await createBakery();
});
beforeEach(async () => {
  if (!worker) await start();
  bakery = await town.another();
  await bakery.link();
});
afterAll(() => town.stop());

async function start(): Promise<void> {
  const before = hellos().length;
  worker = town.start();
  await eventually('hello', () => hellos()[before]);
}

async function ended(how: (running: WorkerProcess) => void): Promise<Awaited<WorkerProcess['exited']> | undefined> {
  const running = worker;
  worker = undefined;
  if (running) how(running);
  return running?.exited;
}

const hellos = () => town.server.said.flatMap((frame) => (frame.say === 'hello' ? [frame] : []));

async function clean(): Promise<boolean> {
  const { rows } = await bakery.database.owner.query('select clean from wa_sessions where session_id = $1::uuid', [
    bakery.session.slice(4),
  ]);
  return rows[0].clean;
}

it('keeps its sockets while the server restarts, and tells what arrived meanwhile', async () => {
  bakery.server.taking(false);
  await bakery.whatsapp.say(bakery.ana, bakery.phone, 'before the restart');
  await bakery.receivedText('before the restart');
  const before = bakery.server.states(bakery.session).length;
  bakery.server.taking(true);
  const told = bakery.server.told(bakery.session).length;
  const heard = hellos().length;
  await bakery.server.restart();
  const hello = await eventually('another hello', () => hellos()[heard]);
  expect(hello.sessions.filter(({ session }) => session === bakery.session)).toMatchObject([
    { session: bakery.session, epoch: 1, state: { is: 'online', phone: bakery.phone } },
  ]);
  await eventually('told again', () =>
    bakery.server
      .told(bakery.session)
      .slice(told)
      .find(({ entry }) => entry.kind === 'message'),
  );
  expect((await bakery.send('after the restart').outcome()).kind).toBe('sent');
  expect(bakery.server.states(bakery.session).slice(before)).toEqual([]);
});

it('has at most as many entries on their way as the server gave credit for, and tells the rest in order', async () => {
  bakery.server.taking(false);
  const wanted = inboundInFlightMax + 60;
  for (let at = 0; at < wanted; at += 1) await bakery.whatsapp.say(bakery.ana, bakery.phone, `many ${at}`);
  await eventually(
    'all journaled',
    async () => {
      const { rows } = await bakery.database.owner.query(
        'select count(*)::int as n from wa_journal where session_id = $1::uuid',
        [bakery.session.slice(4)],
      );
      return rows[0].n >= wanted ? true : undefined;
    },
    30_000,
  );
  expect(bakery.server.told(bakery.session)).toHaveLength(inboundInFlightMax);
  town.server.taking(true);
  const last = bakery.server.told(bakery.session).at(-1)?.n ?? 0;
  bakery.server.tell({ do: 'took', session: bakery.session, upTo: last });
  await bakery.receivedText(`many ${wanted - 1}`);
  const numbers = bakery.server.told(bakery.session).map(({ n }) => n);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(new Set(numbers).size).toBe(numbers.length);
});

it('finishes what is on its way, marks its devices clean and leaves when it is told to', async () => {
  const { wireId, outcome } = bakery.send('last words');
  await eventually('handed over', async () => {
    const { rows } = await bakery.database.owner.query('select 1 from wa_sent where wire_id = $1', [wireId]);
    return rows[0];
  });
  const exit = ended((running) => running.kill('SIGTERM'));
  expect((await outcome()).kind).toBe('sent');
  expect(await exit).toEqual({ code: 0, signal: null });
  expect(await clean()).toBe(true);
});

it('leaves when its supervisor is gone', async () => {
  expect(await ended((running) => running.disconnect())).toEqual({ code: 0, signal: null });
  expect(await clean()).toBe(true);
});

it('says that it was not closed in order when it was killed', async () => {
  await ended((running) => running.kill('SIGKILL'));
  expect(await clean()).toBe(false);
});

it('answers a phone that asks for an old message after a restart of the worker', async () => {
  const reader = '+15550190006';
  await bakery.whatsapp.call('POST', `/phones/${reader}/offline`).catch(async () => {
    await bakery.whatsapp.phone(reader);
    await bakery.whatsapp.call('POST', `/phones/${reader}/offline`);
  });
  const { wireId, outcome } = bakery.send('kept for weeks', { to: reader });
  expect((await outcome()).kind).toBe('sent');
  await ended((running) => running.kill('SIGTERM'));
  await start();
  await bakery.online();
  await bakery.whatsapp.call('POST', `/phones/${reader}/online`);
  await bakery.whatsapp.shown(reader, bakery.phone, ({ id, body }) => id === wireId && body === 'kept for weeks');
});

it('drops its socket when the store fails, and loses nothing', async () => {
  bakery.server.taking(false);
  await bakery.whatsapp.say(bakery.ana, bakery.phone, 'before the failure');
  await bakery.receivedText('before the failure');
  const before = bakery.server.states(bakery.session).length;
  const { wireId } = bakery.send('into the void');
  await bakery.database.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'whatzapi linked%'`,
  );
  await bakery.whatsapp.say(bakery.ana, bakery.phone, 'through the failure');
  await bakery.receivedText('through the failure');
  await eventually('online', () => (bakery.server.states(bakery.session).at(-1)?.is === 'online' ? true : undefined));
  await eventually('sent in the end', async () =>
    (await bakery.send('into the void', { wireId, again: true }).outcome()).kind === 'sent' ? true : undefined,
  );
  const shown = await bakery.whatsapp.shown(bakery.ana, bakery.phone, ({ id }) => id === wireId);
  expect(shown.body).toBe('into the void');
  expect(await bakery.whatsapp.strict()).toMatchObject({ reused_counters: [] });
  bakery.server.taking(true);
  await bakery.server.restart();
  await eventually('everything taken', async () => {
    // Devices of the tests before may have been killed with something left, and nobody opened them again.
    const { rows } = await bakery.database.owner.query('select 1 from wa_journal where session_id = $1::uuid', [
      bakery.session.slice(4),
    ]);
    return rows.length === 0 ? true : undefined;
  });
  const texts = bakery.received().flatMap(({ content }) => (content.type === 'text' ? [content.text.body] : []));
  expect(texts).toEqual(['before the failure', 'through the failure']);
  expect(before).toBeGreaterThan(0);
});
