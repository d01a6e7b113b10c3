import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { parseId } from '../base/id.ts';
import { silentLog } from '../base/log.ts';
import type { Db, Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Inbound } from '../engine/engine.ts';
import type { LinkedEngine } from '../engine/linked/linked.ts';
import { createLinkedEngine } from '../engine/linked/linked.ts';
import type { StandInOptions } from '../engine/linked/stand-in-worker.ts';
import { goOnline, startStandIn } from '../engine/linked/stand-in-worker.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { createWorkspacePair, platform } from '../workspaces/workspaces.ts';
import type { Device } from './device.ts';
import { findDevice } from './device.ts';
import { createConnections, createDevices } from './devices.ts';

/** The phone every device of these tests is linked to. */
export const deskPhone = '+15550100001';

/** A workspace with one device at its front desk, and servers that can be started, stopped and killed on its database. */
export async function openFrontDesk(db: Db, { clock = { now: () => new Date() } }: { clock?: Clock } = {}) {
  const secrets = createSecrets(randomBytes(32));
  const at = clock.now();
  const { live, sandbox } = await db.system((tx) =>
    createWorkspacePair(tx, secrets, { name: 'Hotel', reseller: platform, at }),
  );
  const wakes = new Set<() => void>();
  const wake = () => {
    for (const signal of wakes) signal();
  };
  const devices = createDevices({ secrets, clock, wake });
  const asDesk = <T>(work: (tx: Tx) => Promise<T>) => db.workspace(sandbox.id, work);
  const made = await asDesk((tx) => devices.create(tx, sandbox.id, { name: 'Front desk', kind: 'linked' }));
  const desk = idOf(made.id);
  let folder: string | undefined;
  const running: { stop(): Promise<void> }[] = [];

  /** A server with its engine. `breakDatabase` is what a killed or cut-off server looks like to everybody else. */
  async function startServer({ node = randomUUID(), ...over }: ServerOptions = {}) {
    folder ??= mkdtempSync(join(tmpdir(), 'wz-devices-'));
    const socketPath = join(folder, `${running.length}.sock`);
    const received: { device: Device; entries: Inbound[] }[] = [];
    let broken = false;
    const watched: Db = {
      ...db,
      system: (work) => (broken ? Promise.reject(new Error('the database is away')) : db.system(work)),
    };
    let engine: LinkedEngine | undefined;
    const connections = createConnections({
      ctx: { db: watched, clock, log: silentLog },
      secrets,
      node,
      isSandbox: async () => true,
      onInbound: async (device, entries) => void received.push({ device, entries }),
      pollMs: 50,
      renewEveryMs: 50,
      engine(events) {
        engine = createLinkedEngine({
          socketPath,
          events,
          keyOf: async () => ({ id: 1, key: 'a2V5' }),
          worldOf: async () => 'worldworld',
          wantWorkers: () => {},
          clock,
          log: silentLog,
        });
        return engine;
      },
      ...over,
    });
    await connections.start();
    wakes.add(connections.signal);
    const server = {
      node,
      connections,
      received,
      engine: () => engine,
      breakDatabase(away: boolean) {
        broken = away;
      },
      worker: (options: Omit<StandInOptions, 'socketPath'> = {}) =>
        startStandIn({ socketPath, onOrder: goOnline(() => deskPhone), ...options }),
      async stop() {
        wakes.delete(connections.signal);
        await connections.stop();
      },
      /** Ends it without a word to the database, as `kill -9` does. */
      async kill() {
        broken = true;
        wakes.delete(connections.signal);
        await connections.stop().catch(() => {});
      },
    };
    running.push(server);
    return server;
  }

  return {
    db,
    secrets,
    devices,
    workspace: sandbox,
    live,
    desk,
    asDesk,
    startServer,
    row: async () => {
      const device = await asDesk((tx) => findDevice(tx, sandbox.id, desk));
      if (!device) throw new Error('the desk is gone');
      return device;
    },
    /** Makes the device one that was linked before and should be connected. */
    link: () =>
      db.system((tx) =>
        tx.run(sql`update devices set linked = true, wanted = true, phone = ${deskPhone} where id = ${desk}`),
      ),
    lease: () =>
      db.system((tx) =>
        tx.maybe(
          sql<{
            node_id: string | null;
            epoch: string;
          }>`select node_id, epoch from device_leases where device_id = ${desk}`,
        ),
      ),
    events: async (): Promise<{ type: string; body: string }[]> =>
      db.system((tx) =>
        tx.many(
          sql<{
            type: string;
            body: string;
          }>`select type, body from events where workspace_id = ${sandbox.id} order by n`,
        ),
      ),
    becomes: async (state: Device['connection']['is']) => {
      await vi.waitFor(
        async () => {
          const device = await asDesk((tx) => findDevice(tx, sandbox.id, desk));
          if (device?.connection.is !== state) throw new Error(`${device?.connection.is} is not ${state} yet`);
        },
        { timeout: 10_000, interval: 20 },
      );
    },
    async close() {
      for (const server of running) await server.stop().catch(() => {});
      // The next test's servers share the database and would take this device up too.
      await db.system((tx) => tx.run(sql`update devices set wanted = false, logout_at = null where id = ${desk}`));
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

type ServerOptions = { node?: string; pollMs?: number };

export type FrontDesk = Awaited<ReturnType<typeof openFrontDesk>>;

export function idOf(text: string): Id<'device'> {
  const id = parseId('device', text);
  if (!id) throw new Error('not a device id');
  return id;
}
