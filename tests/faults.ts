import { bootstrap, caller, type House, startHouse, until } from './house.ts';

/** What one run of kills did and found. Empty `broken` means that every promise held. */
export type Verdict = {
  kills: string[];
  accepted: number;
  arrived: number;
  inbound: number;
  secondCopies: number;
  broken: string[];
};

export type Plan = { kills: number; messages: number; seed: number; log?: (line: string) => void };

type Phone = { chats: { with: string; messages: { direction: string; frames?: number; text?: { body: string } }[] }[] };

const targets = ['server', 'linked', 'simulator', 'postgres', 'supervisor', 'everything'] as const;
const device = '+15550100001';
const phones = Array.from({ length: 10 }, (_, i) => `+155502000${String(10 + i)}`);

/**
 * Sends and receives while processes are killed with SIGKILL, again and again, and then looks at both ends:
 * every accepted message reached its pretend phone once, nothing that arrived was lost, and no Signal counter was used twice.
 */
export async function killWhileSending({ kills, messages, seed, log = () => {} }: Plan): Promise<Verdict> {
  const house = await startHouse();
  try {
    const { sandbox } = await bootstrap(house);
    const call = caller(house, sandbox.api_key);
    await until(
      async () =>
        (await tolerant(() => call<{ connection: { is: string } }>('GET', `/v1/devices/${sandbox.device}`)))?.body
          .connection.is === 'online',
      30_000,
      'the device to be online',
    );
    for (const phone of phones)
      await call('POST', '/v1/simulator/phones', { phone, name: `Person ${phone.slice(-2)}` });
    const random = mulberry(seed);
    const work = { done: false };
    const accepted: { body: string; to: string; id: string }[] = [];
    const said: string[] = [];
    const killed: string[] = [];
    const sending = sendAll(call, messages, accepted, () => killed.length / kills);
    const talking = talk(call, work, said);
    while (killed.length < kills) {
      const target = targets[Math.floor(random() * targets.length)] ?? 'server';
      // Somewhere in the middle of work, not at a moment we chose.
      await pause(150 + random() * 1_500);
      if (!(await strike(house, target))) continue;
      killed.push(target);
      log(`${killed.length}/${kills} killed ${target}`);
      await until(
        async () => (await tolerant(() => fetch(`${house.baseUrl}/readyz`)))?.ok,
        60_000,
        `the house to be ready after ${target} was killed`,
      );
    }
    await sending;
    work.done = true;
    await talking;
    return await judge(call, { house, key: sandbox.api_key, accepted, said, killed });
  } finally {
    await house.close();
  }
}

async function sendAll(
  call: ReturnType<typeof caller>,
  count: number,
  accepted: { body: string; to: string; id: string }[],
  progress: () => number,
): Promise<void> {
  const waiting = Array.from({ length: count }, (_, i) => i);
  const one = async (i: number) => {
    const to = phones[i % phones.length] ?? device;
    const body = `message ${i}`;
    // Spread over the whole time of the kills, so that each of them hits messages on their way.
    await until(() => i <= (progress() + 0.1) * count, 300_000, 'the kills to go on');
    // As a careful customer does: the same key until there is an answer.
    const id = await until(
      async () => {
        const reply = await tolerant(() =>
          call<{ id: string }>(
            'POST',
            '/v1/messages',
            { to, type: 'text', text: { body } },
            { 'idempotency-key': `fault-${i}` },
          ),
        );
        return reply?.status === 202 ? reply.body.id : undefined;
      },
      90_000,
      `message ${i} to be accepted`,
    );
    accepted.push({ body, to, id });
    await pause(40);
  };
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let i = waiting.shift(); i !== undefined; i = waiting.shift()) await one(i);
    }),
  );
}

async function talk(call: ReturnType<typeof caller>, work: { done: boolean }, said: string[]): Promise<void> {
  for (let i = 0; !work.done; i++) {
    const body = `inbound ${i}`;
    const phone = phones[i % phones.length] ?? device;
    const reply = await tolerant(() =>
      call('POST', `/v1/simulator/phones/${phone}/messages`, { to: device, type: 'text', text: { body } }),
    );
    // Only what the pretend WhatsApp took counts; what it did not answer may have come through or not.
    if (reply?.status === 201) said.push(body);
    await pause(120);
  }
}

async function strike(house: House, target: (typeof targets)[number]): Promise<boolean> {
  const { supervisor = [], server = [], linked = [], simulator = [], postgres = [] } = house.processes();
  const byName = {
    server,
    linked,
    simulator,
    postgres: postgres.slice(0, 1),
    supervisor,
    everything: [...supervisor, ...server, ...linked, ...simulator, ...postgres],
  };
  const pids = byName[target];
  if (pids.length === 0) return false;
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in this moment.
    }
  }
  if (target === 'supervisor' || target === 'everything') await house.restart();
  return true;
}

type Seen = {
  house: House;
  key: string;
  accepted: { body: string; to: string; id: string }[];
  said: string[];
  killed: string[];
};

async function judge(call: ReturnType<typeof caller>, { house, key, accepted, said, killed }: Seen): Promise<Verdict> {
  const broken: string[] = [];
  const settled = async () => {
    const open: string[] = [];
    for (const { id, body } of accepted) {
      const reply = await tolerant(() => call<{ status: string }>('GET', `/v1/messages/${id}`));
      if (reply?.body.status !== 'delivered') open.push(`${body}: ${reply?.body.status}`);
    }
    return open;
  };
  let open = await settled();
  for (
    const deadline = performance.now() + 120_000;
    open.length > 0 && performance.now() < deadline;
    open = await settled()
  )
    await pause(1_000);
  broken.push(...open.map((line) => `not delivered: ${line}`));
  const heard = new Map<string, number>();
  let secondCopies = 0;
  for (const phone of phones) {
    const { body } = await call<Phone>('GET', `/v1/simulator/phones/${phone}`);
    for (const message of body.chats.flatMap((chat) => chat.messages).filter(({ direction }) => direction === 'in')) {
      heard.set(message.text?.body ?? '', (heard.get(message.text?.body ?? '') ?? 0) + 1);
      secondCopies += Math.max(0, (message.frames ?? 1) - 1);
    }
  }
  for (const { body } of accepted)
    if (heard.get(body) !== 1) broken.push(`${body} arrived ${heard.get(body) ?? 0} times`);
  const received = await allInbound(call);
  for (const body of said)
    if (received.get(body) !== 1) broken.push(`${body} was received ${received.get(body) ?? 0} times`);
  for (const [rule, cases] of Object.entries(await house.violations(key))) {
    if (Array.isArray(cases) && cases.length > 0)
      broken.push(`${rule}: ${JSON.stringify(cases[0])} and ${cases.length - 1} more`);
  }
  return { kills: killed, accepted: accepted.length, arrived: heard.size, inbound: said.length, secondCopies, broken };
}

async function allInbound(call: ReturnType<typeof caller>): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await call<{ data: { text?: { body: string } }[]; next: string | null }>(
      'GET',
      `/v1/messages?direction=in&limit=200${query}`,
    );
    for (const message of body.data)
      found.set(message.text?.body ?? '', (found.get(message.text?.body ?? '') ?? 0) + 1);
    cursor = body.next;
  }
  return found;
}

async function tolerant<T>(ask: () => Promise<T>): Promise<T | undefined> {
  return ask().catch(() => undefined);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// A small seeded generator (mulberry32), so that a failing run can be told by its seed.
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
