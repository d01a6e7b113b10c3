import { decodeBinaryNode } from 'baileys';
import type { Store } from '../store/store.ts';
import type { FaultKind, Violation, ViolationKind } from '../strict/kinds.ts';
import { addAccount, blankAccount } from './accounts.ts';
import { chatOf, entryKey } from './chats.ts';
import { indexWaiting } from './delivery.ts';
import type { Account, AppStatePatch, Call, Device, Entry, EntryStatus, World } from './world.ts';

const entriesPerChat = 2_000;
const violationsKept = 500;

/** Fills an empty world from the database. */
export async function loadWorld(world: World): Promise<{ isNew: boolean; tasks: TaskRow[] }> {
  const { store } = world.simulator;
  const known = await store.read('select 1 from simulator.worlds where world = $1', [world.id]);
  if (known.length === 0) return { isNew: true, tasks: [] };
  await loadAccounts(world, store);
  await loadDevices(world, store);
  await loadSessions(world, store);
  await loadChats(world, store);
  await loadWaiting(world, store);
  await loadMemories(world, store);
  await loadStrictness(world, store);
  const tasks = await store.read<TaskRow>('select id, due, task from simulator.timers where world = $1 order by id', [
    world.id,
  ]);
  return { isNew: false, tasks };
}

type TaskRow = { id: number; due: number; task: string };

// Rows below were written by this program; their shapes are the tables'.

async function loadAccounts(world: World, store: Store) {
  type Row = Pick<Account, 'phone' | 'lid' | 'name' | 'seed' | 'online' | 'listed'> & {
    next_device: number;
    key_index: number;
    blocked: string;
    privacy: string;
  };
  for (const row of await store.read<Row>('select * from simulator.phones where world = $1 order by phone', [
    world.id,
  ])) {
    const account = blankAccount(world, row.phone, row.lid, row.seed);
    account.name = row.name;
    account.online = row.online;
    account.listed = row.listed;
    account.nextDevice = row.next_device;
    account.keyIndex = row.key_index;
    account.blocked = new Set(JSON.parse(row.blocked) as string[]);
    account.privacy = new Map(JSON.parse(row.privacy) as [string, string][]);
    addAccount(account);
  }
}

async function loadDevices(world: World, store: Store) {
  type Row = {
    phone: string;
    device: number;
    noise_key: Buffer;
    identity: Buffer;
    registration_id: number;
    signed_prekey_id: number;
    signed_prekey: Buffer;
    signed_prekey_signature: Buffer;
    key_index: number;
    certificate: Buffer;
    platform: string;
    bootstrapped: boolean;
    prekeys_taken: number;
    linked_at: number;
  };
  for (const row of await store.read<Row>('select * from simulator.devices where world = $1 order by phone, device', [
    world.id,
  ])) {
    const account = world.accounts.get(row.phone);
    account?.devices.set(row.device, {
      account,
      id: row.device,
      noiseKey: row.noise_key,
      identity: row.identity,
      registrationId: row.registration_id,
      signedPreKey: { id: row.signed_prekey_id, public: row.signed_prekey, signature: row.signed_prekey_signature },
      keyIndex: row.key_index,
      certificate: row.certificate,
      platform: row.platform,
      bootstrapped: row.bootstrapped,
      prekeys: { batches: [], taken: row.prekeys_taken },
      linkedAt: row.linked_at,
      connection: undefined,
      waiting: new Map(),
      unacked: new Map(),
      presence: 'unavailable',
      knows: new Set(),
    });
  }
  type Batch = { phone: string; device: number; first: number; keys: Buffer };
  const batches = await store.read<Batch>('select * from simulator.prekey_batches where world = $1 order by first', [
    world.id,
  ]);
  for (const { phone, device, first, keys } of batches)
    deviceIn(world, phone, device)?.prekeys.batches.push({ first, keys });
}

async function loadSessions(world: World, store: Store) {
  type Row = { phone: string; peer: string; record: Buffer };
  for (const row of await store.read<Row>('select phone, peer, record from simulator.sessions where world = $1', [
    world.id,
  ])) {
    world.accounts.get(row.phone)?.sessions.set(row.peer, { text: row.record.toString('utf8'), record: undefined });
  }
}

