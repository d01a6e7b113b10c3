import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inbound, Peer, SendOutcome, ToWorker } from '../../server/src/engine/linked/protocol.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { eventually } from './eventually.ts';
import { type Greeting, type PretendServer, startPretendServer } from './pretend-server.ts';
import { type PretendWhatsApp, startPretendWhatsApp } from './pretend-whatsapp.ts';
import { startWorkerProcess, type WorkerEnvironment, type WorkerProcess } from './worker-process.ts';

type Open = Extract<ToWorker, { do: 'open' }>;

/** A bakery with one linked device: server, worker, database and WhatsApp around it, all real processes but the server. */
export type Bakery = {
  database: TestDatabase;
  server: PretendServer;
  whatsapp: PretendWhatsApp;
  session: string;
  phone: string;
  /** A customer. */
  ana: string;
  start(extra?: WorkerEnvironment): WorkerProcess;
  open(how: Open['how'], options?: { epoch?: number; worker?: number }): void;
  /** Opens with the next epoch and waits until the device is online. */
  online(): Promise<void>;
  /** Links by QR code and waits until the device is online. */
  link(): Promise<void>;
  epoch(): number;
  send(
    body: string,
    options?: { to?: string; toPeer?: Peer; wireId?: string; again?: boolean },
  ): { wireId: string; outcome: () => Promise<SendOutcome> };
  /** Messages the server was told of, each once. */
  received(): Extract<Inbound, { kind: 'message' }>[];
  receivedText(body: string): Promise<Extract<Inbound, { kind: 'message' }>>;
  /** Another bakery in the same town: its own device and customers, the same processes. */
  another(): Promise<Bakery>;
  stop(): Promise<void>;
};

export async function createBakery(greeting: Greeting = { renewalMs: 20_000 }): Promise<Bakery> {
  const [database, runDir] = await Promise.all([createTestDatabase(), mkdtemp(join(tmpdir(), 'wz-linked-'))]);
  const [server, whatsapp] = await Promise.all([
    startPretendServer(join(runDir, 'engine.sock'), greeting),
    startPretendWhatsApp(runDir, database.ownerUrl),
  ]);
  return openBakery({ database, server, whatsapp, runDir, workers: [], bakeries: 0 });
}

type Town = {
  database: TestDatabase;
  server: PretendServer;
  whatsapp: PretendWhatsApp;
  runDir: string;
  workers: WorkerProcess[];
  bakeries: number;
};

async function openBakery(town: Town): Promise<Bakery> {
  const { database, server, whatsapp, runDir, workers } = town;
  town.bakeries += 1;
  const session = `dev_${randomBytes(16).toString('hex')}`;
  const workspace = `ws_${randomBytes(16).toString('hex')}`;
  const key = { id: 1, key: randomBytes(32).toString('base64') };
  const [phone, ana] = [`+155501${town.bakeries}0001`, `+155501${town.bakeries}0002`];
  await Promise.all([whatsapp.phone(phone), whatsapp.phone(ana)]);
  let epoch = 0;
  let sends = 0;

  const bakery: Bakery = {
    database,
    server,
    whatsapp,
    session,
    phone,
    ana,
    start: (extra = {}) => {
      const worker = startWorkerProcess({
        WZ_RUN_DIR: runDir,
        WZ_DB_LINKED_URL: database.linkedUrl,
        WZ_KIND: 'sandbox',
        WZ_WORKER: '1',
        WZ_SIM_PORT: String(whatsapp.port),
        WZ_NOISE_ROOT: whatsapp.noiseRoot,
        WZ_REPLACED_WAIT_MS: '200',
        WZ_UNDECRYPTABLE_WAIT_MS: '1500',
        WZ_ACK_WAIT_MS: '1500',
        ...extra,
      });
      workers.push(worker);
      return worker;
    },
    open: (how, options = {}) => {
      const mine = options.epoch ?? epoch + 1;
      epoch = Math.max(epoch, mine);
      server.tell({ do: 'open', session, workspace, world: whatsapp.world, epoch: mine, key, how }, options.worker);
    },
    online: async () => {
      const hellos = server.said.filter((frame) => frame.say === 'hello').length;
      const before = server.states(session).length;
      if (hellos === 0) await eventually('hello', () => server.said.find((frame) => frame.say === 'hello'));
      bakery.open({ kind: 'resume' });
      await server.state(session, 'online', before);
    },
    link: async () => {
      await eventually('hello', () => server.said.find((frame) => frame.say === 'hello'));
      const before = server.states(session).length;
      bakery.open({ kind: 'pair', method: 'qr' });
      const shown = await server.state(session, 'pairing', before);
      if (shown.method !== 'qr') throw new Error('no QR code');
      await whatsapp.call('POST', `/phones/${phone}/scan`, { qr: shown.qr });
      await server.state(session, 'online', before);
    },
    epoch: () => epoch,
    send: (body, { to = ana, toPeer, wireId, again = false } = {}) => {
      sends += 1;
      const id = wireId ?? `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
      const ref = `${session} ${sends}`;
      server.tell({
        do: 'send',
        session,
        epoch,
        ref,
        wireId: id,
        again,
        to: toPeer ?? { kind: 'person', phone: to },
        content: { type: 'text', text: { body } },
      });
      return { wireId: id, outcome: () => server.outcome(ref) };
    },
    received: () => {
      const byNumber = new Map(server.told(session).map(({ n, entry }) => [n, entry]));
      return [...byNumber.values()].filter((entry) => entry.kind === 'message');
    },
    receivedText: (body) =>
      eventually(`message ${body}`, () =>
        bakery.received().find(({ content }) => content.type === 'text' && content.text.body === body),
      ),
    another: () => openBakery(town),
    stop: async () => {
      for (const worker of workers) worker.kill('SIGKILL');
      await Promise.all(workers.map((worker) => worker.exited));
      await Promise.all([server.stop(), whatsapp.stop()]);
      await database.drop();
      await rm(runDir, { recursive: true, force: true });
    },
  };
  return bakery;
}
