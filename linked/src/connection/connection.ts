import type { AuthenticationCreds, WASocket } from 'baileys';
import type { SendOutcome, SocketState } from '../../../server/src/engine/linked/protocol.ts';
import type { HandOver, Send } from '../outbound/hand-over.ts';
import { Fenced } from '../store/problem.ts';
import { claim, markClean, replaceState, verify } from '../store/sessions.ts';
import type { ConnectionDeps } from './deps.ts';
import { type OpenDevice, openDevice } from './device.ts';
import { afterClosing, backoffMs, type Closing, type Past } from './disconnect.ts';
import { type Closed, holdSocket, neverDialled } from './hold-socket.ts';
import { type PairingHow, startPairing } from './pairing.ts';
import { dropSocket } from './socket.ts';

/** One linked device as this worker holds it: its socket, kept alive, and its durable state. */
export type Connection = {
  readonly epoch: number;
  state(): SocketState;
  open(how: { kind: 'resume' } | ({ kind: 'pair' } & PairingHow)): Promise<void>;
  /** Finishes what is on its way, closes the socket, marks the state clean. */
  close(reason: 'released' | 'draining'): Promise<void>;
  logout(): Promise<void>;
  send(order: Send): Promise<SendOutcome>;
  inFlight(): number;
  socket(): WASocket | undefined;
  took(upTo: number): void;
  /** The server listens anew: what it has not taken is told again. */
  listened(): void;
};

/** A socket that was online for this long has proven itself: earlier failures are forgotten. */
const provenMs = 60_000;

