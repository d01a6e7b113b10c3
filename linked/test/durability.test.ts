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
  await bakery.send('hello').outcome;
  await bakery.whatsapp.say(bakery.ana, bakery.phone, 'hello');
  await bakery.receivedText('hello');
});
afterAll(() => bakery.stop());

/** Holds every commit of the session back while `work` runs; the committer is known to wait when `work` begins to look. */
async function whileNothingCommits(start: () => Promise<void>, look: () => Promise<void>): Promise<void> {
  const blocker = new pg.Client({ connectionString: bakery.database.ownerUrl });
  await blocker.connect();
  await blocker.query('begin');
  await blocker.query('select 1 from wa_sessions for update');
  try {
    await start();
    await eventually('a commit that waits', async () => {
      const { rows } = await bakery.database.owner.query(
        `select 1 from pg_stat_activity where application_name = 'whatzapi linked committer' and wait_event_type = 'Lock'
         and datname = current_database()`,
      );
      return rows[0];
    });
    await look();
  } finally {
    await blocker.query('rollback');
    await blocker.end();
  }
}

it('puts no ciphertext on the wire before its ratchet step is committed', async () => {
  let order: ReturnType<Bakery['send']> | undefined;
  await whileNothingCommits(
    async () => {
      order = bakery.send('after the disk');
    },
    async () => {
      const { body } = await bakery.whatsapp.call('GET', '/frames');
      expect(JSON.stringify(body)).not.toContain(order?.wireId);
    },
  );
  expect((await order?.outcome())?.kind).toBe('sent');
});

it('acknowledges no message to WhatsApp before it is journaled', async () => {
  let wireId = '';
  const status = async () =>
    (await bakery.whatsapp.messages(bakery.ana, bakery.phone)).find(({ id }) => id === wireId)?.status;
  await whileNothingCommits(
    async () => {
      wireId = await bakery.whatsapp.say(bakery.ana, bakery.phone, 'acknowledged late');
    },
    async () => {
      expect(await waiting()).toBeGreaterThan(0);
    },
  );
  await bakery.receivedText('acknowledged late');
  await eventually('the acknowledgement', async () => ((await waiting()) === 0 ? true : undefined));
  expect(await status()).toBeDefined();
});

it('acknowledges no receipt to WhatsApp before it is journaled', async () => {
  const { wireId, outcome } = bakery.send('read it');
  await outcome();
  await eventually('delivered', () => receipt(wireId, 'delivered'));
  await eventually('nothing waiting', async () => ((await waiting()) === 0 ? true : undefined));
  await whileNothingCommits(
    async () => {
      await bakery.whatsapp.call('POST', `/phones/${bakery.ana}/read`, { message: wireId });
    },
    async () => {
      expect(await waiting()).toBeGreaterThan(0);
      expect(receipt(wireId, 'read')).toBeUndefined();
    },
  );
  await eventually('read', () => receipt(wireId, 'read'));
});

it('commits both devices of a message together', async () => {
  const rows = async () =>
    (await bakery.database.owner.query(`select xmin::text from wa_keys where type = 'session' order by 1`)).rows.map(
      ({ xmin }) => xmin,
    );
  await bakery.send('one commit').outcome;
  const newest = (await rows()).sort((a, b) => Number(b) - Number(a));
  expect(newest[0]).toBe(newest[1]);
});

it('uses no message key twice and loses nothing when it dies while a commit waits', async () => {
  let order: ReturnType<Bakery['send']> | undefined;
  let wireId = '';
  await whileNothingCommits(
    async () => {
      order = bakery.send('dies with the disk');
      wireId = await bakery.whatsapp.say(bakery.ana, bakery.phone, 'dies with the disk, too');
    },
    async () => {
      worker.kill('SIGKILL');
      await worker.exited;
    },
  );
  const hellos = bakery.server.said.filter((frame) => frame.say === 'hello').length;
  worker = bakery.start();
  await eventually('hello', () => bakery.server.said.filter((frame) => frame.say === 'hello')[hellos]);
  await bakery.online();
  await bakery.send('the next one').outcome();
  expect((await bakery.send('dies with the disk', { wireId: order?.wireId ?? '', again: true }).outcome()).kind).toBe(
    'sent',
  );
  await bakery.whatsapp.shown(bakery.ana, bakery.phone, ({ id }) => id === order?.wireId);
  await bakery.receivedText('dies with the disk, too');
  expect(bakery.received().filter((message) => message.wireId === wireId)).toHaveLength(1);
  expect(await bakery.whatsapp.strict()).toMatchObject({ reused_counters: [] });
});

function receipt(wireId: string, name: string): true | undefined {
  return bakery.server
    .told(bakery.session)
    .some(({ entry }) => entry.kind === 'receipt' && entry.receipt === name && entry.wireIds.includes(wireId))
    ? true
    : undefined;
}

/** Stanzas WhatsApp keeps for the device until it acknowledges them. */
async function waiting(): Promise<number> {
  const { body } = await bakery.whatsapp.call('GET', `/phones/${bakery.phone}`);
  // The simulator's own answer, in the shape its contract names.
  return (body['linked_devices'] as { waiting: number }[])[0]?.waiting ?? 0;
}
