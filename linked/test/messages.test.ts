import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bakery, createBakery } from './bakery.ts';
import { eventually } from './eventually.ts';

let bakery: Bakery;
beforeAll(async () => {
  bakery = await createBakery();
  bakery.start();
  await bakery.link();
});
afterAll(() => bakery.stop());

it('carries a text to a phone and says sent only when WhatsApp acknowledged it', async () => {
  const { wireId, outcome } = bakery.send('your bread is ready');
  expect((await outcome()).kind).toBe('sent');
  const shown = await bakery.whatsapp.shown(bakery.ana, bakery.phone, ({ id }) => id === wireId);
  expect(shown).toMatchObject({ body: 'your bread is ready', direction: 'in', frames: 1 });
});

it('tells the server of a text that arrives, with both numbers of who wrote it', async () => {
  const id = await bakery.whatsapp.say(bakery.ana, bakery.phone, 'is it still warm?');
  const message = await bakery.receivedText('is it still warm?');
  expect(message).toMatchObject({
    wireId: id,
    fromMe: false,
    history: false,
    sender: { kind: 'person', phone: bakery.ana },
  });
  expect(message.sender).toHaveProperty('lid');
  expect(message.chat).toEqual(message.sender);
});

it('tells which hidden number a phone turned out to have', async () => {
  const stranger = '+15550100055';
  await bakery.whatsapp.phone(stranger);
  await bakery.send('nice to meet you', { to: stranger }).outcome();
  const identity = await eventually('an identity', () =>
    bakery.server.told(bakery.session).find(({ entry }) => entry.kind === 'identity' && entry.phone === stranger),
  );
  expect(identity.entry).toHaveProperty('lid');
});

it('writes to someone of whom only the hidden number is known', async () => {
  await bakery.whatsapp.say(bakery.ana, bakery.phone, 'who am I?');
  const { sender } = await bakery.receivedText('who am I?');
  const lid = sender.kind === 'person' ? sender.lid : undefined;
  if (!lid) throw new Error('no hidden number');
  const { wireId, outcome } = bakery.send('a number', { toPeer: { kind: 'person', lid } });
  expect((await outcome()).kind).toBe('sent');
  await bakery.whatsapp.shown(bakery.ana, bakery.phone, ({ id }) => id === wireId);
});

it('tells delivered and read receipts of a message', async () => {
  const { wireId, outcome } = bakery.send('did you see this?');
  await outcome();
  await bakery.whatsapp.call('POST', `/phones/${bakery.ana}/read`, { message: wireId });
  const kinds = await eventually('both receipts', () => {
    const found = bakery.server
      .told(bakery.session)
      .flatMap(({ entry }) => (entry.kind === 'receipt' && entry.wireIds.includes(wireId) ? [entry.receipt] : []));
    return found.includes('delivered') && found.includes('read') ? found : undefined;
  });
  expect(kinds).toEqual(['delivered', 'read']);
});

it('tells what the owner writes on the phone as from us', async () => {
  await bakery.whatsapp.say(bakery.phone, bakery.ana, 'typed by hand');
  const message = await bakery.receivedText('typed by hand');
  expect(message).toMatchObject({
    fromMe: true,
    chat: { kind: 'person', phone: bakery.ana },
    sender: { kind: 'person', phone: bakery.phone },
  });
});

it('answers a send it made before without the wire', async () => {
  const { wireId, outcome } = bakery.send('only once');
  await outcome();
  expect((await bakery.send('only once', { wireId, again: true }).outcome()).kind).toBe('sent');
  const shown = await bakery.whatsapp.shown(bakery.ana, bakery.phone, ({ id }) => id === wireId);
  expect(shown.frames).toBe(1);
});

it('refuses a number that is not on WhatsApp', async () => {
  expect(await bakery.send('nobody', { to: '+15550190003' }).outcome()).toMatchObject({
    kind: 'refused',
    code: 'not_on_whatsapp',
  });
});

it('reports a restriction as refused, for good', async () => {
  expect(await bakery.send('hello', { to: '+15550190005' }).outcome()).toMatchObject({
    kind: 'refused',
    code: 'restricted',
  });
});

