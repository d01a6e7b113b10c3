import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LinkedClient, messagesIn, messageWith, statusOf, textIn } from './client.ts';
import { chatOn, createTestWorld, eventually, showPhone, strictReport, type TestWorld } from './world.ts';

const bakery = '+15550100001';
const ana = '+15550100002';
const ben = '+15550100003';
const jid = (phone: string) => `${phone.slice(1)}@s.whatsapp.net`;

let world: TestWorld;
let shop: LinkedClient;
let anasLaptop: LinkedClient;
beforeAll(async () => {
  world = await createTestWorld();
  shop = await world.link(bakery, { reconnect: true });
  anasLaptop = await world.link(ana, { reconnect: true });
  await world.control('POST', '/phones', { phone: ben, name: 'Ben' });
});
afterAll(async () => {
  expect(await strictReport(world)).toMatchObject({ violations: 0 });
  await world.close();
});

const say = async (client: LinkedClient, to: string, text: string): Promise<string> =>
  (await client.socket().sendMessage(jid(to), { text }))?.key.id ?? '';
const write = async (from: string, to: string, body: string): Promise<string> => {
  const { body: entry } = await world.control('POST', `/phones/${from}/messages`, { to, type: 'text', text: { body } });
  return (entry as { id: string }).id;
};
const entryOn = (phone: string, other: string, id: string) =>
  eventually(async () => (await chatOn(world, phone, other)).find((entry) => entry.id === id), `message ${id}`);

describe('a message from a linked device', () => {
  it('reaches the other phone and the other linked devices once, and the own phone as sent', async () => {
    const id = await say(shop, ana, 'your bread is ready');
    const received = await anasLaptop.until(messageWith('your bread is ready'));
    expect(received.key?.id).toBe(id);
    expect(await entryOn(ana, bakery, id)).toMatchObject({
      direction: 'in',
      type: 'text',
      text: { body: 'your bread is ready' },
      frames: 1,
    });
    expect(await entryOn(bakery, ana, id)).toMatchObject({ direction: 'out', frames: 1 });
    await shop.until(statusOf(id, 3), { label: 'delivered' });
  });

  it('is reported read by the phone, and by a linked device', async () => {
    const first = await say(shop, ben, 'for Ben');
    await entryOn(ben, bakery, first);
    const reply = await world.control('POST', `/phones/${ben}/read`, { message: first });
    expect(reply).toMatchObject({ status: 200, body: { status: 'read' } });
    await shop.until(statusOf(first, 4), { label: 'read by the phone' });

    const second = await say(shop, ana, 'for Ana');
    const received = await anasLaptop.until(messageWith('for Ana'));
    if (received.key) await anasLaptop.socket().readMessages([received.key]);
    await shop.until(statusOf(second, 4), { label: 'read by the linked device' });
    await eventually(async () => (await chatOn(world, ana, bakery)).at(-1)?.status === 'read', 'read on the own phone');
  });

  it('can be addressed to a LID', async () => {
    const lid = anasLaptop.creds.me?.lid?.replace(/:\d+@/, '@') ?? '';
    const sent = await shop.socket().sendMessage(lid, { text: 'by lid' });
    const id = sent?.key.id ?? '';
    await anasLaptop.until(messageWith('by lid'));
    expect(await entryOn(ana, bakery, id)).toMatchObject({ text: { body: 'by lid' }, frames: 1 });
    expect(await entryOn(bakery, ana, id)).toMatchObject({ direction: 'out' });
    await shop.until(statusOf(id, 3), { label: 'delivered' });
  });

  it('that is no text is kept as unsupported, never dropped', async () => {
    const sent = await shop.socket().sendMessage(jid(ben), { location: { degreesLatitude: 1, degreesLongitude: 2 } });
    expect(await entryOn(ben, bakery, sent?.key.id ?? '')).toMatchObject({
      type: 'unsupported',
      unsupported: { kind: 'location' },
    });
  });

  it('keeps its order, a hundred at a time', async () => {
    const texts = Array.from({ length: 100 }, (_, index) => `number ${index}`);
    await Promise.all(texts.map((text) => say(shop, ben, text)));
    await eventually(async () => {
      const bodies = (await chatOn(world, ben, bakery)).map((entry) => entry.text?.body);
      return bodies.slice(-texts.length).join() === texts.join();
    }, 'a hundred messages in order');
  });
});