export function createConnection(deps: ConnectionDeps): Connection {
  const { name, ports, log, say } = deps;
  let state: SocketState = { is: 'connecting' };
  let device: OpenDevice | undefined;
  let sock: WASocket | undefined;
  let handOver: HandOver | undefined;
  let cancelPairing = (): void => {};
  let stopped = false;
  let wake = (): void => {};
  let life: Promise<void> = Promise.resolve();
  let loggingOut = false;

  const become = (next: SocketState): void => {
    state = next;
    say.state(next);
  };

  /** Waits, or less when the connection is stopped meanwhile. */
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const ready = async (): Promise<OpenDevice> => {
    if (device && !device.store.writer.broken) {
      await verify(ports, name);
      return device;
    }
    const numberedUpTo = device?.journal.last() ?? 0;
    device?.stop();
    device = undefined;
    device = await openDevice(deps, {
      numberedUpTo,
      lost: () => {
        if (sock) dropSocket(sock);
      },
    });
    return device;
  };

  const pair = async (how: PairingHow): Promise<boolean> => {
    const { store } = await ready();
    // Closed meanwhile, when there was no pairing yet to cancel: another one is waiting for this to end.
    if (stopped) return false;
    const pairing = startPairing({
      ...deps,
      how,
      say: become,
      keep: async (creds: AuthenticationCreds) => {
        await replaceState(ports, store, creds);
      },
    });
    cancelPairing = pairing.cancel;
    const { end } = await pairing.ended;
    if (end === 'refused') become({ is: 'offline', reason: 'pairing_refused' });
    if (end === 'expired') become({ is: 'offline', reason: 'pairing_expired' });
    if (end === 'outdated') outdated();
    return end === 'linked';
  };

  const outdated = (): void => {
    become({ is: 'offline', reason: 'client_outdated' });
    say.outdated();
  };

  /** Dials until told to stop, or until WhatsApp says something that dialling cannot change. */
  const stayOnline = async (): Promise<void> => {
    const past: Past = { opened: false, replaced: 0, broken: 0, restarts: 0 };
    let attempt = 0;
    while (!stopped) {
      if (!(await deps.gate.pass(deps.whatsapp))) return outdated();
      become({ is: 'connecting' });
      const closed = await oneSocket().catch((error: unknown) => {
        if (error instanceof Fenced) throw error;
        log.warn('the device could not be opened', { device: deps.address.device, error });
        return neverDialled;
      });
      if (stopped) return;
      // Whoever took our place may be our own successor; then it is not ours to take it back.
      if (closed.closing.code === 440) await verify(ports, name);
      if (closed.onlineMs > 0) attempt = 0;
      if (closed.onlineMs > provenMs) Object.assign(past, { replaced: 0, broken: 0, restarts: 0 });
      past.opened = closed.opened;
      const next = afterClosing(closed.closing, past);
      count(past, closed.closing);
      if (next.do === 'stop') return ended(next);
      await waitToDial(next.wait, attempt);
      attempt += 1;
    }
  };

  const waitToDial = async (wait: 'none' | 'backoff' | 'replaced', attempt: number): Promise<void> => {
    if (wait === 'none' || stopped) return;
    const ms =
      wait === 'replaced' ? deps.address.environment.replacedWaitMs : backoffMs(attempt, deps.retry(), Math.random());
    become({ is: 'offline', reason: wait === 'replaced' ? 'replaced_elsewhere' : 'network', retryInMs: ms });
    await pause(ms);
  };

  const ended = async (next: Extract<ReturnType<typeof afterClosing>, { do: 'stop' }>): Promise<void> => {
    if (next.wipe) await wipe();
    if (next.outdated) return outdated();
    become(loggingOut ? { is: 'logged_out', reason: 'logged_out_by_us' } : next.state);
  };

  /** Forgets the link; what arrived before and was not taken is still told. */
  const wipe = async (): Promise<void> => {
    await replaceState(ports, (await ready()).store);
    await ready();
  };

  const oneSocket = async (): Promise<Closed> => {
    const mine = await ready();
    const { creds } = mine;
    if (!creds && !stopped) become({ is: 'logged_out', reason: 'needs_relink' });
    if (!creds) stopped = true;
    if (!creds || stopped) return neverDialled;
    const held = holdSocket(mine, creds, { ...deps, online: () => become(online(creds)) });
    sock = held.sock;
    handOver = held.handOver;
    const closed = await held.closed;
    sock = undefined;
    handOver = undefined;
    return closed;
  };

  const live = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      // Somebody else owns the device; whatever this worker still says about it carries the old epoch.
      if (error instanceof Fenced) become({ is: 'offline', reason: 'replaced_elsewhere' });
      else {
        log.error('the connection gave up', { device: deps.address.device, error });
        become({ is: 'offline', reason: 'network' });
      }
    } finally {
      stopped = true;
    }
  };

  return {
    epoch: name.epoch,
    state: () => state,
    open: async (how) => {
      life = live(async () => {
        await claim(ports, name);
        if (how.kind === 'pair' && !(await pair(how))) return;
        await stayOnline();
      });
    },
    close: async (reason) => {
      stopped = true;
      cancelPairing();
      wake();
      if (sock) dropSocket(sock);
      await life;
      device?.stop();
      if (device && !device.store.writer.broken) await markClean(ports, name).catch(() => {});
      if (state.is === 'connecting' || state.is === 'online' || state.is === 'pairing')
        become({ is: 'offline', reason });
    },
    logout: async () => {
      loggingOut = true;
      stopped = true;
      if (sock) await sock.logout().catch(() => {});
      cancelPairing();
      wake();
      await life;
      await wipe();
      become({ is: 'logged_out', reason: 'logged_out_by_us' });
    },
    send: async (order) => {
      if (state.is === 'online' && handOver) return handOver.send(order);
      return { kind: 'retry', reason: 'not_connected', afterMs: 1000 };
    },
    inFlight: () => handOver?.inFlight() ?? 0,
    socket: () => sock,
    took: (upTo) => device?.journal.took(upTo),
    listened: () => device?.journal.restart(),
  };
}

function count(past: Past, { code, network }: Closing): void {
  if (network) return;
  if (code === 440) past.replaced += 1;
  if (code === 411 || code === 500) past.broken += 1;
  if (code === 515) past.restarts += 1;
}

function online(creds: AuthenticationCreds): SocketState {
  const digits = (jid: string | undefined) => jid?.split('@')[0]?.split(':')[0];
  const phone = digits(creds.me?.id);
  const lid = digits(creds.me?.lid);
  const name = creds.me?.name ?? creds.me?.verifiedName;
  return { is: 'online', phone: `+${phone ?? ''}`, ...(lid ? { lid } : {}), ...(name && name !== '~' ? { name } : {}) };
}
