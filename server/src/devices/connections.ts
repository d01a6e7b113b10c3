import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import { delay, every } from '../base/timer.ts';
import type { Ctx } from '../db/db.ts';
import type { EngineEvents, Fleeting, Inbound, Outgoing, Peer, SendOutcome, SocketState } from '../engine/engine.ts';
import type { LinkedEngine } from '../engine/linked/linked.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Device } from './device.ts';
import { createHeartbeat } from './heartbeat.ts';
import { releaseLeases, removeNode } from './leases.ts';
import { recordDrain, recordState } from './record.ts';
import { findHeldDevice, tendDevices } from './tend.ts';

/** A device that messages can be handed to now: online, not paused, its lease ours. */
export type OnlineDevice = { device: Id<'device'>; workspace: Id<'workspace'>; epoch: number };

export type ConnectionsDeps = {
  ctx: Ctx;
  secrets: Secrets;
  /** This node's id; kept in the data folder, so that a restarted server knows its devices again. A uuid. */
  node: string;
  /** Makes the engine that reports to the given events. */
  engine: (events: EngineEvents) => LinkedEngine;
  /** Whether a workspace is a sandbox. */
  isSandbox: (workspace: Id<'workspace'>) => Promise<boolean>;
  /** Takes what arrived; must be durable when it resolves. A rejection makes the same entries come again. */
  onInbound: (device: Device, entries: Inbound[]) => Promise<void>;
  onFleeting?: (device: Device, entry: Fleeting) => void;
  pollMs?: number;
  renewEveryMs?: number;
};

export type Connections = {
  start(): Promise<void>;
  /** Closes everything this node holds and gives the leases back. */
  stop(): Promise<void>;
  /** Something that is wanted has changed: look now instead of at the next poll. */
  signal(): void;
  online(): OnlineDevice[];
  /** Called when a device comes online (or is resumed); the returned function stops it. */
  onOnline(listener: (device: OnlineDevice) => void): () => void;
  /** Hands a message over; never rejects. `retry` when the device is not online here with that epoch. */
  send(outgoing: Outgoing): Promise<SendOutcome>;
  read(device: Id<'device'>, chat: Peer, messages: { wireId: string; sender: Peer }[]): void;
  type(device: Id<'device'>, to: Peer, state: 'composing' | 'paused'): void;
  /** Whether this node's own lease is fresh, for readiness. */
  fresh(): boolean;
  stats(): ReturnType<LinkedEngine['stats']> & { online: number };
};

/** Longest wait before a database that was away is asked again to write a state, in milliseconds. */
const recordRetryMsMax = 5_000;

/**
 * Keeps the devices of this node connected as their owners want: takes leases, opens and closes through the engine,
 * writes what the engine tells, and hands up what arrives. What is wanted stands in the database; this only follows it.
 */
