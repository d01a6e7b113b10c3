import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootstrap, caller, type House, startHouse, until } from './house.ts';
import { startReceiver } from './receiver.ts';

type Message = {
  id: string;
  status: string;
  status_at: Record<string, string>;
  contact: string;
  chat: string;
  text?: { body: string };
  from: string | null;
  to: string | null;
};
type Device = { id: string; phone: string | null; connection: { is: string } };
type Phone = {
  chats: { with: string; messages: { id: string; direction: string; text?: { body: string }; status: string }[] }[];
};

let house: House;
let call: ReturnType<typeof caller>;
let born: { device: string; phone: string };
beforeAll(async () => {
  house = await startHouse();
  const { sandbox } = await bootstrap(house);
  born = sandbox;
  call = caller(house, sandbox.api_key);
});
afterAll(() => house.close());

async function online(device: string): Promise<Device> {
  return until(
    async () => {
      const { body } = await call<Device>('GET', `/v1/devices/${device}`);
      return body.connection.is === 'online' && body;
    },
    20_000,
    'the device to be online',
  );
}

async function status(id: string, wanted: string): Promise<Message> {
  return until(
    async () => {
      const { body } = await call<Message>('GET', `/v1/messages/${id}`);
      return body.status === wanted && body;
    },
    20_000,
    `the message to be ${wanted}`,
  );
}

it('bears a sandbox with an online device and a customer who greets it', async () => {
  const device = await online(born.device);
  expect(device.phone).toBe('+15550100001');
  const greeting = await until(
    async () => {
      const { body } = await call<{ data: Message[] }>('GET', '/v1/messages?direction=in');
      return body.data[0];
    },
    10_000,
    'a greeting',
  );
  expect(greeting).toMatchObject({ from: born.phone, text: { body: expect.stringContaining('Ana') } });
});

it('links by QR, sends, is read and answered, and tells a signed webhook each step', async () => {
  const receiver = await startReceiver();
  const endpoint = await call<{ secret: string; id: string }>('POST', '/v1/webhook-endpoints', {
    url: receiver.url,
    events: ['*'],
  });
  expect(endpoint.status).toBe(201);
  expect(endpoint.body.secret).toMatch(/^whsec_/);

  const made = await call<Device>('POST', '/v1/devices', { name: 'Bakery counter', kind: 'linked' });
  expect(made.status).toBe(201);
  const device = made.body.id;
  await call('POST', '/v1/simulator/phones', { phone: '+15550100010', name: 'Bakery' });
  const pairing = await call('POST', `/v1/devices/${device}/pairing`, { method: 'qr' });
  expect(pairing.status).toBe(201);
  const { qr } = await until(
    async () => {
      const shown = await call<{ qr?: string }>('GET', `/v1/devices/${device}/pairing`);
      return shown.body.qr ? shown.body : undefined;
    },
    10_000,
    'a QR code',
  );
  const scan = await call('POST', '/v1/simulator/phones/+15550100010/scan', { qr });
  expect(scan.status).toBeLessThan(300);
  expect((await online(device)).phone).toBe('+15550100010');

  const sent = await call<Message>('POST', '/v1/messages', {
    device,
    to: '+15550190001',
    type: 'text',
    text: { body: 'Your bread is ready' },
  });
  expect(sent.status).toBe(202);
  expect(sent.body.status).toBe('queued');
  const read = await status(sent.body.id, 'read');
  expect(Object.keys(read.status_at)).toEqual(expect.arrayContaining(['queued', 'sent', 'delivered', 'read']));
  const answer = await until(
    async () => {
      const { body } = await call<{ data: Message[] }>('GET', `/v1/chats/${sent.body.chat}/messages`);
      return body.data.find((message) => message.text?.body.includes('echo'));
    },
    10_000,
    'an answer',
  );
  expect(answer).toMatchObject({ from: '+15550190001', text: { body: 'echo: Your bread is ready' } });

  const wanted = [
    'device.connected',
    'message.queued',
    'message.sent',
    'message.delivered',
    'message.read',
    'message.received',
  ];
  await until(() => wanted.every((type) => receiver.types().includes(type)), 15_000, `webhooks ${wanted.join(', ')}`);
  const verifier = new Webhook(endpoint.body.secret);
  for (const { headers, body, event } of receiver.told) {
    expect(() => verifier.verify(body, headers as Record<string, string>)).not.toThrow();
    expect(headers['webhook-id']).toBe(event.id);
  }
  const pulled = await call<{ data: { id: string; type: string }[]; next: string }>('GET', '/v1/events?limit=200');
  expect(pulled.body.next).toEqual(expect.any(String));
  const told = new Set(receiver.told.map(({ event }) => event.id));
  const since = pulled.body.data.filter(
    (event) => event.type.startsWith('message.') && receiver.told[0] && event.id >= receiver.told[0].event.id,
  );
  for (const event of since) expect(told.has(event.id)).toBe(true);
  await call('DELETE', `/v1/webhook-endpoints/${endpoint.body.id}`);
  await receiver.close();
});

