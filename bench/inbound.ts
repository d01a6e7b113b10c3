import { bootstrap, caller, startHouse, until } from '../tests/house.ts';
import { startReceiver } from '../tests/receiver.ts';
import { cpuEach, cpuOf, percentile, round } from './tools/measure.ts';

// How many messages a second go from pretend phones to a customer's webhook, how late, and does any get lost or misattributed?
// bench/inbound.ts [rate] [seconds]

const rate = Number(process.argv[2] ?? 200);
const seconds = Number(process.argv[3] ?? 30);
const people = 40;
const device = '+15550100001';

const arrivedAt = new Map<string, { at: number; from: string }[]>();
const house = await startHouse();
const receiver = await startReceiver(({ event }) => {
  if (event.type === 'message.received') {
    const text = event.data['text'] as { body: string };
    arrivedAt.set(text.body, [
      ...(arrivedAt.get(text.body) ?? []),
      { at: performance.now(), from: String(event.data['from']) },
    ]);
  }
  return 204;
});
try {
  const { sandbox } = await bootstrap(house);
  const call = caller(house, sandbox.api_key);
  await until(
    async () =>
      (await call<{ connection: { is: string } }>('GET', `/v1/devices/${sandbox.device}`)).body.connection.is ===
      'online',
    60_000,
    'the device to be online',
  );
  const phones = Array.from({ length: people }, (_, i) => `+1555023${String(1_000 + i)}`);
  for (const phone of phones) await call('POST', '/v1/simulator/phones', { phone, name: 'Person' });
  const say = (n: number) =>
    call('POST', `/v1/simulator/phones/${phones[n % people]}/messages`, {
      to: device,
      type: 'text',
      text: { body: `n ${n}` },
    });
  // The first message of each phone makes its session.
  for (let i = 0; i < people; i++) await say(-1 - i);
  await call('POST', '/v1/webhook-endpoints', { url: receiver.url, events: ['message.received'] });
  const before = cpuOf(house);
  const said = new Map<string, { at: number; from: string }>();
  const total = rate * seconds;
  const began = performance.now();
  const flying: Promise<unknown>[] = [];
  for (let n = 0; n < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) * rate) / 1_000) + 1);
    for (; n < due; n++) {
      const body = `n ${n}`;
      said.set(body, { at: performance.now(), from: phones[n % people] ?? '' });
      flying.push(say(n).then((reply) => (reply.status === 201 ? undefined : said.delete(body))));
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(flying);
  const saidSeconds = (performance.now() - began) / 1_000;
  await until(() => [...said.keys()].every((body) => arrivedAt.has(body)), 120_000, 'every message to be told').catch(
    () => {},
  );
  const late = [...said].flatMap(([body, { at }]) => (arrivedAt.get(body) ?? []).slice(0, 1).map((one) => one.at - at));
  const lost = [...said.keys()].filter((body) => !arrivedAt.has(body)).length;
  const twice = [...said.keys()].filter((body) => (arrivedAt.get(body)?.length ?? 0) > 1).length;
  const misattributed = [...said].filter(([body, { from }]) =>
    arrivedAt.get(body)?.some((one) => one.from !== from),
  ).length;
  const result = {
    ratePerSecond: rate,
    saidPerSecond: round(said.size / saidSeconds, 1),
    toldPerSecond: round(late.length / ((performance.now() - began) / 1_000), 1),
    p50Ms: percentile(late, 0.5),
    p99Ms: percentile(late, 0.99),
    lost,
    twice,
    misattributed,
    cpuMsEach: cpuEach(before, cpuOf(house), said.size),
  };
  console.log(
    `${result.saidPerSecond}/s said, p50 ${result.p50Ms} ms, p99 ${result.p99Ms} ms to the webhook, ${lost} lost, ${misattributed} misattributed`,
  );
  console.log(JSON.stringify(result));
} finally {
  await receiver.close();
  await house.close();
}