export function createConnections(deps: ConnectionsDeps): Connections {
  const { ctx, secrets, node, pollMs = 2_000, renewEveryMs = 5_000 } = deps;
  const engine = deps.engine({ state: onState, inbound: onInbound, fleeting: onFleeting });
  const online = new Map<string, OnlineDevice & { paused: boolean }>();
  const known = new Map<string, Device>();
  // Counts what happens, so that rows read before a device changed do not overwrite what was learnt since.
  let tick = 0;
  const learnt = new Map<string, number>();
  const opened = new Map<string, Date | undefined>();
  const recording = new Map<string, Promise<void>>();
  const heartbeat = createHeartbeat({ ctx, node, everyMs: renewEveryMs, onRenewed: engine.renew });
  const listeners = new Set<(device: OnlineDevice) => void>();
  let stopPolling = (): void => {};
  let tending: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  function onState(device: string, epoch: number, state: SocketState): void {
    // At once, before the row is written: nothing more may be handed over.
    if (state.is !== 'online') online.delete(device);
    const before = recording.get(device) ?? Promise.resolve();
    const task = before.then(() => record(brand(device), epoch, state));
    recording.set(device, task);
    void task.then(() => {
      if (recording.get(device) === task) recording.delete(device);
    });
  }

  async function record(device: Id<'device'>, epoch: number, state: SocketState): Promise<void> {
    for (let attempt = 1; !stopped; attempt++) {
      try {
        const report = { node, device, epoch, state, now: ctx.clock.now() };
        return settle(await ctx.db.system((tx) => recordState(tx, secrets, report)), epoch, state);
      } catch (error) {
        ctx.log.warn('a device’s state could not be written yet', { error, device, attempt });
        await delay(Math.min(recordRetryMsMax, 100 * 2 ** Math.min(attempt, 6)));
      }
    }
  }

  function settle(device: Device | undefined, epoch: number, state: SocketState): void {
    if (!device || engine.session(device.id)?.epoch !== epoch) {
      signal();
      return;
    }
    known.set(device.id, device);
    learnt.set(device.id, ++tick);
    if (
      state.is === 'online' &&
      device.connection.is === 'online' &&
      engine.session(device.id)?.state.is === 'online'
    ) {
      const entry = { device: device.id, workspace: device.workspace, epoch, paused: device.paused };
      online.set(device.id, entry);
      opened.set(device.id, undefined);
      if (!device.paused) announce(entry);
    }
    const ended =
      state.is === 'logged_out' || state.is === 'banned' || (state.is === 'offline' && state.retryInMs === undefined);
    if (ended) void engine.close(device.id);
    // Not wanted and yet online: somebody asked for a log-out.
    if (ended || !device.wanted) signal();
  }

  function announce({ device, workspace, epoch }: OnlineDevice): void {
    for (const listener of listeners) listener({ device, workspace, epoch });
  }

  async function onInbound(device: string, entries: Inbound[]): Promise<void> {
    const held = known.get(device) ?? (await findHeld(device));
    if (!held) throw new Error('the device is not held by this node');
    await deps.onInbound(held, entries);
  }

  // What arrives may come before the first pass has read the rows, when a worker outlived a restart.
  async function findHeld(device: string): Promise<Device | undefined> {
    return ctx.db.system((tx) => findHeldDevice(tx, node, brand(device)));
  }

  function onFleeting(device: string, entry: Fleeting): void {
    const held = known.get(device);
    if (held) deps.onFleeting?.(held, entry);
  }

  function signal(): void {
    if (stopped) return;
    if (tending !== undefined) {
      again = true;
      return;
    }
    again = false;
    const begun = ++tick;
    tending = tendDevices({
      ctx,
      engine,
      node,
      opened,
      isSandbox: deps.isSandbox,
      secrets,
      onHeld: (rows) => refresh(rows, begun),
    })
      .then((more) => {
        again ||= more;
      })
      .catch((error: unknown) => ctx.log.warn('the devices could not be looked after', { error, node }))
      .then(() => {
        tending = undefined;
        if (again) signal();
      });
  }

  // The engine may have let go of it since: closed here, lost with its worker, opened anew.
  function canSend({ device, epoch, paused }: OnlineDevice & { paused: boolean }): boolean {
    const session = engine.session(device);
    return !paused && session?.epoch === epoch && session.state.is === 'online';
  }

  // What is paused or about to be logged out is known from the rows just read.
  function refresh(rows: { device: Device; heldBack: boolean }[], begun: number): void {
    const held = new Set<string>(rows.map(({ device }) => device.id));
    for (const id of known.keys()) if (!held.has(id)) forget(id);
    for (const { device, heldBack } of rows) {
      if ((learnt.get(device.id) ?? 0) > begun) continue;
      known.set(device.id, device);
      const entry = online.get(device.id);
      if (!entry || entry.paused === heldBack) continue;
      entry.paused = heldBack;
      if (!heldBack) announce(entry);
    }
  }

  function forget(device: string): void {
    known.delete(device);
    learnt.delete(device);
    online.delete(device);
  }

  return {
    async start() {
      await engine.start();
      await heartbeat.start();
      stopPolling = every(pollMs, signal);
      signal();
    },
    async stop() {
      stopped = true;
      heartbeat.stop();
      stopPolling();
      await tending;
      online.clear();
      await engine.stop();
      await ctx.db.system(async (tx) => {
        await recordDrain(tx, node, ctx.clock.now());
        await releaseLeases(tx, node);
        await removeNode(tx, node);
      });
    },
    signal,
    online: () =>
      [...online.values()].filter(canSend).map(({ device, workspace, epoch }) => ({ device, workspace, epoch })),
    onOnline(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (outgoing) => engine.send(outgoing),
    read: (device, chat, messages) => engine.read(device, chat, messages),
    type: (device, to, state) => engine.type(device, to, state),
    fresh: heartbeat.fresh,
    stats: () => ({ ...engine.stats(), online: online.size }),
  };
}
