import type { BinaryNode } from 'baileys';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Fault, Violation } from '../strict/kinds.ts';
import type { PhoneKeys, SignalSession } from './phone-state.ts';

/** What every room is given. */
export type Simulator = {
  clock: Clock;
  log: Log;
  store: Store;
  /** How long a delivered stanza may stay unacknowledged on an open connection before it counts as a violation. */
  ackDeadlineMs: number;
  /** Lets a phone take what waits for it; handed down so that delivery need not know phones. */
  wakePhone(account: Account): void;
};

/** One separate WhatsApp: nothing in it can see another world. */
export type World = {
  id: string;
  simulator: Simulator;
  /** By phone: digits without the plus. */
  accounts: Map<string, Account>;
  /** By LID user. */
  lids: Map<string, Account>;
  connections: Set<Connection>;
  pairing: PairingDesk;
  faults: Fault[];
  violations: Violation[];
  /** Grows with every change; also across restarts. */
  tick: number;
};

/** A person with a phone (device 0) and, perhaps, linked devices. */
export type Account = {
  world: World;
  phone: string;
  lid: string;
  name: string;
  seed: Buffer;
  keys: PhoneKeys | undefined;
  online: boolean;
  /** Made by the control API, as opposed to a number somebody once wrote to. */
  listed: boolean;
  nextDevice: number;
  keyIndex: number;
  blocked: Set<string>;
  privacy: Map<string, string>;
  devices: Map<number, Device>;
  /** Signal sessions with linked devices, by `lid.device`. */
  sessions: Map<string, SignalSession>;
  /** What waits for the phone itself, oldest first. */
  inbox: Map<number, Waiting>;
  chats: Map<string, Chat>;
  calls: Map<string, Call>;
  doneOnce: Set<string>;
  undecryptable: Map<string, number>;
  appState: Map<string, AppStatePatch[]>;
  /** Devices that want to know when this person is online. */
  watchers: Set<Device>;
  /** The phone does one thing at a time. */
  working: Promise<void>;
  /** The tick of the last visible change. */
  changed: number;
};

export type Device = {
  account: Account;
  id: number;
  noiseKey: Buffer;
  identity: Buffer;
  registrationId: number;
  signedPreKey: { id: number; public: Buffer; signature: Buffer };
  keyIndex: number;
  /** The signed device identity, as the client returned it. */
  certificate: Buffer;
  platform: string;
  bootstrapped: boolean;
  prekeys: PreKeyStock;
  linkedAt: number;
  connection: Connection | undefined;
  waiting: Map<number, Waiting>;
  /** The same stanzas by what acknowledges them, oldest first. */
  unacked: Map<string, Waiting[]>;
  presence: 'available' | 'unavailable';
  /** Whose device lists this device has asked for. */
  knows: Set<string>;
};

/** One-time prekeys: 35 bytes a key (id, public key); `taken` counts from the first key ever uploaded. */
export type PreKeyStock = { batches: Array<{ first: number; keys: Buffer }>; taken: number };

/** A stanza kept until its device acknowledges it. */
export type Waiting = {
  seq: number;
  stanza: BinaryNode;
  /** Not before this time, in milliseconds since 1970. */
  due: number | undefined;
  committed: boolean;
  sentAt: number | undefined;
  overdue: boolean;
};

export type Chat = { with: string; entries: Map<string, Entry>; changed: number; typingUntil: number };
export type EntryStatus = 'sent' | 'delivered' | 'read' | 'played';
export type Entry = {
  id: string;
  direction: 'in' | 'out';
  seq: number;
  changed: number;
  at: number;
  type: string;
  body: string;
  status: EntryStatus;
  /** How many frames with this id reached the phone. */
  frames: number;
  content: Buffer;
};

export type Call = {
  id: string;
  peer: string;
  direction: 'in' | 'out';
  status: 'ringing' | 'rejected' | 'ended';
  at: number;
};
export type AppStatePatch = { version: number; patch: Buffer };

/** Connections that want to become devices. */
export type PairingDesk = {
  /** By the reference inside a QR. */
  byReference: Map<string, Connection>;
  /** By the phone a code was requested for. */
  byPhone: Map<string, CodePairing>;
};
export type CodePairing = {
  connection: Connection;
  reference: Buffer;
  wrappedEphemeral: Buffer;
  /** Set while a typed code waits for the client's proof. */
  typed:
    | { companionEphemeral: Buffer; ephemeralPrivate: Uint8Array; settle(outcome: PairingOutcome): void }
    | undefined;
};

/** A client's open socket. */
export type Connection = {
  readonly world: World;
  /** The client's Noise static key: what a device is recognised by. */
  readonly clientKey: Buffer;
  role: ConnectionRole;
  send(node: BinaryNode): void;
  /** Like `send`, for a stanza that is encoded already. */
  sendEncoded(encoded: Uint8Array): void;
  /** Closes after the client has had the time to read what was sent. */
  close(): void;
  /** Cuts the connection without a word. */
  cut(): void;
};

export type ConnectionRole =
  | { is: 'registering'; registration: Registration; references: string[]; offer: PairingOffer | undefined }
  | { is: 'linked'; device: Device; active: boolean }
  | { is: 'closed' };

/** What a client wants to be linked with. */
export type Registration = {
  identity: Buffer;
  registrationId: number;
  signedPreKey: { id: number; public: Buffer; signature: Buffer };
  platform: string;
};

/** A pairing the phone has approved and the client has not yet confirmed. */
export type PairingOffer = {
  phone: string;
  device: number;
  keyIndex: number;
  details: Buffer;
  settle(outcome: PairingOutcome): void;
};
export type PairingOutcome =
  | { is: 'linked'; device: Device }
  | { is: 'failed'; code: 'pairing_refused' | 'wrong_code' | 'connection_lost' };

/** The next number of the world; larger than any before it, also after a restart. */
export function nextTick(world: World): number {
  world.tick = Math.max(world.tick + 1, world.simulator.clock.now() * 1000);
  return world.tick;
}

export function emptyWorld(id: string, simulator: Simulator): World {
  return {
    id,
    simulator,
    accounts: new Map(),
    lids: new Map(),
    connections: new Set(),
    pairing: { byReference: new Map(), byPhone: new Map() },
    faults: [],
    violations: [],
    tick: 0,
  };
}