it('links by pairing code', async () => {
  const made = await call<Device>('POST', '/v1/devices', { name: 'By code', kind: 'linked' });
  await call('POST', '/v1/simulator/phones', { phone: '+15550100011', name: 'Coded' });
  await call('POST', `/v1/devices/${made.body.id}/pairing`, { method: 'code', phone: '+15550100011' });
  const { code } = await until(
    async () => {
      const shown = await call<{ code?: string }>('GET', `/v1/devices/${made.body.id}/pairing`);
      return shown.body.code ? shown.body : undefined;
    },
    10_000,
    'a pairing code',
  );
  const entered = await call('POST', '/v1/simulator/phones/+15550100011/enter-code', { code });
  expect(entered.status).toBeLessThan(300);
  await online(made.body.id);
});

it('receives what a pretend phone writes, under one contact', async () => {
  await online(born.device);
  await call('POST', '/v1/simulator/phones', { phone: '+15550100020', name: 'Ben' });
  await call('POST', '/v1/simulator/phones/+15550100020/messages', {
    to: '+15550100001',
    type: 'text',
    text: { body: 'Do you have rye?' },
  });
  const received = await until(
    async () => {
      const { body } = await call<{ data: Message[] }>('GET', '/v1/messages?direction=in');
      return body.data.find((message) => message.text?.body === 'Do you have rye?');
    },
    10_000,
    'the message',
  );
  const reply = await call<Message>('POST', '/v1/messages', {
    to: received.chat,
    type: 'text',
    text: { body: 'Two loaves left' },
  });
  expect(reply.body.contact).toBe(received.contact);
  await status(reply.body.id, 'delivered');
  const phone = await call<Phone>('GET', '/v1/simulator/phones/+15550100020');
  expect(phone.body.chats[0]?.messages.map((message) => message.text?.body)).toEqual([
    'Do you have rye?',
    'Two loaves left',
  ]);
});

it('stops at STOP for all devices and goes on after START', async () => {
  await online(born.device);
  const say = (body: string) =>
    call('POST', `/v1/simulator/phones/${born.phone}/messages`, { to: '+15550100001', type: 'text', text: { body } });
  await say('STOP');
  const refused = await until(
    async () => {
      const tried = await call<{ code?: string }>('POST', '/v1/messages', {
        to: born.phone,
        type: 'text',
        text: { body: 'Hello?' },
      });
      return tried.status === 422 && tried;
    },
    10_000,
    'STOP to hold',
  );
  expect(refused.body.code).toBe('suppressed');
  await say('START');
  await until(
    async () =>
      (await call('POST', '/v1/messages', { to: born.phone, type: 'text', text: { body: 'Welcome back' } })).status ===
      202,
    10_000,
    'START to hold',
  );
});

it('shows the faults that were planted, and clears them', async () => {
  const faults = async () => (await call<{ data: { kind: string }[] }>('GET', '/v1/simulator/faults')).body.data;
  await call('POST', '/v1/simulator/faults', { kind: '405', device: '+15550100099' });
  expect(await faults()).toMatchObject([{ kind: '405' }]);
  expect((await call('DELETE', '/v1/simulator/faults')).status).toBe(204);
  expect(await faults()).toEqual([]);
});

it('comes back online after a restart of everything, without a new QR', async () => {
  await online(born.device);
  await house.stop();
  await house.restart();
  await online(born.device);
  const sent = await call<Message>('POST', '/v1/messages', {
    to: '+15550190001',
    type: 'text',
    text: { body: 'Open again' },
  });
  await status(sent.body.id, 'read');
}, 60_000);

it('says so when it is logged out on the phone, and stops dialling', async () => {
  await online(born.device);
  const { body } = await call<{ linked_devices: { id?: string; device?: string }[] }>(
    'GET',
    '/v1/simulator/phones/+15550100001',
  );
  expect(body.linked_devices.length).toBeGreaterThan(0);
  await call('POST', '/v1/simulator/phones/+15550100001/unlink', { device: born.device });
  const device = await until(
    async () => {
      const shown = await call<Device>('GET', `/v1/devices/${born.device}`);
      return shown.body.connection.is === 'logged_out' && shown.body;
    },
    10_000,
    'logged_out',
  );
  expect(device.connection.is).toBe('logged_out');
  const refused = await call<{ code: string }>('POST', '/v1/messages', {
    device: born.device,
    to: '+15550190001',
    type: 'text',
    text: { body: 'x' },
  });
  expect([refused.status, refused.body.code]).toEqual([409, 'device_logged_out']);
});

it('leaves no process behind after SIGTERM', async () => {
  const before = house.processes();
  expect(Object.values(before).flat().length).toBeGreaterThanOrEqual(3);
  await house.stop();
  expect(Object.values(house.processes()).flat()).toEqual([]);
});
