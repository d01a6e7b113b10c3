import { type ChildProcess, fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { throwawayCluster } from '../server/src/db/throwaway.ts';
import { openStage, type Stage } from '../server/src/webhooks/stage.ts';

// How many webhooks a second, against a loop that only signs and posts, on the same machine in the same run? How late is the
// first try at a steady rate, alone and beside a hundred endpoints that never answer?

const florists = 10;
const backlogEach = 1_500;
const ratePerSecond = 200;
const steadySeconds = 15;
const slowEndpoints = 100;

type Seen = { count: number; distinct: number; late: { p50: number; p99: number; max: number } };

if (process.argv[2] === 'receiver') serve();
else await main();

async function main(): Promise<void> {
  const cluster = await throwawayCluster({ durable: true });
  const receiver = fork(import.meta.filename, ['receiver']);
  const stage = await openStage();
  try {
    const port = await portOf(receiver);
    const bare = await bareLoop(port, florists * backlogEach);
    console.log(`bare signed POST loop: ${bare.perSecond}/s`);
    const drain = await drainBacklog(stage, receiver, port);
    console.log(
      `deliveries, from event to recorded result: ${drain.perSecond}/s, server CPU ${drain.cpuMsEach} ms each`,
    );
    const alone = await steady(stage, receiver, { port, slow: 0 });
    console.log(`first try at ${ratePerSecond}/s: p50 ${alone.p50} ms, p99 ${alone.p99} ms`);
    const beside = await steady(stage, receiver, { port, slow: slowEndpoints });
    console.log(`beside ${slowEndpoints} endpoints that never answer: p50 ${beside.p50} ms, p99 ${beside.p99} ms`);
    const ratio = Math.round((drain.perSecond / bare.perSecond) * 1000) / 1000;
    console.log(
      JSON.stringify({
        deliveriesPerSecond: drain.perSecond,
        barePerSecond: bare.perSecond,
        ratio,
        drain,
        alone,
        beside,
      }),
    );
  } finally {
    receiver.kill();
    await stage.close();
    await cluster.stop();
  }
}

// What can be had at most: the same signature and the same bytes, posted over kept connections, and nothing remembered.
async function bareLoop(port: number, total: number): Promise<{ perSecond: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const key = Buffer.alloc(32, 1);
  const body = JSON.stringify({
    id: 'evt_',
    type: 'message.queued',
    timestamp: '',
    workspace: 'ws_',
    data: { ref: 'x'.repeat(120) },
  });
  let left = total;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (left > 0) {
        left -= 1;
        await post(left);
      }
    }),
  );
  agent.destroy();
  return { perSecond: Math.round((total / (performance.now() - began)) * 1000) };

  function post(n: number): Promise<void> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', key).update(`evt_${n}.${timestamp}.${body}`).digest('base64');
    const headers = {
      'content-type': 'application/json',
      'webhook-id': `evt_${n}`,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    return new Promise((resolve, reject) => {
      const call = request({ port, host: '127.0.0.1', method: 'POST', path: '/bare', agent, headers }, (response) => {
        response.resume().on('end', resolve);
      });
      call.on('error', reject).end(body);
    });
  }
}

async function drainBacklog(stage: Stage, receiver: ChildProcess, port: number) {
  const webhooks = stage.webhooks({ pollMs: 1_000 });
  const owners = await open(stage, { webhooks, url: `http://127.0.0.1:${port}/drain` });
  for (const owner of owners) {
    for (let i = 0; i < backlogEach; i += 100) {
      await stage.happen(
        Array.from({ length: 100 }, () => 'x'.repeat(120)),
        owner.sandbox.id,
      );
    }
  }
  const total = owners.length * backlogEach;
  await ask(receiver, 'forget');
  const cpu = process.cpuUsage();
  const began = performance.now();
  webhooks.start();
  await untilAsync(async () => (await ask(receiver, 'tell')).count >= total);
  await webhooks.stop();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const { count, distinct } = await ask(receiver, 'tell');
  if (distinct !== total) throw new Error(`${total - distinct} events did not arrive`);
  await stage.renew();
  return {
    perSecond: Math.round(total / seconds),
    deliveries: total,
    repeated: count - distinct,
    seconds: Math.round(seconds * 10) / 10,
    cpuMsEach: Math.round((user + system) / 10 / total) / 100,
  };
}

