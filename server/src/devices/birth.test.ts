import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { brand } from '../base/id.ts';
import { silentLog } from '../base/log.ts';
import type { Ctx, Db } from '../db/db.ts';
import { createDb, sql } from '../db/db.ts';
import { throwawayMigrated } from '../db/throwaway-migrated.ts';
import type { Inbound } from '../engine/engine.ts';
import { createLinkedEngine } from '../engine/linked/linked.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import { createSecrets } from '../secrets/secrets.ts';
import type { Workspace } from '../workspaces/workspaces.ts';
import { findWorkspace, platform } from '../workspaces/workspaces.ts';
import type { Device } from './device.ts';
import { findDevice } from './device.ts';
import { bornNumbers, createConnections, giveBirth, openPair } from './devices.ts';

const owner = bornNumbers.owner;
const customer = bornNumbers.customer;

/** One simulator, one linked worker and one server for this file: real processes that speak the real protocols. */
let house: Awaited<ReturnType<typeof openHouse>>;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close(), 60_000);

it('gives a sandbox a linked device that is online and a greeting that arrived', { timeout: 60_000 }, async () => {
  const born = await house.newborn();
  await born.live();
  expect(await born.device()).toMatchObject({ connection: { is: 'online' }, phone: owner, linked: true });
  expect((await born.device()).lid).toMatch(/^\d+$/);
  await vi.waitFor(() => expect(born.texts()).toEqual(['Hello! I am Ana, a pretend customer. Write to me.']), {
    timeout: 10_000,
  });
});

it('links once and greets once, however often its job runs', { timeout: 60_000 }, async () => {
  const born = await house.newborn();
  await Promise.all([born.live(), born.live()]);
  await born.live();
  expect((await born.world.getPhone(owner)).linked_devices).toHaveLength(1);
  const { chats } = await born.world.getPhone(customer);
  expect(chats.flatMap(({ messages }) => messages)).toHaveLength(1);
});

it('goes on where a killed worker left it, before and after the scan', { timeout: 60_000 }, async () => {
  const born = await house.newborn();
  const living = born.live();
  await vi.waitFor(async () => expect((await born.device()).connection.is).toBe('pairing'), { timeout: 10_000 });
  await house.killWorker();
  await living;
  await house.killWorker();
  await vi.waitFor(async () => expect((await born.device()).connection.is).not.toBe('online'), { timeout: 10_000 });
  await born.live();
  expect((await born.device()).connection.is).toBe('online');
});

it('sends to a pretend phone, hears of delivery and reading, and comes back after its worker was killed without a new QR', {
  timeout: 90_000,
}, async () => {
  const born = await house.newborn();
  await born.live();
  const before = born.epoch();
  await house.killWorker();
  await vi.waitFor(() => expect(born.epoch()).toBeGreaterThan(before ?? 0), { timeout: 20_000 });
  const outcome = await born.send('M1', 'Your bread is ready');
  expect(outcome).toMatchObject({ kind: 'sent' });
  await vi.waitFor(async () => expect(await born.seenBy(customer)).toContain('Your bread is ready'), {
    timeout: 10_000,
  });
  await vi.waitFor(() => expect(born.receipts()).toContain('delivered'), { timeout: 10_000 });
  const { chats } = await born.world.getPhone(customer);
  const read = chats.flatMap(({ messages }) => messages).find(({ direction }) => direction === 'in');
  await born.world.read(customer, read?.id ?? '');
  await vi.waitFor(() => expect(born.receipts()).toContain('read'), { timeout: 10_000 });
  expect((await born.world.getPhone(owner)).linked_devices).toHaveLength(1);
});

it('says logged_out when the phone removes the link, and log-out removes it from the phone', {
  timeout: 60_000,
}, async () => {
  const removed = await house.newborn();
  await removed.live();
  await removed.world.unlink(owner);
  await vi.waitFor(
    async () =>
      expect((await removed.device()).connection).toMatchObject({ is: 'logged_out', reason: 'removed_on_phone' }),
    { timeout: 10_000 },
  );

  const leaving = await house.newborn();
  await leaving.live();
  await leaving.logout();
  await vi.waitFor(
    async () =>
      expect((await leaving.device()).connection).toMatchObject({ is: 'logged_out', reason: 'logged_out_by_us' }),
    { timeout: 10_000 },
  );
  expect((await leaving.world.getPhone(owner)).linked_devices).toEqual([]);
});

it('answers in Problems: what is missing, what is wrong, and a simulator that is away', async () => {
  const world = house.sandbox.world('neverseen1');
  await expect(world.getPhone('+15550109999')).rejects.toMatchObject({ code: 'not_found' });
  await expect(world.addPhone({ phone: 'no phone' })).rejects.toMatchObject({ code: 'validation_failed' });
  await world.addPhone({ phone: owner });
  await expect(world.scan(owner, 'nobody shows this')).rejects.toMatchObject({ code: 'conflict' });
  await expect(world.plantFault({ kind: 'media_404' })).rejects.toMatchObject({ code: 'not_available' });
  expect(await house.sandbox.healthy()).toBe(true);
  const away = createSandbox({ socketPath: join(tmpdir(), 'nobody.sock'), log: silentLog });
  await expect(away.world('neverseen1').info()).rejects.toMatchObject({ code: 'unavailable' });
  expect(await away.healthy()).toBe(false);
  const without = createSandbox({ socketPath: null, log: silentLog });
  await expect(without.world('neverseen1').info()).rejects.toMatchObject({ code: 'not_available' });
});

