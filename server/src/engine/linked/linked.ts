import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { delay, monotonicMs } from '../../base/timer.ts';
import { capabilities } from '../capabilities.ts';
import type { Engine, EngineEvents, Opening } from '../engine.ts';
import { createInbox } from './inbox.ts';
import { createOutdated } from './outdated.ts';
import type { WorkerCounts } from './placing.ts';
import { createPlacing } from './placing.ts';
import type { FromWorker, SocketState, ToWorker, WorkerKind, WorkspaceKey } from './protocol.ts';
import { renewalMsMax } from './protocol.ts';
import { createSends } from './sends.ts';
import type { Session } from './sessions.ts';
import { createSessions } from './sessions.ts';
import type { Hello, Worker } from './workers.ts';
import { createWorkers } from './workers.ts';

export type { WorkerCounts } from './placing.ts';

/** How long after the start a session nobody reported may still turn up at a worker, in milliseconds. */
const adoptionMs = 3_000;

/** When to try again after a device's keys could not be read, in milliseconds. */
const reopenMs = 2_000;

/** How long stopping waits for workers to close their sockets, in milliseconds. */
const closingMsMax = 5_000;

export type LinkedEngineOptions = {
  socketPath: string;
  events: EngineEvents;
  /** The workspace's sealing key; a worker keeps it in memory only. */
  keyOf: (workspace: string) => Promise<WorkspaceKey>;
  /** The world of a sandbox workspace. */
  worldOf: (workspace: string) => Promise<string>;
  /** Asks whoever runs the processes for at least this many workers of each kind. Called again only when the need has grown. */
  wantWorkers: (counts: WorkerCounts) => void;
  /** How long workers keep their sockets without a renewal, in milliseconds; at most `renewalMsMax`. */
  renewalMs?: number;
  /** The WhatsApp Web version to claim, as `2.3000.1`. */
  webVersion?: string;
  /** How workers space their dials; their own default when omitted. */
  retry?: { baseMs: number; maxMs: number };
  clock: Clock;
  log: Log;
};

export type LinkedEngine = Engine & {
  start(): Promise<void>;
  /** Closes all sessions, waits up to 5 s for the workers to confirm, and stops listening. */
  stop(): Promise<void>;
  /** Lets the workers keep their sockets for another while; call it only while this node's own lease is fresh. */
  renew(): void;
  /** How many sessions there will be, so that workers are there in time. Until it was called, none are asked for or let go. */
  expect(sessions: WorkerCounts): void;
  /** What the engine holds for a device; `undefined` when it has to be opened. */
  session(device: string): { epoch: number; state: SocketState } | undefined;
  sessions(): { device: string; epoch: number; state: SocketState }[];
  /** Whether workers that outlived a restart of this process have had their chance to report what they hold. */
  settled(sandbox: boolean): boolean;
  /** Whether this WhatsApp refused our version, so that nothing is dialled there. */
  outdated(where: { sandbox: boolean; workspace: string }): boolean;
  stats(): { workers: WorkerCounts; sessions: WorkerCounts; inFlight: number; outdated: string[] };
};

/**
 * The server's side of linked devices: gives sessions to worker processes and carries frames between them and the rooms.
 * It decides nothing: who may open a device with which epoch is the caller's to know.
 */
