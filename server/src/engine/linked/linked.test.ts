import { mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { silentLog } from '../../base/log.ts';
import type { Inbound, Opening, Outgoing, SocketState } from '../engine.ts';
import type { LinkedEngine, LinkedEngineOptions } from './linked.ts';
import { createLinkedEngine } from './linked.ts';
import { sessionsPerWorkerMax } from './placing.ts';
import type { StandInOptions } from './stand-in-worker.ts';
import { goOnline, startStandIn } from './stand-in-worker.ts';

const ana = 'device-of-ana';
const shop = 'workspace-of-the-shop';
let folder: string;
let socketPath: string;
const engines: LinkedEngine[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wz-engine-'));
  socketPath = join(folder, 'engine.sock');
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('replaces the socket of a killed server, opens it to its own user only, and refuses to be the second server', async () => {
  const killed = createServer();
  await new Promise<void>((resolve) => killed.listen(`${socketPath}.first`, resolve));
  // Node removes the file when it closes in order; a killed process leaves it.
  renameSync(`${socketPath}.first`, socketPath);
  await new Promise<void>((resolve) => {
    killed.close(() => resolve());
  });
  const leftOver = statSync(socketPath).mtimeMs;
  await startEngine();
  expect(statSync(socketPath).mtimeMs).toBeGreaterThan(leftOver);
  expect(statSync(socketPath).mode & 0o777).toBe(0o600);
  await expect(startEngine()).rejects.toThrow('Another server');
});

it('hangs up on a worker of another version and on one that does not say hello', async () => {
  await startEngine();
  const stranger = await worker({ version: 99 });
  await stranger.gone;
  expect(stranger.heard).toEqual([]);
});

it('holds an opening until a worker of its kind has come, and hands over key, world and epoch', async () => {
  const { engine, wanted } = await startEngine();
  await engine.open(opening({ epoch: 4 }));
  expect(wanted).toEqual([{ live: 0, sandbox: 1 }]);
  const live = await worker({ kind: 'live' });
  const sandbox = await worker({ kind: 'sandbox', number: 2 });
  await vi.waitFor(() => expect(sandbox.orders('open')).toHaveLength(1));
  expect(sandbox.orders('open')[0]).toEqual({
    do: 'open',
    session: ana,
    workspace: shop,
    world: `world of ${shop}`,
    epoch: 4,
    key: { id: 1, key: 'a2V5' },
    how: { kind: 'resume' },
  });
  expect(live.orders('open')).toEqual([]);
});

it('gives a worker at most a hundred sessions and asks for another one', async () => {
  const { engine, wanted } = await startEngine();
  const first = await worker({ number: 1 });
  await vi.waitFor(() => expect(first.orders('welcome')).toHaveLength(1));
  for (let n = 0; n <= sessionsPerWorkerMax; n++) await engine.open(opening({ device: `device ${n}` }));
  expect(wanted.at(-1)).toEqual({ live: 0, sandbox: 2 });
  await vi.waitFor(() => expect(first.orders('open')).toHaveLength(sessionsPerWorkerMax));
  const second = await worker({ number: 2 });
  await vi.waitFor(() => expect(second.orders('open')).toHaveLength(1));
  expect(first.orders('open')).toHaveLength(sessionsPerWorkerMax);
});

it('passes renewals on only when it is told to', async () => {
  const { engine } = await startEngine();
  const one = await worker();
  await vi.waitFor(() => expect(one.orders('welcome')).toHaveLength(1));
  expect(one.orders('renew')).toEqual([]);
  engine.renew();
  await vi.waitFor(() => expect(one.orders('renew')).toHaveLength(1));
});

it('resolves a send with what the worker says, and with retry when the device is not online with that epoch', async () => {
  const { engine } = await startEngine();
  expect(await engine.send(outgoing())).toMatchObject({ kind: 'retry' });
  const one = await online(engine);
  expect(await engine.send(outgoing({ epoch: 6 }))).toMatchObject({ kind: 'retry' });
  const sending = engine.send(outgoing({ attempt: 2 }));
  expect(await engine.send(outgoing())).toMatchObject({ kind: 'retry' });
  await vi.waitFor(() => expect(one.orders('send')).toHaveLength(1));
  expect(one.orders('send')[0]).toMatchObject({ ref: 'm1', wireId: 'W1', epoch: 7, again: true });
  one.say({ say: 'outcome', session: ana, ref: 'm1', outcome: { kind: 'sent', atMs: 5 } });
  expect(await sending).toEqual({ kind: 'sent', atMs: 5 });
});

it('calls a send unknown when its worker dies after the hand-over, and asks for the device to be opened anew', async () => {
  const { engine, states } = await startEngine();
  const one = await online(engine);
  const sending = engine.send(outgoing());
  await vi.waitFor(() => expect(one.orders('send')).toHaveLength(1));
  one.die();
  expect(await sending).toMatchObject({ kind: 'unknown' });
  expect(engine.session(ana)).toBeUndefined();
  expect(states.at(-1)).toEqual([ana, 7, { is: 'offline', reason: 'network', retryInMs: 0 }]);
});

it('tells a worker that entries were taken only after they were stored, in order, and tries again when storing fails', async () => {
  const stored: number[] = [];
  let failures = 2;
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { engine } = await startEngine({
    inbound: async (_device, entries) => {
      await gate;
      if (failures-- > 0) throw new Error('the database is away');
      stored.push(...entries.map(atOf));
    },
  });
  const one = await online(engine);
  for (const n of [1, 2, 3]) one.inbound(ana, 7, [{ n, entry: receipt(n) }]);
  one.say({
    say: 'fleeting',
    session: ana,
    entry: { kind: 'typing', chat: { kind: 'group', group: '1' }, state: 'paused' },
  });
  expect(one.orders('took')).toEqual([]);
  release();
  await vi.waitFor(() => expect(one.orders('took').at(-1)).toMatchObject({ upTo: 3 }), { timeout: 5_000 });
  expect(stored).toEqual([1, 2, 3]);
});

it('acknowledges nothing to a worker that is gone, and stores what its successor repeats after what it had sent', async () => {
  const stored: number[] = [];
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { engine } = await startEngine({
    inbound: async (_device, entries) => {
      await gate;
      stored.push(...entries.map(atOf));
    },
  });
  const first = await online(engine);
  first.inbound(ana, 7, [{ n: 1, entry: receipt(1) }]);
  first.inbound(ana, 7, [{ n: 2, entry: receipt(2) }]);
  await vi.waitFor(() => expect(engine.session(ana)).toBeDefined());
  first.die();
  await vi.waitFor(() => expect(engine.session(ana)).toBeUndefined());
  const second = await online(engine, { epoch: 8, number: 2 });
  second.inbound(
    ana,
    8,
    [1, 2].map((n) => ({ n, entry: receipt(n) })),
  );
  second.inbound(ana, 7, [{ n: 9, entry: receipt(9) }]);
  release();
  await vi.waitFor(() => expect(second.orders('took')).toMatchObject([{ upTo: 2 }]));
  expect(first.orders('took')).toEqual([]);
  expect(stored.slice(-2)).toEqual([1, 2]);
  expect(stored).not.toContain(9);
});

it('takes over the sessions a worker reports after a restart, without opening them again', async () => {
  const { engine, states, wanted } = await startEngine({ expect: false });
  const survivor = await worker({
    sessions: [{ session: ana, epoch: 3, state: { is: 'online', phone: '+15550100001' } }],
  });
  await vi.waitFor(() => expect(engine.session(ana)).toMatchObject({ epoch: 3 }));
  expect(states).toEqual([[ana, 3, { is: 'online', phone: '+15550100001' }]]);
  expect(wanted).toEqual([]);
  engine.expect({ live: 1, sandbox: 1 });
  expect(wanted.at(-1)).toEqual({ live: 1, sandbox: 1 });
  const sending = engine.send(outgoing({ epoch: 3 }));
  await vi.waitFor(() => expect(survivor.orders('send')).toHaveLength(1));
  survivor.say({ say: 'outcome', session: ana, ref: 'm1', outcome: { kind: 'sent', atMs: 1 } });
  expect(await sending).toMatchObject({ kind: 'sent' });
});

it('sends away a worker’s session that was opened elsewhere meanwhile', async () => {
  const { engine } = await startEngine();
  await online(engine, { epoch: 8 });
  const late = await worker({ number: 2, sessions: [{ session: ana, epoch: 7, state: { is: 'connecting' } }] });
  await vi.waitFor(() => expect(late.orders('close')).toMatchObject([{ session: ana, reason: 'released' }]));
  late.state(ana, 7, { is: 'banned' });
  late.state(ana, 8, { is: 'banned' });
  await vi.waitFor(() => expect(engine.session(ana)).toMatchObject({ epoch: 8, state: { is: 'online' } }));
});

it('stops dialling everywhere when WhatsApp refuses our version, and leaves what is online alone', async () => {
  const { engine, states } = await startEngine();
  const live = await worker({ kind: 'live' });
  const sandbox = await worker({ kind: 'sandbox', number: 2 });
  const devices = ['first', 'second', 'third'];
  for (const device of devices) await engine.open(opening({ device, sandbox: false }));
  await engine.open(opening());
  await vi.waitFor(() => expect([...live.orders('open'), ...sandbox.orders('open')]).toHaveLength(4));
  live.state('first', 7, { is: 'online', phone: '+491' });
  live.state('second', 7, { is: 'offline', reason: 'client_outdated' });
  await vi.waitFor(() => expect(live.orders('close').map(({ session }) => session)).toEqual(['second', 'third']));
  const told = states.filter(([, , state]) => state.is === 'offline');
  expect(told).toEqual(['second', 'third'].map((device) => [device, 7, { is: 'offline', reason: 'client_outdated' }]));
  await engine.open(opening({ device: 'fourth', sandbox: false, workspace: 'another' }));
  expect(engine.session('fourth')).toBeUndefined();
  expect(engine.session('first')).toMatchObject({ state: { is: 'online' } });
  expect(engine.session(ana)).toBeDefined();
  expect(engine.stats().outdated).toEqual(['live']);
  live.state('first', 7, { is: 'offline', reason: 'network', retryInMs: 10 });
  await vi.waitFor(() => expect(engine.session('first')).toBeUndefined());
  expect(live.orders('open')).toHaveLength(3);
});

it('lets a refusal in one sandbox world stop only that workspace, and only for a minute', async () => {
  let now = Date.now();
  const { engine } = await startEngine({ clock: { now: () => new Date(now) } });
  const one = await worker();
  await engine.open(opening());
  await engine.open(opening({ device: 'other', workspace: 'bakery' }));
  await vi.waitFor(() => expect(one.orders('open')).toHaveLength(2));
  one.state(ana, 7, { is: 'offline', reason: 'client_outdated' });
  await vi.waitFor(() => expect(engine.session(ana)).toBeUndefined());
  expect(engine.session('other')).toBeDefined();
  expect(engine.outdated({ sandbox: true, workspace: shop })).toBe(true);
  expect(engine.outdated({ sandbox: true, workspace: 'bakery' })).toBe(false);
  now += 61_000;
  expect(engine.outdated({ sandbox: true, workspace: shop })).toBe(false);
});

it('closes all sessions when it stops and waits for the workers to confirm', async () => {
  const { engine } = await startEngine();
  const one = await online(engine);
  await engine.stop();
  await one.gone;
  expect(one.orders('close')).toMatchObject([{ session: ana, reason: 'draining' }]);
  expect(engine.sessions()).toEqual([]);
});

type Told = [device: string, epoch: number, state: SocketState];

async function startEngine(
  options: {
    inbound?: (device: string, entries: Inbound[]) => Promise<void>;
    clock?: LinkedEngineOptions['clock'];
    expect?: boolean;
  } = {},
) {
  const states: Told[] = [];
  const wanted: { live: number; sandbox: number }[] = [];
  const engine = createLinkedEngine({
    socketPath,
    events: {
      state: (...told) => void states.push(told),
      inbound: options.inbound ?? (async () => {}),
      fleeting: () => {},
    },
    keyOf: async () => ({ id: 1, key: 'a2V5' }),
    worldOf: async (workspace) => `world of ${workspace}`,
    wantWorkers: (counts) => void wanted.push(counts),
    clock: options.clock ?? { now: () => new Date() },
    log: silentLog,
  });
  await engine.start();
  if (options.expect !== false) engine.expect({ live: 0, sandbox: 0 });
  engines.push(engine);
  return { engine, states, wanted };
}

function worker(options: Omit<StandInOptions, 'socketPath'> = {}) {
  return startStandIn({ socketPath, ...options });
}

async function online(engine: LinkedEngine, { epoch = 7, number = 1 }: { epoch?: number; number?: number } = {}) {
  const one = await worker({ number, onOrder: goOnline(() => '+15550100001') });
  await engine.open(opening({ epoch }));
  await vi.waitFor(() => expect(engine.session(ana)?.state).toMatchObject({ is: 'online' }));
  return one;
}

function opening(over: Partial<Opening> = {}): Opening {
  return { device: ana, workspace: shop, sandbox: true, epoch: 7, how: { kind: 'resume' }, ...over };
}

function outgoing(over: Partial<Outgoing> = {}): Outgoing {
  const to = { kind: 'person', phone: '+15550100002' } as const;
  const content = { type: 'text', text: { body: 'Your bread is ready' } } as const;
  return { device: ana, epoch: 7, ref: 'm1', wireId: 'W1', attempt: 1, to, content, ...over };
}

function receipt(n: number): Inbound {
  const person = { kind: 'person', phone: '+15550100002' } as const;
  return { kind: 'receipt', chat: person, by: person, wireIds: ['W1'], receipt: 'delivered', atMs: n };
}

function atOf(entry: Inbound): number {
  return entry.kind === 'receipt' ? entry.atMs : -1;
}
