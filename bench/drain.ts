import { createClient, trustRoot } from '../simulator/test/client.ts';
import { bootstrap, caller, type House, startHouse, until } from '../tests/house.ts';
import { cpuEach, cpuOf, ownCpuMs, round } from './tools/measure.ts';

// What does it cost to send through linked devices, against a bare Baileys loop on the same simulator in the same run?
// CPU per message is the figure; the wall clock of a shared machine says little. bench/drain.ts [messages] [people]

const messages = Number(process.argv[2] ?? 2_000);
const people = Number(process.argv[3] ?? 20);
const visitor = '+15550100088';

const house = await startHouse();
try {
  const { sandbox } = await bootstrap(house);
  const call = caller(house, sandbox.api_key);
  const phones = Array.from({ length: people }, (_, i) => `+1555022${String(1_000 + i)}`);
  for (const phone of phones) await call('POST', '/v1/simulator/phones', { phone, name: 'Person' });
  await until(
    async () =>
      (await call<{ connection: { is: string } }>('GET', `/v1/devices/${sandbox.device}`)).body.connection.is ===
      'online',
    60_000,
    'the device to be online',
  );
  const bare = await bareLoop(call, phones);
  console.log(`bare Baileys: ${bare.perSecond}/s, ${bare.cpuMsEach} ms CPU each`);
  await drain(house, call, { device: sandbox.device, phones, count: Math.min(200, messages) });
  const ours = await drain(house, call, { device: sandbox.device, phones, count: messages });
  const worker = ours.cpuMsEach['linked'] ?? 0;
  const all = worker + (ours.cpuMsEach['server'] ?? 0) + (ours.cpuMsEach['postgres'] ?? 0);
  console.log(`ours: ${ours.perSecond}/s, CPU ms each ${JSON.stringify(ours.cpuMsEach)}`);
  console.log(
    JSON.stringify({
      bare,
      ours,
      ratioWorker: round(worker / bare.cpuMsEach, 2),
      ratioAll: round(all / bare.cpuMsEach, 2),
      messages,
      people,
    }),
  );
} finally {
  await house.close();
}

type Call = ReturnType<typeof caller>;

// Accepted first with the device paused, so that what is measured is the sending alone.
async function drain(
  running: House,
  call: Call,
  { device, phones, count }: { device: string; phones: string[]; count: number },
) {
  await call('POST', `/v1/devices/${device}/pause`);
  let last = '';
  for (let i = 0; i < count; i += 100) {
    const batch = Array.from({ length: Math.min(100, count - i) }, (_, k) => ({
      device,
      to: phones[(i + k) % phones.length],
      type: 'text',
      text: { body: `Order ${i + k}` },
    }));
    const { body } = await call<{ data: { id: string }[] }>('POST', '/v1/messages/batch', { messages: batch });
    last = body.data.at(-1)?.id ?? last;
  }
  const before = cpuOf(running);
  const began = performance.now();
  await call('POST', `/v1/devices/${device}/resume`);
  // Looking costs as well: at one message first, and at the list only when that one is through.
  const isThrough = async () => {
    const { status } = (await call<{ status: string }>('GET', `/v1/messages/${last}`)).body;
    return status !== 'queued' && status !== 'sending';
  };
  await until(() => pause(500).then(isThrough), 600_000, 'the last message to be sent');
  const isEmpty = async () => {
    const queued = await call<{ data: object[] }>('GET', '/v1/messages?status=queued&limit=1');
    const sending = await call<{ data: object[] }>('GET', '/v1/messages?status=sending&limit=1');
    return queued.body.data.length + sending.body.data.length === 0;
  };
  await until(() => pause(200).then(isEmpty), 60_000, 'the queue to be empty');
  const seconds = (performance.now() - began) / 1_000;
  return { perSecond: round(count / seconds, 1), cpuMsEach: cpuEach(before, cpuOf(running), count) };
}

async function bareLoop(call: Call, phones: string[]) {
  const { body } = await call<{ linked_url: string; noise_root: string }>('GET', '/v1/simulator');
  trustRoot(body.noise_root);
  const client = createClient(body.linked_url);
  const qr = await client.until(
    (event) => (event.name === 'connection.update' && (event.value as { qr?: string }).qr) || undefined,
  );
  await call('POST', '/v1/simulator/phones', { phone: visitor, name: 'Bare' });
  await call('POST', `/v1/simulator/phones/${visitor}/scan`, { qr });
  await client.opened();
  const to = phones.map((phone) => `${phone.slice(1)}@s.whatsapp.net`);
  const send = (n: number) => client.socket().sendMessage(to[n % to.length] ?? '', { text: `Bare ${n}` });
  for (let n = 0; n < 200; n++) await send(n);
  const cpu = ownCpuMs();
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      while (next < messages) await send(next++);
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  const cpuMsEach = round((ownCpuMs() - cpu) / messages, 3);
  await client.stop();
  return { perSecond: round(messages / seconds, 1), cpuMsEach };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