export function createLinkedEngine(options: LinkedEngineOptions): LinkedEngine {
  const { events, log, clock } = options;
  const inbox = createInbox(events.inbound, log);
  const sends = createSends();
  const outdated = createOutdated(clock);
  const sessions = createSessions((session, upTo) => {
    session.worker?.tell({ do: 'took', session: session.device, upTo });
  });
  const workers = createWorkers({ socketPath: options.socketPath, welcome, joined, said, left, log });
  const placing = createPlacing({ ...options, sessions, workers: workers.all, failed: notOpened });
  const freshSeen = new Set<WorkerKind>();
  let startedMs = Number.POSITIVE_INFINITY;
  let stopping = false;

  function welcome(): Extract<ToWorker, { do: 'welcome' }> {
    const { renewalMs = renewalMsMax, webVersion, retry } = options;
    return { do: 'welcome', version: 1, renewalMs, ...(webVersion ? { webVersion } : {}), ...(retry ? { retry } : {}) };
  }

  function joined(worker: Worker, hello: Hello): void {
    if (hello.sessions.length === 0) freshSeen.add(worker.kind);
    for (const reported of hello.sessions) adopt(worker, reported);
    placing.want(worker.kind, workers.all().filter(({ kind }) => kind === worker.kind).length);
    for (const session of sessions.waiting(worker.kind)) placing.place(session);
  }

  function adopt(worker: Worker, { session: device, epoch, state }: Hello['sessions'][number]): void {
    const known = sessions.find(device);
    // Somebody was opened in its place meanwhile: the one with the older epoch can write nothing any more and has to go.
    if (known && (known.epoch > epoch || (known.worker && known.epoch === epoch))) {
      return void worker.tell({ do: 'close', session: device, reason: 'released' });
    }
    if (known) forget(device);
    sessions.put({ device, kind: worker.kind, epoch, state, worker, opening: known?.opening });
    events.state(device, epoch, state);
  }

  function said(worker: Worker, frame: Exclude<FromWorker, Hello>): void {
    switch (frame.say) {
      case 'state': {
        const session = sessions.heldBy(worker, frame.session, frame.epoch);
        if (session) changed(session, frame.state);
        return;
      }
      case 'outcome':
        if (sessions.heldBy(worker, frame.session)) sends.settle(frame.session, frame.ref, frame.outcome);
        return;
      case 'inbound': {
        const session = sessions.heldBy(worker, frame.session, frame.epoch);
        if (session) inbox.push(frame.session, { entries: frame.entries, taken: session.taken, gone: session.gone });
        return;
      }
      case 'fleeting':
        if (sessions.heldBy(worker, frame.session)) events.fleeting(frame.session, frame.entry);
        return;
      case 'checked':
        return;
      default:
        frame satisfies never;
    }
  }

  function changed(session: Session, state: SocketState): void {
    const where = whereOf(session);
    if (state.is === 'offline' && state.reason === 'client_outdated') {
      refused(session);
      return;
    }
    if (state.is !== 'online' && state.is !== 'logged_out' && state.is !== 'banned' && outdated.holds(where)) {
      park(session);
      return;
    }
    session.state = state;
    if (state.is === 'offline' && (state.reason === 'released' || state.reason === 'draining')) forget(session.device);
    events.state(session.device, session.epoch, state);
  }

  function refused(session: Session): void {
    const where = whereOf(session);
    outdated.refuse(where);
    log.error('WhatsApp refuses the version we claim; nothing is dialled there any more. Set LINKED_WEB_VERSION.', {
      kind: session.kind,
      reason: 'client_outdated',
    });
    for (const other of [...sessions.all()]) {
      if (other.state.is !== 'online' && outdated.holds(whereOf(other))) park(other);
    }
  }

  function park(session: Session): void {
    session.worker?.tell({ do: 'close', session: session.device, reason: 'released' });
    forget(session.device);
    events.state(session.device, session.epoch, { is: 'offline', reason: 'client_outdated' });
  }

  // An adopted session's workspace is not known here; standing for itself is the narrowest thing it can be taken for.
  function whereOf(session: Session): { sandbox: boolean; workspace: string } {
    return { sandbox: session.kind === 'sandbox', workspace: session.opening?.workspace ?? session.device };
  }

  function left(worker: Worker): void {
    for (const session of sessions.of(worker)) {
      forget(session.device);
      events.state(session.device, session.epoch, { is: 'offline', reason: 'network', retryInMs: 0 });
    }
  }

  function forget(device: string): void {
    sessions.drop(device);
    sends.lose(device, 'the connection to the device was lost');
  }

  function notOpened({ device, epoch }: Session): void {
    forget(device);
    events.state(device, epoch, { is: 'offline', reason: 'network', retryInMs: reopenMs });
  }

  function leave(device: string, frame: ToWorker): void {
    const session = sessions.find(device);
    if (!session) return;
    session.worker?.tell(frame);
    forget(device);
  }

  return {
    kind: 'linked',
    can: capabilities.linked,
    async start() {
      await workers.listen();
      startedMs = monotonicMs();
    },
    async stop() {
      stopping = true;
      for (const { worker, device } of sessions.all())
        worker?.tell({ do: 'close', session: device, reason: 'draining' });
      const deadline = monotonicMs() + closingMsMax;
      while ([...sessions.all()].some(isOpen) && monotonicMs() < deadline) await delay(20);
      inbox.close();
      for (const session of [...sessions.all()]) forget(session.device);
      await workers.close();
    },
    async open({ device, workspace, sandbox, epoch, how }: Opening) {
      if (stopping) return;
      leave(device, { do: 'close', session: device, reason: 'released' });
      const kind: WorkerKind = sandbox ? 'sandbox' : 'live';
      const opening = { workspace, how };
      const session = sessions.put({ device, kind, epoch, state: { is: 'connecting' }, worker: undefined, opening });
      if (outdated.holds({ sandbox, workspace })) return park(session);
      placing.place(session);
    },
    async close(device) {
      leave(device, { do: 'close', session: device, reason: 'released' });
    },
    async logout(device) {
      sessions.find(device)?.worker?.tell({ do: 'logout', session: device });
    },
    async send({ device, epoch, ref, wireId, attempt, to, content, quoted }) {
      const session = sessions.find(device);
      if (session?.state.is !== 'online' || session.epoch !== epoch || stopping) return notOnline;
      const outcome = sends.wait(device, ref);
      if (!outcome) return { kind: 'retry', reason: 'the message is being handed over already', afterMs: 1_000 };
      const again = attempt > 1;
      const told = session.worker?.tell({
        do: 'send',
        session: device,
        epoch,
        ref,
        wireId,
        again,
        to,
        content,
        ...(quoted ? { quoted } : {}),
      });
      if (!told) sends.settle(device, ref, notOnline);
      return outcome;
    },
    read: (device, chat, messages) => void tellOnline(device, { do: 'read', session: device, chat, messages }),
    type: (device, to, state) => void tellOnline(device, { do: 'type', session: device, to, state }),
    renew() {
      for (const worker of workers.all()) worker.tell({ do: 'renew' });
    },
    expect: placing.expect,
    session(device) {
      const found = sessions.find(device);
      return found && { epoch: found.epoch, state: found.state };
    },
    sessions: () => [...sessions.all()].map(({ device, epoch, state }) => ({ device, epoch, state })),
    settled: (sandbox) => freshSeen.has(sandbox ? 'sandbox' : 'live') || monotonicMs() - startedMs > adoptionMs,
    outdated: (where) => outdated.holds(where),
    stats: () => ({
      workers: countBy(workers.all()),
      sessions: countBy([...sessions.all()]),
      inFlight: sends.count(),
      outdated: outdated.list(),
    }),
  };

  function tellOnline(device: string, frame: ToWorker): void {
    const session = sessions.find(device);
    if (session?.state.is === 'online') session.worker?.tell(frame);
  }
}

// A worker tells the end only of what was open; a session that waits to dial ends in silence.
function isOpen({ worker, state }: Session): boolean {
  return worker !== undefined && (state.is === 'online' || state.is === 'connecting' || state.is === 'pairing');
}

const notOnline = { kind: 'retry', reason: 'the device is not online', afterMs: 1_000 } as const;

function countBy(things: readonly { kind: WorkerKind }[]): WorkerCounts {
  const live = things.filter(({ kind }) => kind === 'live').length;
  return { live, sandbox: things.length - live };
}
