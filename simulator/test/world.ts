import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createLog } from '../src/log.ts';
import { type RunningSimulator, startSimulator } from '../src/simulator.ts';
import { type ClientOptions, connectionOf, createClient, type LinkedClient, trustRoot } from './client.ts';
import { createMovableClock } from './clock.ts';
import { createDatabase } from './database.ts';

export type ControlReply = { status: number; body: unknown };
export type TestWorld = {
  id: string;
  url(): string;
  databaseUrl: string;
  control(method: string, path: string, body?: unknown): Promise<ControlReply>;
  /** Ends the simulator and starts a new one on the same database and port. */
  restart(): Promise<void>;
  /** Lets the simulator's time pass at once. */
  advance(ms: number): void;
  /** A client linked by QR with the account of a phone. */
  link(phone: string, options?: ClientOptions): Promise<LinkedClient>;
  close(): Promise<void>;
};

const ackDeadlineMs = 1_000;

/** A simulator on a database of its own, with one world. */
export async function createTestWorld(): Promise<TestWorld> {
  const database = await createDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'wz-sim-'));
  const id = 'testworld0';
  const clients: LinkedClient[] = [];
  const clock = createMovableClock();
  let simulator = await start();

  async function start(port = 0): Promise<RunningSimulator> {
    const started = await startSimulator({
      databaseUrl: database.url,
      port,
      controlSocket: join(folder, 'sim.sock'),
      noiseRootPrivate: undefined,
      ackDeadlineMs,
      clock,
      log: createLog(),
      onFatal: (error) => {
        throw error;
      },
    });
    trustRoot(started.noiseRoot);
    return started;
  }

  const world: TestWorld = {
    id,
    databaseUrl: database.url,
    url: () => `ws://127.0.0.1:${simulator.port}/sandbox/${id}/ws/chat`,
    control: (method, path, body) => ask(join(folder, 'sim.sock'), { method, path: `/worlds/${id}${path}`, body }),
    async restart() {
      const { port } = simulator;
      await simulator.stop();
      simulator = await start(port);
    },
    advance: (ms) => clock.advance(ms),
    async link(phone, options) {
      const client = createClient(world.url(), options);
      clients.push(client);
      await world.control('POST', '/phones', { phone });
      const qr = await client.until((event) => connectionOf(event)?.qr, { label: 'qr' });
      const reply = await world.control('POST', `/phones/${phone}/scan`, { qr });
      if (reply.status !== 200) throw new Error(`scan: ${reply.status} ${JSON.stringify(reply.body)}`);
      await client.opened();
      return client;
    },
    async close() {
      for (const client of clients) await client.stop();
      await simulator.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

export function ask(
  socketPath: string,
  { method, path, body }: { method: string; path: string; body?: unknown },
): Promise<ControlReply> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, method, path, headers: { 'content-type': 'application/json' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, body: text ? JSON.parse(text) : undefined });
      });
    });
    call.on('error', reject);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Asks again until `pick` makes something of the answer; fails after the deadline. */
export async function eventually<T>(
  look: () => Promise<T | undefined | false>,
  label: string,
  deadlineMs = 15_000,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Not within ${deadlineMs} ms: ${label}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const ShownPhone = z.object({
  phone: z.string(),
  name: z.string(),
  online: z.boolean(),
  version: z.number(),
  linked_devices: z.array(z.object({ id: z.number(), online: z.boolean(), waiting: z.number() })),
  calls: z.array(z.object({ id: z.string(), with: z.string(), direction: z.string(), status: z.string() })),
  chats: z.array(
    z.object({
      with: z.string(),
      typing: z.boolean(),
      messages: z.array(
        z.object({
          id: z.string(),
          direction: z.string(),
          type: z.string(),
          text: z.object({ body: z.string() }).optional(),
          unsupported: z.object({ kind: z.string() }).optional(),
          status: z.string(),
          frames: z.number(),
        }),
      ),
    }),
  ),
});
export type ShownPhone = z.infer<typeof ShownPhone>;
export type ShownEntry = ShownPhone['chats'][number]['messages'][number];

export async function showPhone(world: TestWorld, phone: string, query = ''): Promise<ShownPhone> {
  return ShownPhone.parse((await world.control('GET', `/phones/${phone}${query}`)).body);
}

/** The entries of one chat on a phone. */
export async function chatOn(world: TestWorld, phone: string, other: string): Promise<ShownEntry[]> {
  const shown = await showPhone(world, phone, `?with=${encodeURIComponent(other)}`);
  return shown.chats[0]?.messages ?? [];
}

const Strict = z.object({
  violations: z.number(),
  unknown_stanzas: z.array(z.record(z.string(), z.unknown())),
  missing_acks: z.array(z.record(z.string(), z.unknown())),
  reused_counters: z.array(z.record(z.string(), z.unknown())),
});

export async function strictReport(world: TestWorld): Promise<z.infer<typeof Strict>> {
  return Strict.parse((await world.control('GET', '/strict')).body);
}
