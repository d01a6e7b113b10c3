import { Agent, request } from 'node:http';
import { bootstrap, caller, startHouse, until } from '../tests/house.ts';
import { startReceiver } from '../tests/receiver.ts';
import { linkDevice } from './tools/link.ts';
import { cpuEach, cpuOf, percentile, round } from './tools/measure.ts';

// How many messages a second go from pretend phones, over several linked devices, to a customer's webhook, how late, and does any
// get lost or misattributed? The phones are driven past our server, so that it carries nothing but the messages.
// bench/inbound.ts [rate] [seconds] [devices]

const rate = Number(process.argv[2] ?? 200);
const seconds = Number(process.argv[3] ?? 30);
const devices = Number(process.argv[4] ?? 8);
const peopleEach = 5;

type Said = { at: number; from: string; to: string };

const told = new Map<string, Said[]>();
const house = await startHouse();
const receiver = await startReceiver(({ event }) => {
  if (event.type === 'message.received') {
    const { text, from, to } = event.data as { text: { body: string }; from: string; to: string };
    told.set(text.body, [...(told.get(text.body) ?? []), { at: performance.now(), from, to }]);
  }
  return 204;
});
try {
  const { sandbox } = await bootstrap(house);
  const call = caller(house, sandbox.api_key);
  const owners = Array.from({ length: devices }, (_, i) => `+1555025${String(1_000 + i)}`);
  for (const owner of owners) await linkDevice(call, owner);
  const people = Array.from({ length: devices * peopleEach }, (_, i) => `+1555023${String(1_000 + i)}`);
  for (const phone of people) await call('POST', '/v1/simulator/phones', { phone, name: 'Person' });
  const say = await speaker(sandbox.api_key);
  const wayOf = (n: number) => {
    const index = Math.abs(n) % people.length;
    return { from: people[index] ?? '', to: owners[index % devices] ?? '' };
  };
  // The first message of each phone makes its session.
  for (let i = 1; i <= people.length; i++) await say(-i, wayOf(-i));
  await call('POST', '/v1/webhook-endpoints', { url: receiver.url, events: ['message.received'] });
  const before = cpuOf(house);
  const said = new Map<string, Said>();
  const total = rate * seconds;
  const began = performance.now();
  const flying: Promise<unknown>[] = [];
  for (let n = 0; n < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) * rate) / 1_000) + 1);
    for (; n < due; n++) {
      const way = wayOf(n);
      said.set(`n ${n}`, { at: performance.now(), ...way });
      const body = `n ${n}`;
      flying.push(say(n, way).then((status) => (status === 201 ? undefined : said.delete(body))));
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(flying);
  const saidSeconds = (performance.now() - began) / 1_000;
  await until(() => [...said.keys()].every((body) => told.has(body)), 120_000, 'every message to be told').catch(
    () => {},
  );
  const toldSeconds = (Math.max(...[...told.values()].flat().map((one) => one.at)) - began) / 1_000;
  const late = [...said].flatMap(([body, { at }]) => (told.get(body) ?? []).slice(0, 1).map((one) => one.at - at));
  const result = {
    ratePerSecond: rate,
    seconds,
    devices,
    saidPerSecond: round(said.size / saidSeconds, 1),
    toldPerSecond: round(late.length / toldSeconds, 1),
    p50Ms: percentile(late, 0.5),
    p99Ms: percentile(late, 0.99),
    lost: [...said.keys()].filter((body) => !told.has(body)).length,
    twice: [...said.keys()].filter((body) => (told.get(body)?.length ?? 0) > 1).length,
    misattributed: [...said].filter(([body, { from, to }]) =>
      told.get(body)?.some((one) => one.from !== from || one.to !== to),
    ).length,
    cpuMsEach: cpuEach(before, cpuOf(house), said.size),
  };
  console.log(
    `${result.saidPerSecond}/s said, ${result.toldPerSecond}/s told, p50 ${result.p50Ms} ms, p99 ${result.p99Ms} ms, ${result.lost} lost, ${result.misattributed} misattributed`,
  );
  console.log(JSON.stringify(result));
} finally {
  await receiver.close();
  await house.close();
}

async function speaker(key: string): Promise<(n: number, way: { from: string; to: string }) => Promise<number>> {
  const { socketPath, path } = await house.worldOf(key);
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  return (n, { from, to }) =>
    new Promise((resolve) => {
      const body = JSON.stringify({ to, type: 'text', text: { body: `n ${n}` } });
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request(
        { socketPath, agent, method: 'POST', path: `${path}/phones/${encodeURIComponent(from)}/messages`, headers },
        (reply) => {
          reply.resume();
          reply.on('end', () => resolve(reply.statusCode ?? 0));
        },
      );
      sent.on('error', () => resolve(0));
      sent.end(body);
    });
}
