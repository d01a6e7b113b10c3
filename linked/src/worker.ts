import pg from 'pg';
import type { Log } from '../../server/src/base/log.ts';
import {
  type FromWorker,
  protocolVersion,
  renewalMsMax,
  type ToWorker,
} from '../../server/src/engine/linked/protocol.ts';
import { type Connection, createConnection } from './connection/connection.ts';
import { createDialGate } from './connection/dial-gate.ts';
import { trustSandbox, type Version } from './connection/socket.ts';
import type { Environment } from './environment.ts';
import { uuidOf } from './ids.ts';
import { addressOf } from './inbound/peer.ts';
import { checkNumbers } from './outbound/check.ts';
import { connectToServer } from './server/server-link.ts';
import { createCommitter } from './store/committer.ts';
import { createKeyCache } from './store/key-cache.ts';
import { startPruning } from './store/prune.ts';

export type Worker = { stop(): Promise<void> };

type Order<Name extends ToWorker['do']> = Extract<ToWorker, { do: Name }>;

const cacheBytesMax = 32 * 1024 * 1024;
const dialsPerSecond = 10;
const sandboxHoldMs = 60_000;
const drainMsMax = 10_000;
const defaultRetry = { baseMs: 1000, maxMs: 300_000 };

/** Holds the linked devices that the server gives it, until it is stopped. */
export function startWorker(environment: Environment, log: Log): Worker {
  trustSandbox(environment);
  const committer = createCommitter(environment.databaseUrl, log);
  const reader = new pg.Pool({
    connectionString: environment.databaseUrl,
    application_name: 'whatzapi linked reader',
    max: 3,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
  });
  reader.on('error', () => {});
  const ports = { committer, reader, cache: createKeyCache(cacheBytesMax) };
  const gate = createDialGate({
    perSecond: dialsPerSecond,
    holdMs: environment.kind === 'sandbox' ? sandboxHoldMs : Number.POSITIVE_INFINITY,
  });
  const connections = new Map<string, Connection>();
  const pruning = startPruning(reader, log);
  let retry = defaultRetry;
  let version: Version | undefined;
  let claimed: string | undefined;
  let draining = false;
  let renewedAt = performance.now();
  let renewalMs = renewalMsMax;

  const link = connectToServer({
    path: environment.serverSocket,
    log,
    hello: () => ({
      say: 'hello',
      version: protocolVersion,
      kind: environment.kind,
      worker: environment.worker,
      pid: process.pid,
      sessions: [...connections].map(([session, held]) => ({ session, epoch: held.epoch, state: held.state() })),
    }),
    onFrame: (frame) => {
      obey(frame).catch((error) => log.error('an order failed', { kind: frame.do, error }));
    },
  });
  const say = (frame: FromWorker): boolean => link.say(frame);

  const obey = async (order: ToWorker): Promise<void> => {
    switch (order.do) {
      case 'welcome':
        return welcome(order);
      case 'renew':
        renewedAt = performance.now();
        return;
      case 'open':
        return open(order);
      case 'close':
        return close(order);
      case 'logout':
        return connections.get(order.session)?.logout();
      case 'send':
        return send(order);
      case 'read':
        return read(order);
      case 'type':
        await connections.get(order.session)?.socket()?.sendPresenceUpdate(order.state, addressOf(order.to));
        return;
      case 'check':
        return check(order);
      case 'took':
        connections.get(order.session)?.took(order.upTo);
        return;
      default:
        order satisfies never;
    }
  };

  const welcome = (order: Order<'welcome'>): void => {
    renewedAt = performance.now();
    renewalMs = Math.min(order.renewalMs, renewalMsMax);
    retry = order.retry ?? defaultRetry;
    // Another version is a new chance after WhatsApp refused the one before.
    if (order.webVersion !== claimed) gate.openAll();
    claimed = order.webVersion;
    version = order.webVersion ? versionOf(order.webVersion) : undefined;
    for (const connection of connections.values()) connection.listened();
  };

  const open = async (order: Order<'open'>): Promise<void> => {
    const { session, epoch } = order;
    if (draining) return void say({ say: 'state', session, epoch, state: { is: 'offline', reason: 'draining' } });
    const held = connections.get(session);
    if (held && held.epoch >= epoch) return void say({ say: 'state', session, epoch: held.epoch, state: held.state() });
    // A sandbox's world is a WhatsApp of its own; what it refuses says nothing about the others.
    const whatsapp = order.world ?? 'live';
    const connection = createConnection({
      whatsapp,
      name: { workspace: uuidOf(order.workspace), session: uuidOf(session), epoch },
      address: { environment, world: order.world, version, device: session },
      key: { id: order.key.id, key: Buffer.from(order.key.key, 'base64') },
      ports,
      gate,
      log,
      retry: () => retry,
      say: {
        state: (state) => say({ say: 'state', session, epoch, state }),
        inbound: (entries) => say({ say: 'inbound', session, epoch, entries }),
        fleeting: (entry) => say({ say: 'fleeting', session, entry }),
        outdated: () => gate.shut(whatsapp),
      },
    });
    connections.set(session, connection);
    await held?.close('released');
    await connection.open(order.how);
  };

  const close = async ({ session, reason }: Order<'close'>): Promise<void> => {
    const connection = connections.get(session);
    if (!connection) return;
    await finished([connection]);
    await connection.close(reason);
    if (connections.get(session) === connection) connections.delete(session);
  };

  const send = async (order: Order<'send'>): Promise<void> => {
    const { session, ref } = order;
    const connection = connections.get(session);
    const usable = connection && connection.epoch === order.epoch && !draining;
    const outcome = usable
      ? await connection.send(order)
      : ({ kind: 'retry', reason: draining ? 'draining' : 'not_held', afterMs: 1000 } as const);
    say({ say: 'outcome', session, ref, outcome });
  };

  const read = async ({ session, chat, messages }: Order<'read'>): Promise<void> => {
    const remoteJid = addressOf(chat);
    const participant = (sender: Parameters<typeof addressOf>[0]) =>
      chat.kind === 'group' ? { participant: addressOf(sender) } : {};
    await connections
      .get(session)
      ?.socket()
      ?.readMessages(
        messages.map(({ wireId, sender }) => ({ remoteJid, id: wireId, fromMe: false, ...participant(sender) })),
      );
  };

  const check = async ({ session, ref, phones }: Order<'check'>): Promise<void> => {
    const sock = connections.get(session)?.socket();
    if (sock) say({ say: 'checked', session, ref, found: await checkNumbers(sock, phones) });
  };

  /** A worker that nobody renews may have lost its devices to another one. */
  const watch = setInterval(() => {
    if (connections.size === 0 || performance.now() - renewedAt < renewalMs) return;
    log.warn('not renewed in time: closing all sockets', { count: connections.size });
    closeAll('released').catch((error) => log.error('closing failed', { error }));
  }, 250);

  const closeAll = async (reason: 'released' | 'draining'): Promise<void> => {
    const all = [...connections];
    connections.clear();
    await Promise.all(all.map(([, connection]) => connection.close(reason)));
  };

  const finished = async (some: Connection[]): Promise<void> => {
    const until = performance.now() + drainMsMax;
    while (some.some((connection) => connection.inFlight() > 0) && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  return {
    stop: async () => {
      draining = true;
      await finished([...connections.values()]);
      clearInterval(watch);
      pruning.stop();
      await closeAll('draining');
      await committer.end();
      await reader.end();
      link.stop();
    },
  };
}

function versionOf(text: string): Version {
  const [major, minor, patch] = text.split('.').map(Number);
  if (major === undefined || minor === undefined || patch === undefined || [major, minor, patch].some(Number.isNaN)) {
    throw new Error('the web version is three numbers with dots');
  }
  return [major, minor, patch];
}
