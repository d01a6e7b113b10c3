import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { readFrames, writeFrame } from '../../base/frames.ts';
import type { FromWorker, Inbound, SocketState, ToWorker, WorkerKind } from './protocol.ts';
import { protocolVersion } from './protocol.ts';

type Reported = Extract<FromWorker, { say: 'hello' }>['sessions'];
type Order<Name extends ToWorker['do']> = Extract<ToWorker, { do: Name }>;

/** A worker process reduced to its frames, for tests of what the server does when workers come, go and race. */
export type StandInWorker = {
  /** Everything the server said, in order. */
  heard: ToWorker[];
  orders<Name extends ToWorker['do']>(name: Name, session?: string): Order<Name>[];
  say(frame: FromWorker): void;
  state(session: string, epoch: number, state: SocketState): void;
  inbound(session: string, epoch: number, entries: { n: number; entry: Inbound }[]): void;
  /** Ends the connection like a killed process. */
  die(): void;
  gone: Promise<void>;
};

export type StandInOptions = {
  socketPath: string;
  kind?: WorkerKind;
  number?: number;
  version?: number;
  sessions?: Reported;
  /** Hears orders as they come; `goOnline` plays a healthy WhatsApp. */
  onOrder?: (order: ToWorker, worker: StandInWorker) => void;
};

/** Dials the server and says hello; resolves when connected. A `close` is confirmed at once. */
export async function startStandIn(options: StandInOptions): Promise<StandInWorker> {
  const { socketPath, kind = 'sandbox', number = 1, version = protocolVersion, sessions = [], onOrder } = options;
  const socket: Socket = connect(socketPath);
  await once(socket, 'connect');
  socket.on('error', () => {});
  const gone = once(socket, 'close').then(() => {});
  const heard: ToWorker[] = [];
  const epochs = new Map(sessions.map(({ session, epoch }) => [session, epoch]));
  const worker: StandInWorker = {
    heard,
    orders: <Name extends ToWorker['do']>(name: Name, session?: string) =>
      // Filtered by name, which is what tells the frames apart.
      heard.filter(
        (frame) => frame.do === name && (!session || ('session' in frame && frame.session === session)),
      ) as Order<Name>[],
    say: (frame) => void writeFrame(socket, frame),
    state: (session, epoch, state) => void writeFrame(socket, { say: 'state', session, epoch, state }),
    inbound: (session, epoch, entries) => void writeFrame(socket, { say: 'inbound', session, epoch, entries }),
    die: () => socket.destroy(),
    gone,
  };
  readFrames(socket, (frame) => {
    // The server's frames are typed where it writes them.
    const order = frame as ToWorker;
    heard.push(order);
    if (order.do === 'open') epochs.set(order.session, order.epoch);
    if (order.do === 'close') {
      const epoch = epochs.get(order.session);
      if (epoch !== undefined) worker.state(order.session, epoch, { is: 'offline', reason: order.reason });
    }
    onOrder?.(order, worker);
  });
  worker.say({ say: 'hello', version, kind, worker: number, pid: process.pid, sessions });
  return worker;
}

/** Answers like a worker whose WhatsApp always agrees. Pairing shows one QR; `scan` goes on from there. */
export function goOnline(phoneOf: (session: string) => string): (order: ToWorker, worker: StandInWorker) => void {
  return (order, worker) => {
    if (order.do !== 'open') return;
    const { session, epoch, how } = order;
    if (how.kind === 'pair') {
      worker.state(session, epoch, { is: 'pairing', method: 'qr', qr: `qr ${session} ${epoch}`, expiresInMs: 60_000 });
    } else {
      worker.state(session, epoch, { is: 'connecting' });
      worker.state(session, epoch, { is: 'online', phone: phoneOf(session), lid: '1' });
    }
  };
}
