import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ackOf, type LinkedClient, messagesIn, messageWith, statusOf, textIn } from './client.ts';
import { chatOn, createTestWorld, eventually, showPhone, strictReport, type TestWorld } from './world.ts';

const ben = '+15550100099';
const bensJid = '15550100099@s.whatsapp.net';
let world: TestWorld;
let shop: LinkedClient;
let number = 0;
let bakery = '';

beforeAll(async () => {
  world = await createTestWorld();
  await world.control('POST', '/phones', { phone: ben, name: 'Ben' });
});
beforeEach(async () => {
  number += 1;
  bakery = `+1555010${String(1000 + number)}`;
  shop = await world.link(bakery, { reconnect: true });
});
afterEach(async () => {
  await shop.stop();
  await world.control('DELETE', '/faults');
});
afterAll(async () => {
  await world.close();
});

const fault = async (input: Record<string, unknown>) => {
  const reply = await world.control('POST', '/faults', input);
  expect(reply.status).toBe(201);
};
const say = async (text: string): Promise<string> => (await shop.socket().sendMessage(bensJid, { text }))?.key.id ?? '';
const write = (body: string) =>
  world.control('POST', `/phones/${ben}/messages`, { to: bakery, type: 'text', text: { body } });
const openedAgain = (after: number) => shop.opened(after);

describe('a fault', () => {
  it('drop cuts the connection; the client comes back', async () => {
    const before = shop.events.length;
    await fault({ kind: 'drop', device: bakery });
    await openedAgain(before);
    expect(shop.closes).toEqual([515, 428]);
  });

  it.each([
    ['515', 515],
    ['503', 503],
    ['440', 440],
  ])('%s ends the stream with that code once', async (kind, code) => {
    const before = shop.events.length;
    await fault({ kind, device: bakery });
    await openedAgain(before);
    expect(shop.closes).toEqual([515, code]);
    expect((await world.control('GET', '/faults')).body).toMatchObject({ data: [] });
  });

  it('503 with a count also refuses the next logins', async () => {
    const before = shop.events.length;
    await fault({ kind: '503', device: bakery, count: 3 });
    await openedAgain(before);
    expect(shop.closes).toEqual([515, 503, 503, 503]);
  });

  it('405 refuses logins until it is cleared', async () => {
    const before = shop.events.length;
    await fault({ kind: '405', device: bakery });
    await eventually(async () => shop.closes.filter((code) => code === 405).length >= 2, 'two refused logins');
    await world.control('DELETE', '/faults');
    await openedAgain(before);
  });

  it('401 unlinks the device', async () => {
    await fault({ kind: '401', device: bakery });
    await eventually(async () => shop.closes.at(-1) === 401, 'the logout');
    expect((await showPhone(world, bakery)).linked_devices).toEqual([]);
  });

  it('of another phone does not strike', async () => {
    await fault({ kind: 'drop', device: ben });
    const id = await say('undisturbed');
    await shop.until(ackOf(id), { label: 'ack' });
    expect(shop.closes).toEqual([515]);
  });
});

describe('mute_acks', () => {
  it('delivers but does not acknowledge, as often as it says', async () => {
    await fault({ kind: 'mute_acks', device: bakery, count: 2 });
    const ids = [await say('one'), await say('two'), await say('three')];
    await shop.until(ackOf(ids[2] ?? ''), { label: 'ack of the third' });
    await shop.until(statusOf(ids[1] ?? '', 3), { label: 'delivery of the second' });
    expect(ids.map((id) => shop.events.some((event) => ackOf(id)(event)))).toEqual([false, false, true]);
    const bodies = (await chatOn(world, ben, bakery)).map((entry) => entry.text?.body);
    expect(bodies).toEqual(['one', 'two', 'three']);
  });

  it('survives a restart', async () => {
    await fault({ kind: 'mute_acks', device: bakery });
    const before = shop.events.length;
    await world.restart();
    await openedAgain(before);
    const id = await say('after the restart');
    await shop.until(statusOf(id, 3), { label: 'delivery' });
    expect(shop.events.some((event) => ackOf(id)(event))).toBe(false);
  });
});

describe('delay and duplicate', () => {
  it('delay keeps the order', async () => {
    await fault({ kind: 'delay', device: bakery, ms: 400, count: 1 });
    const start = Date.now();
    for (const text of ['first', 'second', 'third']) await write(text);
    await shop.until(messageWith('third'));
    expect(Date.now() - start).toBeGreaterThan(350);
    const texts = shop.events.flatMap(messagesIn).map(textIn);
    expect(texts.filter((text) => ['first', 'second', 'third'].includes(text ?? ''))).toEqual([
      'first',
      'second',
      'third',
    ]);
  });

  it('duplicate sends a message twice, and the client takes part in one piece', async () => {
    await fault({ kind: 'duplicate', device: bakery, count: 1 });
    await write('twice');
    await write('once');
    await shop.until(messageWith('once'));
    expect(shop.events.flatMap(messagesIn).filter((message) => textIn(message) === 'twice')).toHaveLength(1);
    await eventually(async () => (await showPhone(world, bakery)).linked_devices[0]?.waiting === 0, 'an empty queue');
  });
});

describe('the fault API', () => {
  it('names kinds that are not played yet, and refuses unknown ones', async () => {
    const later = await world.control('POST', '/faults', { kind: 'media_404' });
    expect(later).toMatchObject({ status: 422, body: { code: 'not_available' } });
    const never = await world.control('POST', '/faults', { kind: 'earthquake' });
    expect(never).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
  });

  it('leaves no violation behind when clients behave', async () => {
    expect(await strictReport(world)).toMatchObject({ unknown_stanzas: [], reused_counters: [] });
  });
});