async function loadChats(world: World, store: Store) {
  type Row = Omit<Entry, 'status'> & { phone: string; chat: string; status: EntryStatus };
  const rows = await store.read<Row>(
    `select * from (
       select *, row_number() over (partition by phone, chat order by seq desc) as place
       from simulator.messages where world = $1) newest
     where place <= $2 order by seq`,
    [world.id, entriesPerChat],
  );
  for (const { phone, chat: peer, ...row } of rows) {
    const account = world.accounts.get(phone);
    if (!account) continue;
    const chat = chatOf(account, peer);
    chat.entries.set(entryKey(row.direction, row.id), {
      id: row.id,
      direction: row.direction,
      seq: row.seq,
      changed: row.changed,
      at: row.at,
      type: row.type,
      body: row.body,
      status: row.status,
      frames: row.frames,
      content: row.content,
    });
    chat.changed = Math.max(chat.changed, row.changed);
    account.changed = Math.max(account.changed, chat.changed);
    world.tick = Math.max(world.tick, row.changed);
  }
}

async function loadWaiting(world: World, store: Store) {
  type Row = { phone: string; device: number; seq: number; due: number | null; stanza: Buffer };
  const rows = await store.read<Row>('select * from simulator.waiting where world = $1 order by seq', [world.id]);
  for (const row of rows) {
    const stanza = await decodeBinaryNode(row.stanza);
    const waiting = {
      seq: row.seq,
      stanza,
      due: row.due ?? undefined,
      committed: true,
      sentAt: undefined,
      overdue: false,
    };
    world.tick = Math.max(world.tick, row.seq);
    if (row.device === 0) world.accounts.get(row.phone)?.inbox.set(row.seq, waiting);
    const device = deviceIn(world, row.phone, row.device);
    device?.waiting.set(row.seq, waiting);
    if (device) indexWaiting(device, waiting);
  }
}

async function loadMemories(world: World, store: Store) {
  type Done = { phone: string; peer: string };
  for (const row of await store.read<Done>('select phone, peer from simulator.done_once where world = $1', [
    world.id,
  ])) {
    world.accounts.get(row.phone)?.doneOnce.add(row.peer);
  }
  type Undecryptable = { phone: string; sender: string; id: string; count: number };
  for (const row of await store.read<Undecryptable>('select * from simulator.undecryptable where world = $1', [
    world.id,
  ])) {
    world.accounts.get(row.phone)?.undecryptable.set(`${row.sender} ${row.id}`, row.count);
  }
  type CallRow = Call & { phone: string };
  for (const { phone, ...call } of await store.read<CallRow>(
    'select * from simulator.calls where world = $1 order by at',
    [world.id],
  )) {
    world.accounts.get(phone)?.calls.set(call.id, call);
  }
  type Patch = AppStatePatch & { phone: string; collection: string };
  const patches = await store.read<Patch>('select * from simulator.app_state where world = $1 order by version', [
    world.id,
  ]);
  for (const { phone, collection, version, patch } of patches) {
    const account = world.accounts.get(phone);
    if (!account) continue;
    account.appState.set(collection, [...(account.appState.get(collection) ?? []), { version, patch }]);
  }
}

async function loadStrictness(world: World, store: Store) {
  type FaultRow = { id: number; kind: FaultKind; phone: string | null; ms: number | null; remaining: number | null };
  for (const row of await store.read<FaultRow>('select * from simulator.faults where world = $1 order by id', [
    world.id,
  ])) {
    world.faults.push({
      id: row.id,
      kind: row.kind,
      phone: row.phone ?? undefined,
      ms: row.ms ?? undefined,
      remaining: row.remaining ?? undefined,
    });
  }
  type ViolationRow = { n: number; at: number; kind: ViolationKind; detail: string };
  const rows = await store.read<ViolationRow>(
    'select n, at, kind, detail from simulator.violations where world = $1 order by n desc limit $2',
    [world.id, violationsKept],
  );
  world.violations = rows
    .reverse()
    .map((row): Violation => ({ ...row, detail: JSON.parse(row.detail) as Violation['detail'] }));
  const [last] = await store.read<{ n: number | null }>('select max(n) as n from simulator.frames where world = $1', [
    world.id,
  ]);
  world.tick = Math.max(world.tick, last?.n ?? 0, rows.at(-1)?.n ?? 0);
}

function deviceIn(world: World, phone: string, device: number): Device | undefined {
  return world.accounts.get(phone)?.devices.get(device);
}