it('serves a phone that could not read a message under the same id', async () => {
  const { wireId, outcome } = bakery.send('once more please', { to: '+15550190006' });
  expect((await outcome()).kind).toBe('sent');
  const shown = await bakery.whatsapp.shown(
    '+15550190006',
    bakery.phone,
    ({ id, body }) => id === wireId && body === 'once more please',
  );
  expect(shown.id).toBe(wireId);
});

it('tells of a call that starts', async () => {
  await bakery.whatsapp.call('POST', `/phones/${bakery.ana}/call`, { to: bakery.phone });
  const call = await eventually('call', () =>
    bakery.server
      .told(bakery.session)
      .map(({ entry }) => entry)
      .find((entry) => entry.kind === 'call'),
  );
  expect(call).toMatchObject({ status: 'offer', from: { kind: 'person', phone: bakery.ana } });
});

it('passes typing on without keeping it', async () => {
  await bakery.whatsapp.call('POST', `/phones/${bakery.ana}/typing`, { to: bakery.phone });
  const typing = await eventually('typing', () => bakery.server.said.find((frame) => frame.say === 'fleeting'));
  expect(typing).toMatchObject({ entry: { kind: 'typing', state: 'composing', chat: { phone: bakery.ana } } });
});

it('marks a message as read, shows typing and checks numbers when it is told to', async () => {
  const id = await bakery.whatsapp.say(bakery.ana, bakery.phone, 'have you seen it?');
  const { chat, sender } = await bakery.receivedText('have you seen it?');
  bakery.server.tell({ do: 'read', session: bakery.session, chat, messages: [{ wireId: id, sender }] });
  await bakery.whatsapp.shown(bakery.ana, bakery.phone, (message) => message.id === id && message.status === 'read');
  bakery.server.tell({ do: 'type', session: bakery.session, to: chat, state: 'composing' });
  await eventually('typing on the phone', async () => {
    const { body } = await bakery.whatsapp.call('GET', `/phones/${bakery.ana}`);
    return JSON.stringify(body).includes('"typing":true') ? true : undefined;
  });
  bakery.server.tell({ do: 'check', session: bakery.session, ref: 'c1', phones: [bakery.ana, '+15550190003'] });
  const checked = await eventually('an answer', () => bakery.server.said.find((frame) => frame.say === 'checked'));
  expect(checked).toMatchObject({
    found: [
      { phone: bakery.ana, exists: true, lid: expect.stringMatching(/^\d+$/) },
      { phone: '+15550190003', exists: false },
    ],
  });
});

it('keeps several messages to one person in order', async () => {
  const orders = Array.from({ length: 12 }, (_, at) => bakery.send(`in order ${at}`));
  await Promise.all(orders.map(({ outcome }) => outcome()));
  const wanted = orders.map(({ wireId }) => wireId);
  const shown = await eventually('all of them', async () => {
    const ids = (await bakery.whatsapp.messages(bakery.ana, bakery.phone))
      .map(({ id }) => id)
      .filter((id) => wanted.includes(id));
    return ids.length === wanted.length ? ids : undefined;
  });
  expect(shown).toEqual(wanted);
});

it('tells once, and asks for no other copy, of a message that is delivered twice', async () => {
  await bakery.whatsapp.call('POST', '/faults', { kind: 'duplicate', device: bakery.phone, count: 1 });
  const wireId = await bakery.whatsapp.say(bakery.ana, bakery.phone, 'twice');
  await bakery.whatsapp.say(bakery.ana, bakery.phone, 'after it');
  await bakery.receivedText('after it');
  expect(bakery.received().filter((one) => one.wireId === wireId)).toMatchObject([{ content: { type: 'text' } }]);
  const { rows } = await bakery.database.owner.query(`select 1 from wa_keys where type = 'held'`);
  expect(rows).toEqual([]);
  expect((await bakery.whatsapp.call('GET', '/faults')).body).toMatchObject({ data: [] });
});

it('breaks none of the rules of the wire', async () => {
  expect(await bakery.whatsapp.strict()).toMatchObject({ violations: 0 });
});
