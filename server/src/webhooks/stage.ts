import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { systemClock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { newId } from '../base/id.ts';
import { silentLog } from '../base/log.ts';
import { delay, monotonicMs } from '../base/timer.ts';
import { createDb, type Db, sql, type Tx } from '../db/db.ts';
import { throwawayMigrated } from '../db/throwaway-migrated.ts';
import { appendEvents } from '../events/events.ts';
import { createOutbound } from '../outbound/outbound.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { createWorkspacePair, platform } from '../workspaces/workspaces.ts';
import { createWebhooks, type Webhooks, type WebhooksOptions } from './webhooks.ts';

/** One call that a receiver got. */
export type Got = { path: string; headers: IncomingHttpHeaders; body: string; at: number };

export type Receiver = {
  url: (path?: string) => string;
  got: Got[];
  /** How it answers from now on; 204 unless told. */
  answer: (got: Got, response: ServerResponse) => void;
  /** Calls under way, and the most there ever were. */
  open: { now: number; most: number };
  close: () => Promise<void>;
};

/** A database, a clock that tests move, one live and one sandbox workspace, and webhooks on top. */
export async function openStage() {
  const { drop, ...urls } = await throwawayMigrated();
  const db: Db = createDb({ ...urls, onError: () => {} });
  let offsetMs = 0;
  const clock = { now: () => new Date(systemClock.now().getTime() + offsetMs) };
  const secrets = createSecrets(Buffer.alloc(32, 7));
  const outbound = createOutbound({ ownHosts: () => [] });
  const newFlorist = () =>
    db.system((tx) => createWorkspacePair(tx, secrets, { name: 'Florist', reseller: platform, at: clock.now() }));
  let { live, sandbox } = await newFlorist();
  const options: WebhooksOptions = {
    ctx: { db, clock, log: silentLog },
    secrets,
    outbound,
    targetsOf: (kind) => (kind === 'sandbox' ? 'loopback' : 'deny'),
    pollMs: 50,
    chance: () => 0.5,
  };
  const running: Webhooks[] = [];
  const receivers: Receiver[] = [];
  return {
    db,
    clock,
    secrets,
    get live() {
      return live;
    },
    get sandbox() {
      return sandbox;
    },
    newFlorist,
    pass: (ms: number) => {
      offsetMs += ms;
    },
    webhooks(change: Partial<WebhooksOptions> = {}): Webhooks {
      const made = createWebhooks({ ...options, ...change });
      running.push(made);
      return made;
    },
    /** In a transaction of the sandbox workspace, or of another. */
    run: <T>(work: (tx: Tx) => Promise<T>, workspace: Id<'workspace'> = sandbox.id) => db.workspace(workspace, work),
    async receiver(): Promise<Receiver> {
      const made = await startReceiver();
      receivers.push(made);
      return made;
    },
    /** Appends events about one message and returns the message's id. */
    async happen(refs: string[], workspace: Id<'workspace'> = sandbox.id): Promise<string> {
      const subject = newId('message', clock.now());
      await db.workspace(workspace, (tx) =>
        appendEvents(
          tx,
          refs.map((ref) => ({ workspace, type: 'message.queued', subject, at: clock.now(), data: { ref } })),
        ),
      );
      return subject;
    },
    /** Ends what runs, brings the clock back and moves on to new workspaces; what waits for the old ones is dropped. */
    async renew(): Promise<void> {
      offsetMs = 0;
      ({ live, sandbox } = await newFlorist());
      await Promise.all(running.splice(0).map((one) => one.stop()));
      await Promise.all(receivers.splice(0).map((one) => one.close()));
      await db.system((tx) => tx.run(sql`delete from deliveries`));
    },
    async close(): Promise<void> {
      await outbound.close();
      await db.end();
      await drop();
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Waits until something holds; fails after 15 s with what was waited for. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = monotonicMs() + 15_000;
  while (!(await holds())) {
    if (monotonicMs() > deadline) throw new Error(`did not happen in time: ${what}`);
    await delay(5);
  }
}

async function startReceiver(): Promise<Receiver> {
  const got: Got[] = [];
  const open = { now: 0, most: 0 };
  const server = createServer((request, response) => {
    open.now += 1;
    open.most = Math.max(open.most, open.now);
    response.on('close', () => {
      open.now -= 1;
    });
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = {
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        at: monotonicMs(),
      };
      got.push(one);
      receiver.answer(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  const receiver: Receiver = {
    url: (path = '/hooks') => `http://127.0.0.1:${address.port}${path}`,
    got,
    answer: (_got, response) => response.writeHead(204).end(),
    open,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
