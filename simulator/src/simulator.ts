import './signal/quiet.ts';
import './signal/harden.ts';
import './signal/quick.ts';
import { randomBytes } from 'node:crypto';
import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Curve } from 'baileys';
import { WebSocketServer } from 'ws';
import type { Clock } from './clock.ts';
import { createControlServer } from './control/http.ts';
import { controlRoutes } from './control/routes.ts';
import type { Log } from './log.ts';
import { issueServerIdentity, type ServerIdentity } from './noise/certificates.ts';
import { wakePhone } from './phones/receive.ts';
import { resumeTask } from './phones/tasks.ts';
import { assertSignaturesAreChecked } from './signal/harden.ts';
import { openStore, type Store } from './store/store.ts';
import { startSweep } from './strict/sweep.ts';
import { serve } from './wire/connect.ts';
import { wakeWhenDue } from './world/delivery.ts';
import type { Simulator, World } from './world/world.ts';
import { createWorlds, isWorldId, type Worlds } from './world/worlds.ts';

export type SimulatorOptions = {
  databaseUrl: string;
  /** Loopback port for clients; 0 picks a free one. */
  port: number;
  /** Path of the control API's Unix socket. */
  controlSocket: string;
  /** X25519 private key, 32 bytes; when absent one is generated and kept in the schema. */
  noiseRootPrivate: Buffer | undefined;
  ackDeadlineMs: number;
  clock: Clock;
  log: Log;
  /** Called when going on would be wrong; the caller ends the process. */
  onFatal(error: Error): void;
};
export type RunningSimulator = { port: number; noiseRoot: string; stop(): Promise<void> };

const stanzaBytesMax = 8 << 20;
const clientPath = /^\/sandbox\/([a-z0-9]+)\/ws\/chat$/;

/** Plays WhatsApp for all worlds of one database until stopped. */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const { clock, log } = options;
  assertSignaturesAreChecked(Curve.verify);
  const store = await openStore(options.databaseUrl, { clock, log, onFatal: options.onFatal });
  const identity = issueServerIdentity(options.noiseRootPrivate ?? (await storedRoot(store)), clock.now());
  const simulator: Simulator = { clock, log, store, ackDeadlineMs: options.ackDeadlineMs, wakePhone };
  const worlds = createWorlds(simulator, resume);
  const noiseRoot = identity.rootPublic.toString('hex');

  const clients = serveClients(worlds, identity, log);
  await listen(clients.server, { port: options.port, host: '127.0.0.1' });
  // The address of a listening TCP server is never a path.
  const { port } = clients.server.address() as AddressInfo;
  const control = createControlServer(
    controlRoutes(worlds, () => ({ port, noiseRoot })),
    log,
  );
  await rm(options.controlSocket, { force: true });
  await listen(control, { path: options.controlSocket });
  await chmod(options.controlSocket, 0o600);
  const stopSweep = startSweep(worlds, simulator);
  await worlds.resume();

  return {
    port,
    noiseRoot,
    async stop() {
      stopSweep();
      await closeServer(control);
      const closed = closeServer(clients.server);
      clients.cutAll();
      await closed;
      await store.stop();
      clock.stop();
    },
  };
}

/** Takes up what a world was about to do when it was last in memory. */
function resume(world: World, { tasks }: { tasks: Array<{ id: number; due: number; task: string }> }) {
  for (const account of world.accounts.values()) {
    for (const waiting of account.inbox.values()) wakeWhenDue(account, waiting);
  }
  for (const task of tasks) resumeTask(world, task);
}

function serveClients(worlds: Worlds, identity: ServerIdentity, log: Log) {
  const server = createServer((_request, response) => response.writeHead(426).end());
  const upgrades = new WebSocketServer({ noServer: true, maxPayload: stanzaBytesMax, perMessageDeflate: false });
  // Every socket from its first byte on, because one that is still waiting for its world must not outlive a drain.
  const sockets = new Set<Socket>();
  let draining = false;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => {
    const id = clientPath.exec(new URL(request.url ?? '/', 'http://simulator').pathname)?.[1] ?? '';
    if (!isWorldId(id)) {
      socket.destroy();
      return;
    }
    // Anybody may knock here, so a world has to exist already: only the control API makes one. The refusal is a closed
    // socket, because a client of the pinned library waits for ever after an HTTP answer.
    worlds.find(id).then(
      (world) => {
        if (world) upgrades.handleUpgrade(request, socket, head, (client) => serve(world, client, identity));
        else socket.destroy();
      },
      (error: unknown) => {
        if (!draining) log.error('world.load_failed', error);
        socket.destroy();
      },
    );
  });
  return {
    server,
    cutAll() {
      draining = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function storedRoot(store: Store): Promise<Buffer> {
  await store.write("insert into simulator.settings (name, value) values ('noise_root', $1) on conflict do nothing", [
    randomBytes(32),
  ]);
  const [row] = await store.read<{ value: Buffer }>(
    "select value from simulator.settings where name = 'noise_root'",
    [],
  );
  if (!row) throw new Error('The trust root could not be stored');
  return row.value;
}

function listen(server: Server, options: { port: number; host: string } | { path: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
