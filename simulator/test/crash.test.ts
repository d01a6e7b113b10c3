import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  ackOf,
  arrivedId,
  connectionOf,
  createClient,
  keptDeviceLists,
  type LinkedClient,
  messageWith,
  statusOf,
  trustRoot,
} from './client.ts';
import { createDatabase } from './database.ts';
import { type SimulatorProcess, startProcess } from './process.ts';
import { ask, type ControlReply, eventually } from './world.ts';

const bakery = '+15550100001';
const ben = '+15550100099';
const bensJid = '15550100099@s.whatsapp.net';
const noiseRootPrivate = '11'.repeat(32);

let database: Awaited<ReturnType<typeof createDatabase>>;
let folder: string;
let simulator: SimulatorProcess;
const clients: LinkedClient[] = [];

const start = (port: number, options = {}) =>
  startProcess(
    {
      WZ_DB_SIMULATOR_URL: database.url,
      WZ_RUN_DIR: folder,
      WZ_SIM_PORT: String(port),
      WZ_NOISE_ROOT_PRIVATE: noiseRootPrivate,
    },
    options,
  );
const control = (method: string, path: string, body?: unknown): Promise<ControlReply> =>
  ask(join(folder, 'sim.sock'), { method, path: `/worlds/crashworld${path}`, body });

beforeAll(async () => {
  database = await createDatabase();
  folder = await mkdtemp(join(tmpdir(), 'wz-sim-'));
  simulator = await start(0);
});
afterAll(async () => {
  for (const client of clients) await client.stop();
  expect(await simulator.kill('SIGTERM')).toBe(0);
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function link(phone: string): Promise<LinkedClient> {
  const { noise_root: noiseRoot, linked_url: url } = (await control('GET', '')).body as Record<
    'noise_root' | 'linked_url',
    string
  >;
  trustRoot(noiseRoot);
  const client = createClient(url, { reconnect: true, config: { userDevicesCache: keptDeviceLists() } });
  clients.push(client);
  await control('POST', '/phones', { phone });
  const qr = await client.until((event) => connectionOf(event)?.qr, { label: 'qr' });
  expect(await control('POST', `/phones/${phone}/scan`, { qr })).toMatchObject({ status: 200 });
  await client.opened();
  return client;
}

it('loses nothing it acknowledged and repeats nothing when it is killed again and again', {
  timeout: 90_000,
}, async () => {
  const shop = await link(bakery);
  await control('POST', '/phones', { phone: ben });
  // One word each way first: two sessions that cross at the first contact are the library's weak spot, not the subject.
  const hello = await shop.socket().sendMessage(bensJid, { text: 'hello' });
  await shop.until(statusOf(hello?.key.id ?? '', 3), { label: 'delivered' });
  await control('POST', `/phones/${ben}/messages`, { to: bakery, text: { body: 'hello yourself' } });
  await shop.until(messageWith('hello yourself'));
  const accepted: string[] = [];
  const acknowledged = new Set<string>();
  let busy = true;

  const shopWrites = async () => {
    while (busy) {
      const sent = await shop
        .socket()
        .sendMessage(bensJid, { text: 'from the shop' })
        .catch(() => undefined);
      const id = sent?.key.id;
      if (!id) await shop.opened(shop.events.length - 1).catch(() => {});
      else if (await shop.until(ackOf(id), { label: 'ack', deadlineMs: 1_000 }).catch(() => undefined))
        acknowledged.add(id);
    }
  };
  const benWrites = async () => {
    while (busy) {
      const reply = await control('POST', `/phones/${ben}/messages`, { to: bakery, text: { body: 'from Ben' } }).catch(
        () => undefined,
      );
      if (reply?.status === 201) accepted.push((reply.body as { id: string }).id);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const kills = async () => {
    for (let round = 0; round < 4; round += 1) {
      const enough = acknowledged.size + 15;
      await eventually(async () => acknowledged.size >= enough, 'traffic before the crash', 20_000);
      await simulator.kill('SIGKILL');
      simulator = await start(simulator.port);
    }
    const enough = acknowledged.size + 15;
    await eventually(async () => acknowledged.size >= enough, 'traffic after the last crash', 20_000);
    busy = false;
  };
  await Promise.all([shopWrites(), benWrites(), kills()]);

  // The library forgets a message when the connection ends between its decryption and its receipt, so arrival counts.
  await eventually(async () => {
    const arrived = new Set(shop.events.map(arrivedId));
    return accepted.every((id) => arrived.has(id));
  }, "all of Ben's messages at the shop");
  const onPhone = await eventually(async () => {
    const { body } = await control('GET', `/phones/${ben}?limit=2000`);
    const entries =
      (body as { chats: Array<{ messages: Array<{ id: string; frames: number }> }> }).chats[0]?.messages ?? [];
    const ids = new Set(entries.map(({ id }) => id));
    return [...acknowledged].every((id) => ids.has(id)) && entries;
  }, "all acknowledged messages on Ben's phone");
  const ids = onPhone.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(onPhone.filter(({ id, frames }) => acknowledged.has(id) && frames !== 1)).toEqual([]);
  expect((await control('GET', '/strict')).body).toMatchObject({ violations: 0 });
});

it('drains when the channel to its supervisor closes', async () => {
  await simulator.kill('SIGTERM');
  simulator = await start(simulator.port, { ipc: true });
  const ended = once(simulator.child, 'exit');
  simulator.child.disconnect();
  expect(await ended).toEqual([0, null]);
  simulator = await start(simulator.port);
});
