import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bakery, createBakery } from './bakery.ts';
import { eventually } from './eventually.ts';
import type { WorkerProcess } from './worker-process.ts';

let bakery: Bakery;
let worker: WorkerProcess;
let customers = 200;

beforeAll(async () => {
  bakery = await createBakery();
  worker = bakery.start();
  await bakery.link();
});
afterAll(() => bakery.stop());

/** Replaces the worker by one that dies at the given place. */
async function arm(failpoint: string): Promise<void> {
  await replaceWorker({ WZ_FAILPOINT: failpoint });
  await bakery.online();
}

async function died(): Promise<void> {
  expect((await worker.exited).signal).toBe('SIGKILL');
}

async function revive(): Promise<void> {
  await replaceWorker({});
  await bakery.online();
}

async function replaceWorker(extra: Record<string, string>): Promise<void> {
  worker.kill('SIGTERM');
  await worker.exited;
  const hellos = bakery.server.said.filter((frame) => frame.say === 'hello').length;
  worker = bakery.start(extra);
  await eventually('hello', () => bakery.server.said.filter((frame) => frame.say === 'hello')[hellos]);
}

async function customer(): Promise<string> {
  customers += 1;
  const phone = `+1555010${customers}0`;
  await bakery.whatsapp.phone(phone);
  return phone;
}

async function copies(phone: string, wireId: string): Promise<number> {
  const shown = (await bakery.whatsapp.messages(phone, bakery.phone)).filter(({ id }) => id === wireId);
  expect(shown.length).toBeLessThanOrEqual(1);
  return shown[0]?.frames ?? 0;
}

const receivedTimes = (wireId: string): number =>
  bakery.received().filter((message) => message.wireId === wireId).length;

describe.each(['encrypt.before_commit', 'encrypt.before_commit:2', 'encrypt.after_commit', 'encrypt.after_commit:2'])(
  'killed at %s',
  (failpoint) => {
    it.each(['a new customer', 'a known customer'])(
      'sends once to %s, and nothing before its ratchet is durable',
      async (who) => {
        const phone = await customer();
        if (who === 'a known customer') await bakery.send('hello', { to: phone }).outcome();
        await arm(failpoint);
        const { wireId } = bakery.send('survives', { to: phone });
        await died();
        expect(await copies(phone, wireId)).toBe(0);
        await revive();
        expect((await bakery.send('survives', { to: phone, wireId, again: true }).outcome()).kind).toBe('sent');
        await bakery.whatsapp.shown(phone, bakery.phone, ({ id }) => id === wireId);
        expect(await copies(phone, wireId)).toBe(1);
      },
    );
  },
);

it('sends again under the same id when it dies between the wire and the acknowledgement', async () => {
  const phone = await customer();
  await bakery.send('hello', { to: phone }).outcome();
  await arm('send.after_wire');
  const { wireId } = bakery.send('twice on the wire', { to: phone });
  await died();
  await revive();
  expect((await bakery.send('twice on the wire', { to: phone, wireId, again: true }).outcome()).kind).toBe('sent');
  await eventually('both copies', async () => ((await copies(phone, wireId)) === 2 ? true : undefined));
});

it.each(['decrypt.before_commit', 'decrypt.after_commit', 'receive.after_receipt'])(
  'loses nothing that arrives, and journals it once, when killed at %s',
  async (failpoint) => {
    const phone = await customer();
    await bakery.whatsapp.say(phone, bakery.phone, `before ${failpoint}`);
    await bakery.receivedText(`before ${failpoint}`);
    await arm(failpoint);
    const wireId = await bakery.whatsapp.say(phone, bakery.phone, `during ${failpoint}`);
    await died();
    await revive();
    await bakery.receivedText(`during ${failpoint}`);
    await bakery.whatsapp.say(phone, bakery.phone, `after ${failpoint}`);
    await bakery.receivedText(`after ${failpoint}`);
    expect(receivedTimes(wireId)).toBe(1);
  },
);

it.each(['decrypt.before_commit', 'decrypt.after_commit'])(
  'reads the first words of a stranger after dying at %s',
  async (failpoint) => {
    const phone = await customer();
    await arm(failpoint);
    const wireId = await bakery.whatsapp.say(phone, bakery.phone, `first words ${failpoint}`);
    await died();
    await revive();
    await bakery.receivedText(`first words ${failpoint}`);
    expect(receivedTimes(wireId)).toBe(1);
  },
);

it.each(['receipt.before_commit', 'receipt.after_commit'])('loses no receipt when killed at %s', async (failpoint) => {
  const phone = await customer();
  await bakery.whatsapp.call('POST', `/phones/${phone}/offline`);
  const { wireId, outcome } = bakery.send('read me later', { to: phone });
  expect((await outcome()).kind).toBe('sent');
  await arm(failpoint);
  await bakery.whatsapp.call('POST', `/phones/${phone}/online`);
  await died();
  await revive();
  await eventually('the delivered receipt', () =>
    bakery.server.told(bakery.session).find(({ entry }) => entry.kind === 'receipt' && entry.wireIds.includes(wireId)),
  );
});

it('hands over what it journaled before it was killed, and the server had not taken', async () => {
  bakery.server.taking(false);
  const phone = await customer();
  for (let at = 0; at < 20; at += 1) await bakery.whatsapp.say(phone, bakery.phone, `untaken ${at}`);
  await bakery.receivedText('untaken 19');
  worker.kill('SIGKILL');
  await worker.exited;
  const before = bakery.server.told(bakery.session).length;
  bakery.server.taking(true);
  await revive();
  const again = await eventually('all again', () => {
    const texts = bakery.server
      .told(bakery.session)
      .slice(before)
      .flatMap(({ entry }) =>
        entry.kind === 'message' && entry.content.type === 'text' ? [entry.content.text.body] : [],
      );
    return texts.length >= 20 ? texts : undefined;
  });
  expect(again).toEqual(Array.from({ length: 20 }, (_, at) => `untaken ${at}`));
  await eventually('an empty journal', async () => {
    const { rows } = await bakery.database.owner.query('select count(*)::int as left from wa_journal');
    return rows[0].left === 0 ? true : undefined;
  });
});

it('never used a message key twice, through all of this', async () => {
  expect(await bakery.whatsapp.strict()).toMatchObject({ reused_counters: [], unknown_stanzas: [] });
});
