import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient, type LinkedClient, trustRoot } from '../simulator/test/client.ts';
import { bootstrap, caller, type House, startHouse, until } from './house.ts';

type Message = { id: string; status: string; text?: { body: string }; from: string | null };

const visitor = '+15550100077';
const counter = '+15550100001';

let house: House;
let call: ReturnType<typeof caller>;
let key: string;
let client: LinkedClient;
beforeAll(async () => {
  house = await startHouse();
  const { sandbox } = await bootstrap(house);
  key = sandbox.api_key;
  call = caller(house, key);
  await until(
    async () =>
      (await call<{ connection: { is: string } }>('GET', `/v1/devices/${sandbox.device}`)).body.connection.is ===
      'online',
    20_000,
    'our device to be online',
  );
});
afterAll(async () => {
  await client.stop();
  await house.close();
});

it('lets an unmodified client from npm pair through the one port and talk with our device, both ways, with receipts', async () => {
  const { body } = await call<{ linked_url: string; noise_root: string }>('GET', '/v1/simulator');
  expect(new URL(body.linked_url).port).toBe(new URL(house.baseUrl).port);
  trustRoot(body.noise_root);
  client = createClient(body.linked_url);
  const qr = await client.until(
    (event) => (event.name === 'connection.update' && (event.value as { qr?: string }).qr) || undefined,
  );
  await call('POST', '/v1/simulator/phones', { phone: visitor, name: 'Visitor' });
  expect((await call('POST', `/v1/simulator/phones/${visitor}/scan`, { qr })).status).toBeLessThan(300);
  await client.opened();

  await client.socket().sendMessage(`${counter.slice(1)}@s.whatsapp.net`, { text: 'Is the shop open?' });
  const received = await until(
    async () => {
      const { body: list } = await call<{ data: Message[] }>('GET', '/v1/messages?direction=in');
      return list.data.find((message) => message.text?.body === 'Is the shop open?');
    },
    15_000,
    'the client’s message',
  );
  expect(received.from).toBe(visitor);

  const sent = await call<Message>('POST', '/v1/messages', { to: visitor, type: 'text', text: { body: 'Until six' } });
  const arrived = await client.until((event) => {
    if (event.name !== 'messages.upsert') return undefined;
    const { messages } = event.value as {
      messages: { key: object; message?: { conversation?: string; extendedTextMessage?: { text?: string } } }[];
    };
    return messages.find(
      ({ message }) => (message?.conversation ?? message?.extendedTextMessage?.text) === 'Until six',
    );
  });
  await client.socket().readMessages([arrived.key]);
  await until(
    async () => (await call<Message>('GET', `/v1/messages/${sent.body.id}`)).body.status === 'read',
    15_000,
    'read',
  );
});

it('broke no rule of the wire meanwhile', async () => {
  const { unknown_stanzas, reused_counters } = await house.violations(key);
  expect({ unknown_stanzas, reused_counters }).toEqual({ unknown_stanzas: [], reused_counters: [] });
});
