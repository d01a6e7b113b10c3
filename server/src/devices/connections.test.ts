import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Db } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { throwawayMigrated } from '../db/throwaway-migrated.ts';
import type { FrontDesk } from './front-desk.ts';
import { deskPhone, openFrontDesk } from './front-desk.ts';

let db: Db;
let drop: () => Promise<void>;
const desks: FrontDesk[] = [];
beforeAll(async () => {
  const database = await throwawayMigrated();
  db = createDb({ ...database, onError: () => {} });
  drop = database.drop;
});
afterEach(async () => {
  for (const hotel of desks.splice(0)) await hotel.close();
});
afterAll(async () => {
  await db.end();
  await drop();
});

it('shows each QR while it holds, keeps it sealed, and forgets it once the phone has scanned', async () => {
  const hotel = await open();
  const server = await hotel.startServer();
  const worker = await server.worker();
  const begun = await hotel.asDesk((tx) => hotel.devices.pair(tx, hotel.workspace, hotel.desk, { method: 'qr' }));
  expect(begun).toMatchObject({ method: 'qr' });
  const first = `qr ${hotel.desk} 1`;
  await vi.waitFor(async () => expect(await pairing(hotel)).toMatchObject({ method: 'qr', qr: first }));
  worker.state(hotel.desk, 1, { is: 'pairing', method: 'qr', qr: 'second QR', expiresInMs: 20_000 });
  await vi.waitFor(async () => expect(await pairing(hotel)).toMatchObject({ qr: 'second QR' }));
  const { shown } = await db.system((tx) =>
    tx.one(sql<{ shown: Buffer }>`select shown from pairings where device_id = ${hotel.desk}`),
  );
  expect(shown.includes('second QR')).toBe(false);

  worker.state(hotel.desk, 1, { is: 'connecting' });
  await hotel.becomes('connecting');
  worker.state(hotel.desk, 1, { is: 'online', phone: deskPhone, lid: '77' });
  await hotel.becomes('online');
  expect(await hotel.row()).toMatchObject({ phone: deskPhone, lid: '77', linked: true, wanted: true });
  await expect(pairing(hotel)).rejects.toMatchObject({ code: 'not_found' });
  const told = await hotel.events();
  expect(told.map(({ type }) => type)).toEqual([...Array(4).fill('device.pairing_updated'), 'device.connected']);
  expect(told.map(({ body }) => body).join()).not.toMatch(/qr [0-9a-f]|second QR/);
});

it('answers not_found for a pairing that has run out, and leaves the device offline', async () => {
  const hotel = await open();
  const server = await hotel.startServer();
  const worker = await server.worker();
  await hotel.asDesk((tx) => hotel.devices.pair(tx, hotel.workspace, hotel.desk, { method: 'qr' }));
  await vi.waitFor(async () => expect(await pairing(hotel)).toHaveProperty('qr'));
  worker.state(hotel.desk, 1, { is: 'offline', reason: 'pairing_expired' });
  await hotel.becomes('offline');
  expect((await hotel.row()).connection).toMatchObject({ reason: 'pairing_expired', retryAt: null });
  await expect(pairing(hotel)).rejects.toMatchObject({ code: 'not_found' });
  await released(hotel);
  expect(worker.orders('open')).toHaveLength(1);
});

it('opens a pairing that was started anew with a new epoch, and for the new phone', async () => {
  const hotel = await open();
  const server = await hotel.startServer();
  const worker = await server.worker();
  await hotel.asDesk((tx) => hotel.devices.pair(tx, hotel.workspace, hotel.desk, { method: 'qr' }));
  await vi.waitFor(async () => expect(await pairing(hotel)).toHaveProperty('qr'));
  await hotel.asDesk((tx) =>
    hotel.devices.pair(tx, hotel.workspace, hotel.desk, { method: 'code', phone: '+1 555 010 0009' }),
  );
  await vi.waitFor(() => expect(worker.orders('open')).toHaveLength(2));
  expect(worker.orders('open')[1]).toMatchObject({
    epoch: 2,
    how: { kind: 'pair', method: 'code', phone: '+15550100009' },
  });
  worker.state(hotel.desk, 2, { is: 'pairing', method: 'code', code: 'ABCD1234', expiresInMs: 60_000 });
  await vi.waitFor(async () => expect(await pairing(hotel)).toMatchObject({ method: 'code', code: 'ABCD1234' }));
  await hotel.asDesk((tx) => hotel.devices.cancelPairing(tx, hotel.workspace.id, hotel.desk));
  await vi.waitFor(() => expect(worker.orders('close').length).toBeGreaterThan(0));
  await released(hotel);
});