describe('a message from a phone', () => {
  it('reaches every linked device of the other, and shows on the own ones as sent by the phone', async () => {
    const id = await write(ana, bakery, 'two rolls please');
    const received = await shop.until(messageWith('two rolls please'));
    expect(received.key).toMatchObject({ id, fromMe: false });
    const own = await anasLaptop.until(messageWith('two rolls please'));
    expect(own.key).toMatchObject({ id, fromMe: true, remoteJid: jid(bakery) });
    await eventually(async () => (await entryOn(ana, bakery, id)).status === 'delivered', 'delivered');
  });

  it('is read when the linked device reads it', async () => {
    const id = await write(ben, bakery, 'are you open?');
    const received = await shop.until(messageWith('are you open?'));
    if (received.key) await shop.socket().readMessages([received.key]);
    await eventually(async () => (await entryOn(ben, bakery, id)).status === 'read', 'read');
  });

  it('waits for a linked device that is away, and arrives in order when it comes back', async () => {
    await world.control('POST', '/faults', { kind: 'drop', device: bakery });
    for (const text of ['away 1', 'away 2', 'away 3']) await write(ben, bakery, text);
    await shop.until(messageWith('away 3'));
    const texts = shop.events.flatMap(messagesIn).flatMap((message) => textIn(message) ?? []);
    expect(texts.filter((text) => text.startsWith('away'))).toEqual(['away 1', 'away 2', 'away 3']);
    await eventually(async () => (await showPhone(world, bakery)).linked_devices[0]?.waiting === 0, 'an empty queue');
  });

  it('is sent again when the linked device has lost its session', async () => {
    await write(ben, bakery, 'before the loss');
    await shop.until(messageWith('before the loss'));
    for (const key of shop.keys.rows.keys()) if (key.startsWith('session/')) shop.keys.rows.delete(key);
    await world.control('POST', '/faults', { kind: 'drop', device: bakery });
    await write(ben, bakery, 'after the loss');
    await shop.until(messageWith('after the loss'));
  });

  it('does not reach somebody who has blocked the sender', async () => {
    await world.control('POST', '/phones', { phone: '+15550100009' });
    await world.control('POST', `/phones/${ben}/block`, { phone: '+15550100009' });
    await write('+15550100009', ben, 'can you hear me?');
    expect(await chatOn(world, ben, '+15550100009')).toEqual([]);
    expect(await chatOn(world, '+15550100009', ben)).toMatchObject([{ status: 'sent' }]);
  });
});

describe('a phone', () => {
  it('that is offline takes its messages when it comes back', async () => {
    await world.control('POST', `/phones/${ben}/offline`);
    const id = await say(shop, ben, 'are you there?');
    await eventually(async () => (await chatOn(world, bakery, ben)).some((entry) => entry.id === id), 'sent');
    expect((await chatOn(world, ben, bakery)).some((entry) => entry.id === id)).toBe(false);
    await world.control('POST', `/phones/${ben}/online`);
    await shop.until(statusOf(id, 3), { label: 'delivered' });
  });

  it('shows and tells typing', async () => {
    await world.control('POST', `/phones/${ben}/typing`, { to: bakery });
    await shop.until((event) => event.name === 'presence.update' && JSON.stringify(event.value).includes('composing'));
    await shop.socket().sendPresenceUpdate('composing', jid(ben));
    await eventually(
      async () => (await showPhone(world, ben)).chats.some((chat) => chat.typing),
      'typing on the phone',
    );
  });

  it('can call, and hears when the call is rejected', async () => {
    await world.control('POST', `/phones/${ben}/call`, { to: bakery });
    const [call] = await shop.until(
      (event) => event.name === 'call' && (event.value as Array<{ id: string; from: string }>),
    );
    if (call) await shop.socket().rejectCall(call.id, call.from);
    expect((await showPhone(world, ben)).calls.at(-1)).toMatchObject({ id: call?.id, status: 'rejected' });
  });

  it('tells which numbers have WhatsApp', async () => {
    const found = await shop.socket().onWhatsApp('15550100002', '15550190003');
    expect(found).toEqual([{ jid: jid(ana), exists: true }]);
  });

  it('can be polled for what changed', async () => {
    const before = await showPhone(world, ben);
    expect((await showPhone(world, ben, `?after=${before.version}`)).chats).toEqual([]);
    const id = await say(shop, ben, 'news');
    await entryOn(ben, bakery, id);
    const changed = await showPhone(world, ben, `?after=${before.version}`);
    expect(changed.chats.flatMap((chat) => chat.messages).map((entry) => entry.id)).toEqual([id]);
  });
});

describe('a new linked device', () => {
  it('is found by those who wrote before, and gets the next message too', async () => {
    await say(shop, ana, 'before the tablet');
    const tablet = await world.link(ana);
    await say(shop, ana, 'also for the tablet');
    await tablet.until(messageWith('also for the tablet'));
  });

  it('is told recent chats by its phone', async () => {
    const client = await world.link(ben);
    const history = await client.until(
      (event) => event.name === 'messaging-history.set' && JSON.stringify(event.value),
    );
    expect(history).toContain(jid(bakery));
  });
});