async function openHouse() {
  const database = await throwawayMigrated();
  const db = createDb({ ...database, onError: () => {} });
  const folder = mkdtempSync(join(tmpdir(), 'wz-birth-'));
  const noise = noiseRoot();
  const port = await freePort();
  const shared = { WZ_RUN_DIR: folder, WZ_SIM_PORT: String(port), WZ_NOISE_ROOT: noise.public };
  const simulator = run('simulator', {
    ...shared,
    WZ_DB_SIMULATOR_URL: asRole(database.appUrl, 'simulator'),
    WZ_NOISE_ROOT_PRIVATE: noise.private,
  });
  const startWorker = (n: number) =>
    run('linked', {
      ...shared,
      WZ_DB_LINKED_URL: asRole(database.appUrl, 'linked'),
      WZ_KIND: 'sandbox',
      WZ_WORKER: String(n),
    });
  const ctx: Ctx = { db, clock: { now: () => new Date() }, log: silentLog };
  const secrets = createSecrets(randomBytes(32));
  const sandbox = createSandbox({ socketPath: join(folder, 'sim.sock'), log: silentLog });
  const received = new Map<string, Inbound[]>();
  const connections = createConnections({
    ctx,
    secrets,
    node: randomUUID(),
    isSandbox: async () => true,
    onInbound: async ({ id }, entries) => void received.set(id, [...(received.get(id) ?? []), ...entries]),
    engine: (events) =>
      createLinkedEngine({
        socketPath: join(folder, 'engine.sock'),
        events,
        keyOf: async (workspace) => {
          const { id, key } = await db.system((tx) => secrets.key(tx, brand(workspace)));
          return { id, key: key.toString('base64') };
        },
        worldOf: async (workspace) => (await workspaceOf(db, workspace)).world ?? '',
        wantWorkers: () => {},
        clock: ctx.clock,
        log: silentLog,
      }),
  });
  await connections.start();
  await vi.waitFor(async () => expect(await sandbox.healthy()).toBe(true), { timeout: 20_000 });
  let worker = startWorker(1);
  let workers = 1;
  const deps = { ctx, secrets, sandbox, wake: connections.signal };

  return {
    sandbox,
    async killWorker() {
      worker.kill('SIGKILL');
      await once(worker, 'exit');
      workers += 1;
      worker = startWorker(workers);
    },
    async newborn() {
      const { sandbox: workspace, device } = await db.system((tx) =>
        openPair(tx, secrets, { name: 'Newborn', reseller: platform, at: new Date() }),
      );
      const arrived = () => received.get(device) ?? [];
      return {
        world: sandbox.world(workspace.world ?? ''),
        live: () => giveBirth(deps, { workspace, device, owner, customer }),
        device: async (): Promise<Device> => {
          const found = await db.workspace(workspace.id, (tx) => findDevice(tx, workspace.id, device));
          if (!found) throw new Error('the newborn has no device');
          return found;
        },
        texts: () =>
          arrived().flatMap((entry) =>
            entry.kind === 'message' && entry.content.type === 'text' ? [entry.content.text.body] : [],
          ),
        receipts: () => arrived().flatMap((entry) => (entry.kind === 'receipt' ? [entry.receipt] : [])),
        seenBy: async (phone: string) =>
          JSON.stringify((await sandbox.world(workspace.world ?? '').getPhone(phone)).chats),
        epoch: () => connections.online().find((online) => online.device === device)?.epoch,
        send: (ref: string, body: string) =>
          connections.send({
            device,
            epoch: connections.online().find((online) => online.device === device)?.epoch ?? 0,
            ref,
            wireId: `3EB0${randomBytes(9).toString('hex').toUpperCase()}`,
            attempt: 1,
            to: { kind: 'person', phone: customer },
            content: { type: 'text', text: { body } },
          }),
        logout: () => askLogout(db, workspace, device),
      };
    },
    async close() {
      await connections.stop();
      await Promise.all([simulator, worker].map(end));
      sandbox.close();
      await db.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  async function askLogout(on: Db, workspace: Workspace, device: Device['id']): Promise<void> {
    await on.workspace(workspace.id, (tx) =>
      tx.run(
        sql`update devices set wanted = false, logout_at = now() where workspace_id = ${workspace.id} and id = ${device}`,
      ),
    );
    connections.signal();
  }
}

async function workspaceOf(db: Db, id: string): Promise<Workspace> {
  const found = await db.system((tx) => findWorkspace(tx, brand(id)));
  if (!found) throw new Error('no such workspace');
  return found;
}

function run(program: 'simulator' | 'linked', env: Record<string, string>): ChildProcess {
  const entry = fileURLToPath(new URL(`../../../${program}/src/main.ts`, import.meta.url));
  return spawn(process.execPath, [entry], {
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

function asRole(appUrl: string, role: 'linked' | 'simulator'): string {
  const url = new URL(appUrl);
  url.username = url.username.replace(/_app$/, `_${role}`);
  return url.href;
}

function noiseRoot(): { private: string; public: string } {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const raw = (part: 'd' | 'x', key: typeof privateKey) =>
    Buffer.from(key.export({ format: 'jwk' })[part] ?? '', 'base64url').toString('hex');
  return { private: raw('d', privateKey), public: raw('x', publicKey) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server has a port.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