it('opens linked devices at the start, says so, and lets messages go to those that are online and not paused', async () => {
  const hotel = await linked();
  const server = await hotel.startServer();
  const cameOnline: string[] = [];
  server.connections.onOnline(({ device }) => void cameOnline.push(device));
  await server.worker();
  await hotel.becomes('online');
  await vi.waitFor(() =>
    expect(server.connections.online()).toEqual([{ device: hotel.desk, workspace: hotel.workspace.id, epoch: 1 }]),
  );
  await hotel.asDesk((tx) => hotel.devices.pause(tx, hotel.workspace.id, hotel.desk));
  await vi.waitFor(() => expect(server.connections.online()).toEqual([]));
  await hotel.asDesk((tx) => hotel.devices.resume(tx, hotel.workspace.id, hotel.desk));
  await vi.waitFor(() => expect(server.connections.online()).toHaveLength(1));
  expect(cameOnline).toEqual([hotel.desk, hotel.desk]);
});

it('hands up what arrives with the device it arrived on, and acknowledges it', async () => {
  const hotel = await linked();
  const server = await hotel.startServer();
  const worker = await server.worker();
  await hotel.becomes('online');
  worker.inbound(hotel.desk, 1, [{ n: 5, entry: { kind: 'identity', phone: '+15550100002', lid: '8' } }]);
  await vi.waitFor(() => expect(worker.orders('took')).toMatchObject([{ session: hotel.desk, upTo: 5 }]));
  expect(server.received).toMatchObject([
    { device: { id: hotel.desk, workspace: hotel.workspace.id, phone: deskPhone } },
  ]);
});

it('takes its devices up again after a restart: same epoch, nothing is opened or told anew', async () => {
  const hotel = await linked();
  const first = await hotel.startServer();
  await first.worker();
  await hotel.becomes('online');
  await first.kill();
  const told = await hotel.events();

  const second = await hotel.startServer({ node: first.node });
  const online = { is: 'online', phone: deskPhone } as const;
  const survivor = await second.worker({ sessions: [{ session: hotel.desk, epoch: 1, state: online }] });
  await vi.waitFor(() => expect(second.connections.online()).toHaveLength(1));
  expect(survivor.orders('open')).toEqual([]);
  expect(survivor.orders('close')).toEqual([]);
  expect(await hotel.lease()).toEqual({ node_id: first.node, epoch: '1' });
  expect(await hotel.events()).toEqual(told);
});

it('opens a device on another worker with a higher epoch as soon as its worker has died', async () => {
  const hotel = await linked();
  const server = await hotel.startServer();
  const first = await server.worker();
  await hotel.becomes('online');
  const second = await server.worker({ number: 2 });
  await vi.waitFor(() => expect(second.orders('welcome')).toHaveLength(1));
  first.die();
  await vi.waitFor(() =>
    expect(second.orders('open')).toMatchObject([{ session: hotel.desk, epoch: 2, how: { kind: 'resume' } }]),
  );
  await vi.waitFor(() => expect(server.connections.online()).toMatchObject([{ epoch: 2 }]));
  expect((await hotel.events()).map(({ type }) => type)).toEqual([
    'device.connected',
    'device.disconnected',
    'device.connected',
  ]);
});

it('stops for good when the phone removed the link, says so, and asks for a new pairing', async () => {
  const hotel = await linked();
  const server = await hotel.startServer();
  const worker = await server.worker();
  await hotel.becomes('online');
  worker.state(hotel.desk, 1, { is: 'logged_out', reason: 'removed_on_phone' });
  await hotel.becomes('logged_out');
  await released(hotel);
  expect(await hotel.row()).toMatchObject({ linked: false, wanted: false, connection: { reason: 'removed_on_phone' } });
  expect((await hotel.events()).at(-1)).toMatchObject({ type: 'device.logged_out' });
  expect(worker.orders('open')).toHaveLength(1);
  const connect = hotel.asDesk((tx) => hotel.devices.connect(tx, hotel.workspace, hotel.desk));
  await expect(connect).rejects.toMatchObject({ code: 'device_logged_out' });
});

it('disconnects and connects again as the owner wants, with a reason and a new epoch', async () => {
  const hotel = await linked();
  const server = await hotel.startServer();
  const worker = await server.worker();
  await hotel.becomes('online');
  const shown = await hotel.asDesk((tx) => hotel.devices.disconnect(tx, hotel.workspace.id, hotel.desk));
  expect(shown.connection).toMatchObject({ is: 'offline', reason: 'disconnected' });
  await vi.waitFor(() => expect(worker.orders('close')).toHaveLength(1));
  await released(hotel);
  expect(server.connections.online()).toEqual([]);
  await hotel.asDesk((tx) => hotel.devices.connect(tx, hotel.workspace, hotel.desk));
  await hotel.becomes('online');
  expect(worker.orders('open').map(({ epoch }) => epoch)).toEqual([1, 2]);
});