// Open loop: events happen on time, whether the house keeps up or not.
async function steady(stage: Stage, receiver: ChildProcess, { port, slow }: { port: number; slow: number }) {
  const webhooks = stage.webhooks({ pollMs: 1_000 });
  const owners = await open(stage, { webhooks, url: `http://127.0.0.1:${port}/steady` });
  const slowOwners = await open(stage, {
    webhooks,
    url: `http://127.0.0.1:${port}/never`,
    florists: Math.ceil(slow / 50),
    each: Math.min(50, slow),
  });
  await ask(receiver, 'forget');
  webhooks.start();
  for (const owner of slowOwners) await stage.happen(['wait', 'wait'], owner.sandbox.id);
  const total = ratePerSecond * steadySeconds;
  const began = performance.now();
  const writes: Promise<unknown>[] = [];
  for (let i = 0; i < total; i += 1) {
    const due = began + (i * 1000) / ratePerSecond;
    const ahead = due - performance.now();
    if (ahead > 1) await wait(ahead);
    const owner = owners[i % owners.length];
    if (owner) writes.push(stage.happen([String(Date.now())], owner.sandbox.id));
    const slowOwner = slowOwners[i % (slowOwners.length || 1)];
    if (slowOwner && i % 100 === 0) writes.push(stage.happen(['wait'], slowOwner.sandbox.id));
  }
  await Promise.all(writes);
  await untilAsync(async () => (await ask(receiver, 'tell')).distinct >= total);
  const { late } = await ask(receiver, 'tell');
  await ask(receiver, 'let go');
  await webhooks.stop();
  await stage.renew();
  return { ...late, ratePerSecond, seconds: steadySeconds, slowEndpoints: slow };
}

type Opening = { webhooks: ReturnType<Stage['webhooks']>; url: string; florists?: number; each?: number };

async function open(stage: Stage, { webhooks, url, florists: count = florists, each = 1 }: Opening) {
  const owners: Awaited<ReturnType<Stage['newFlorist']>>[] = [];
  for (let i = 0; i < count; i += 1) {
    const owner = await stage.newFlorist();
    for (let j = 0; j < each; j += 1) {
      await stage.run(
        (tx) => webhooks.createEndpoint(tx, owner.sandbox, { url: `${url}/${i}/${j}`, events: ['*'] }),
        owner.sandbox.id,
      );
    }
    owners.push(owner);
  }
  return owners;
}

/** The customer's server, in a process of its own: answers at once, remembers ids and how late they came. */
function serve(): void {
  let ids: string[] = [];
  let late: number[] = [];
  let held: (() => void)[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const answer = () => response.writeHead(204).end();
      if (incoming.url?.startsWith('/never')) {
        held.push(answer);
        return;
      }
      ids.push(String(incoming.headers['webhook-id']));
      if (incoming.url?.startsWith('/steady'))
        late.push(Date.now() - Number(JSON.parse(Buffer.concat(chunks).toString()).data.ref));
      answer();
    });
  });
  server.keepAliveTimeout = 30_000;
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
  });
  process.on('message', (asked) => {
    if (asked === 'forget') [ids, late] = [[], []];
    if (asked === 'let go') {
      for (const answer of held) answer();
      held = [];
    }
    const sorted = late.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
    process.send?.({
      count: ids.length,
      distinct: new Set(ids).size,
      late: { p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? 0 },
    });
  });
  process.on('disconnect', () => process.exit(0));
}

function portOf(receiver: ChildProcess): Promise<number> {
  return new Promise((resolve) => receiver.once('message', (message) => resolve((message as { port: number }).port)));
}

function ask(receiver: ChildProcess, what: 'forget' | 'tell' | 'let go'): Promise<Seen> {
  return new Promise((resolve) => {
    // Our own child answers each question with this shape.
    receiver.once('message', (message) => resolve(message as Seen));
    receiver.send(what);
  });
}

async function untilAsync(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 180_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('did not end in three minutes');
    await wait(20);
  }
}
