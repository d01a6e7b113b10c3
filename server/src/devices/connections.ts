import type { Id } from '../base/id.ts';
import { brand } from '../base/id.ts';
import { delay, every, monotonicMs } from '../base/timer.ts';
import type { Ctx } from '../db/db.ts';
import type { EngineEvents, Fleeting, Inbound, Outgoing, Peer, SendOutcome, SocketState } from '../engine/engine.ts';
import type { LinkedEngine } from '../engine/linked/linked.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Device } from './device.ts';
import { releaseLeases, removeNode, renewNode } from './leases.ts';
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
  const opened = new Map<string, Date | undefined>();
  const recording = new Map<string, Promise<void>>();
  const listeners = new Set<(device: OnlineDevice) => void>();
  const timers: (() => void)[] = [];
  let tending: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let renewedMs = Number.NEGATIVE_INFINITY;

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
        const known = await ctx.db.system((tx) => recordState(tx, secrets, report));
        return settle(known, epoch, state);
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
    if (ended || state.is === 'online') signal();
  }

  function announce({ device, workspace, epoch }: OnlineDevice): void {
    for (const listener of listeners) listener({ device, workspace, epoch });
  }

  async function onInbound(device: string, entries: Inbound[]): Promise<void> {
    const held = await ctx.db.system((tx) => findHeldDevice(tx, node, brand(device)));
    if (!held) throw new Error('the device is not held by this node');
    await deps.onInbound(held, entries);
  }

  function onFleeting(device: string, entry: Fleeting): void {
    if (!deps.onFleeting) return;
    ctx.db
      .system((tx) => findHeldDevice(tx, node, brand(device)))
      .then((held) => held && deps.onFleeting?.(held, entry))
      .catch((error: unknown) => ctx.log.debug('typing was not passed on', { error, device }));
  }

  async function beat(): Promise<void> {
    const askedMs = monotonicMs();
    try {
      await ctx.db.system((tx) => renewNode(tx, node));
    } catch (error) {
      ctx.log.warn('this node could not renew its lease', { error, node });
      return;
    }
    // A reply that took long may speak of a lease that has run out meanwhile.
    if (monotonicMs() - askedMs > renewEveryMs || stopped) return;
    renewedMs = askedMs;
    engine.renew();
  }

  function signal(): void {
    if (stopped) return;
    if (tending !== undefined) {
      again = true;
      return;
    }
    again = false;
    tending = tendDevices({ ctx, engine, node, opened, isSandbox: deps.isSandbox, secrets, onHeld: refresh })
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
  function refresh(rows: { id: string; held_back: boolean }[]): void {
    const held = new Set(rows.map(({ id }) => id));
    for (const id of online.keys()) if (!held.has(id)) online.delete(id);
    for (const { id, held_back } of rows) {
      const entry = online.get(id);
      if (!entry || entry.paused === held_back) continue;
      entry.paused = held_back;
      if (!held_back) announce(entry);
    }
  }

  return {
    async start() {
      await engine.start();
      await beat();
      timers.push(
        every(renewEveryMs, () => void beat()),
        every(pollMs, signal),
      );
      signal();
    },
    async stop() {
      stopped = true;
      for (const stop of timers) stop();
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
    fresh: () => monotonicMs() - renewedMs < 20_000,
    stats: () => ({ ...engine.stats(), online: online.size }),
  };
}