it('logs out on WhatsApp before it forgets the link, even for a device that is deleted', async () => {
  const hotel = await linked();
  const server = await hotel.startServer();
  const worker = await server.worker();
  await hotel.becomes('online');
  await hotel.asDesk((tx) => hotel.devices.delete(tx, hotel.workspace.id, hotel.desk));
  await vi.waitFor(() => expect(worker.orders('logout').length).toBeGreaterThan(0));
  await expect(hotel.asDesk((tx) => hotel.devices.get(tx, hotel.workspace.id, hotel.desk))).rejects.toMatchObject({
    code: 'not_found',
  });
  worker.state(hotel.desk, 1, { is: 'logged_out', reason: 'logged_out_by_us' });
  await released(hotel);
  const left = await db.system((tx) =>
    tx.one(sql<{ linked: boolean }>`select linked from devices where id = ${hotel.desk}`),
  );
  expect(left).toEqual({ linked: false });
});

it('shows client_outdated and dials no more', async () => {
  const hotel = await linked();
  const server = await hotel.startServer();
  const worker = await server.worker({
    onOrder: (order, told) => {
      if (order.do === 'open') told.state(order.session, order.epoch, { is: 'offline', reason: 'client_outdated' });
    },
  });
  await vi.waitFor(async () =>
    expect((await hotel.row()).connection).toMatchObject({ is: 'offline', reason: 'client_outdated' }),
  );
  server.connections.signal();
  await vi.waitFor(() => expect(server.connections.stats().outdated).toHaveLength(1));
  const passes = await passesOf(server.connections.signal);
  expect(passes).toBe(3);
  expect(worker.orders('open')).toHaveLength(1);
  expect((await hotel.lease())?.epoch).toBe('1');
});

it('gives a device to another node when its own cannot reach the database, and lets go of it', async () => {
  const hotel = await linked();
  const first = await hotel.startServer();
  const cutOff = await first.worker();
  await hotel.becomes('online');
  first.breakDatabase(true);
  const renewals = await steady(() => cutOff.orders('renew').length);
  await db.system((tx) => tx.run(sql`update nodes set until = now() - interval '1 s' where id = ${first.node}`));
  const second = await hotel.startServer();
  await second.worker();
  await vi.waitFor(() => expect(second.connections.online()).toMatchObject([{ epoch: 2 }]), { timeout: 5_000 });
  expect(cutOff.orders('renew')).toHaveLength(renewals);

  first.breakDatabase(false);
  await vi.waitFor(() => expect(cutOff.orders('close')).toMatchObject([{ session: hotel.desk }]), { timeout: 5_000 });
  cutOff.state(hotel.desk, 1, { is: 'banned' });
  await vi.waitFor(() => expect(first.connections.online()).toEqual([]));
  expect(second.connections.online()).toHaveLength(1);
  expect((await hotel.row()).connection.is).toBe('online');
});

it('gives its devices back when it stops, so that another node need not wait', async () => {
  const hotel = await linked();
  const first = await hotel.startServer();
  await first.worker();
  await hotel.becomes('online');
  await first.stop();
  expect(await hotel.lease()).toEqual({ node_id: null, epoch: '1' });
  expect((await hotel.row()).connection).toMatchObject({ is: 'offline', reason: 'restarting' });
  const second = await hotel.startServer();
  await second.worker();
  await hotel.becomes('online');
  expect((await hotel.lease())?.epoch).toBe('2');
});

it('writes a state that the database could not take at first', async () => {
  const hotel = await linked();
  const server = await hotel.startServer();
  const worker = await server.worker();
  await hotel.becomes('online');
  server.breakDatabase(true);
  worker.state(hotel.desk, 1, { is: 'offline', reason: 'network', retryInMs: 60_000 });
  await vi.waitFor(() => expect(server.connections.online()).toEqual([]));
  server.breakDatabase(false);
  await hotel.becomes('offline');
  expect((await hotel.row()).connection).toMatchObject({ reason: 'network', retryAt: expect.any(Date) });
  expect((await hotel.lease())?.epoch).toBe('1');
});

async function open(): Promise<FrontDesk> {
  const hotel = await openFrontDesk(db);
  desks.push(hotel);
  return hotel;
}

async function linked(): Promise<FrontDesk> {
  const hotel = await open();
  await hotel.link();
  return hotel;
}

function pairing(hotel: FrontDesk) {
  return hotel.asDesk((tx) => hotel.devices.pairing(tx, hotel.workspace.id, hotel.desk));
}

async function released(hotel: FrontDesk): Promise<void> {
  await vi.waitFor(async () => expect((await hotel.lease())?.node_id).toBeNull(), { timeout: 5_000 });
}

// The poll runs every 50 ms; three of its rounds are seen by what they read.
async function passesOf(signal: () => void): Promise<number> {
  let passes = 0;
  await vi.waitFor(
    () => {
      signal();
      passes += 1;
      expect(passes).toBe(3);
    },
    { interval: 60 },
  );
  return passes;
}

async function steady(count: () => number): Promise<number> {
  let last = -1;
  await vi.waitFor(
    () => {
      const now = count();
      const same = now === last;
      last = now;
      expect(same).toBe(true);
    },
    { interval: 200, timeout: 5_000 },
  );
  return last;
}
