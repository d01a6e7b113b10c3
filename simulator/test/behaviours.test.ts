import { afterAll, beforeAll, expect, it } from 'vitest';
import { ackOf, type LinkedClient, messagesIn, messageWith, statusOf, textIn } from './client.ts';
import { chatOn, createTestWorld, eventually, showPhone, strictReport, type TestWorld } from './world.ts';

const bakery = '+15550100001';
const scripted = (number: string) => `+1555019${number}`;
const jid = (number: string) => `1555019${number}@s.whatsapp.net`;

let world: TestWorld;
let shop: LinkedClient;
beforeAll(async () => {
  world = await createTestWorld();
  shop = await world.link(bakery, { reconnect: true });
});
afterAll(async () => {
  expect(await strictReport(world)).toMatchObject({ violations: 0 });
  await world.close();
});

const say = async (number: string, text: string, client = shop): Promise<string> =>
  (await client.socket().sendMessage(jid(number), { text }))?.key.id ?? '';
const entryOn = (number: string, id: string) =>
  eventually(
    async () => (await chatOn(world, scripted(number), bakery)).find((entry) => entry.id === id),
    `message ${id}`,
  );

it('0001 reads, types and echoes', async () => {
  const id = await say('0001', 'ping');
  await shop.until(statusOf(id, 4), { label: 'read' });
  await shop.until((event) => event.name === 'presence.update' && JSON.stringify(event.value).includes('composing'));
  await shop.until(messageWith('echo: ping'));
});

it('0002 reads but never answers', async () => {
  const id = await say('0002', 'ping');
  await shop.until(statusOf(id, 4), { label: 'read' });
  expect(await chatOn(world, scripted('0002'), bakery)).toHaveLength(1);
});

it('0003 has no WhatsApp', async () => {
  expect(await shop.socket().onWhatsApp('15550190003')).toEqual([]);
  const id = await say('0003', 'ping');
  expect(await shop.until(ackOf(id), { label: 'ack' })).toMatchObject({ error: '404' });
  const reply = await world.control('POST', '/phones', { phone: scripted('0003') });
  expect(reply).toMatchObject({ status: 422, body: { code: 'not_on_whatsapp' } });
});

it('0004 takes a message thirty seconds later, also after a restart', async () => {
  const id = await say('0004', 'ping');
  await shop.until(ackOf(id), { label: 'ack' });
  await world.advance(20_000);
  expect(await chatOn(world, scripted('0004'), bakery)).toEqual([]);
  await world.restart();
  await world.advance(9_000);
  expect(await chatOn(world, scripted('0004'), bakery)).toEqual([]);
  await world.advance(2_000);
  expect(await entryOn('0004', id)).toMatchObject({ text: { body: 'ping' } });
  await shop.until(statusOf(id, 3), { label: 'delivered' });
});

it('0005 is refused with error 463 and gets nothing', async () => {
  const id = await say('0005', 'ping');
  expect(await shop.until(ackOf(id), { label: 'ack' })).toMatchObject({ error: '463' });
  expect(await chatOn(world, scripted('0005'), bakery)).toEqual([]);
});

it('0006 asks for the message again, then takes it', async () => {
  const id = await say('0006', 'ping');
  expect(await entryOn('0006', id)).toMatchObject({ text: { body: 'ping' }, frames: 2 });
  await shop.until(statusOf(id, 3), { label: 'delivered' });
});

it('0007 unlinks the sender after the first message', async () => {
  const client = await world.link('+15550100002');
  const id = await say('0007', 'ping', client);
  await eventually(async () => client.closes.at(-1) === 401, 'the device to be unlinked');
  expect(await chatOn(world, scripted('0007'), '+15550100002')).toMatchObject([{ id }]);
  expect((await showPhone(world, '+15550100002')).linked_devices).toEqual([]);
});

it('0008 calls back', async () => {
  await say('0008', 'ping');
  const [call] = await shop.until((event) => event.name === 'call' && (event.value as Array<{ status: string }>));
  expect(call?.status).toBe('offer');
});

it('0010 answers STOP once', async () => {
  await say('0010', 'first');
  await shop.until(messageWith('STOP'));
  const id = await say('0010', 'second');
  await entryOn('0010', id);
  await shop.until(statusOf(id, 3), { label: 'delivered' });
  const stops = shop.events.flatMap(messagesIn).filter((message) => textIn(message) === 'STOP');
  expect(stops).toHaveLength(1);
});

it('0011 takes messages but never reads them', async () => {
  const id = await say('0011', 'ping');
  await shop.until(statusOf(id, 3), { label: 'delivered' });
  expect(await entryOn('0011', id)).toMatchObject({ status: 'delivered' });
});
