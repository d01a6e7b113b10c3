import type { Content } from '../content.ts';

/**
 * What the server and a linked worker say to each other over `engine.sock`: JSON frames, length-prefixed (base/frames.ts).
 * The worker dials; its first frame is `hello`. A side that meets another `protocolVersion` closes.
 */
export const protocolVersion = 1;

/** How long a worker keeps its sockets open without a `renew`, in milliseconds; then it closes them all. */
export const renewalMsMax = 20_000;

/** Which WhatsApp a worker process talks to; one kind per process, because its trust root is process-global. */
export type WorkerKind = 'live' | 'sandbox';

/** Who is on the other side, as WhatsApp names them. Phones are E.164 with `+`; `lid` is WhatsApp's hidden number, digits only. */
export type Peer =
  | { kind: 'person'; phone?: string; lid?: string }
  | { kind: 'group'; group: string }
  | { kind: 'other'; address: string };

/** A sealing key of a workspace, as base64; held in the worker's memory only. */
export type WorkspaceKey = { id: number; key: string };

/** The state of a device's socket. `retryInMs` is the worker's own plan to dial again. */
export type SocketState =
  | { is: 'pairing'; method: 'qr'; qr: string; expiresInMs: number }
  | { is: 'pairing'; method: 'code'; code: string; expiresInMs: number }
  | { is: 'connecting' }
  | { is: 'online'; phone: string; lid?: string; name?: string }
  | { is: 'offline'; reason: OfflineReason; retryInMs?: number }
  | { is: 'logged_out'; reason: 'removed_on_phone' | 'logged_out_by_us' | 'needs_relink' }
  | { is: 'banned' };

export type OfflineReason =
  | 'network'
  | 'replaced_elsewhere'
  | 'client_outdated'
  | 'restricted'
  | 'bad_session'
  | 'pairing_expired'
  | 'pairing_refused'
  | 'released'
  | 'draining';

/** What became of one `send`. `sent` means that WhatsApp's server acknowledged it. */
export type SendOutcome =
  | { kind: 'sent'; atMs: number }
  | { kind: 'refused'; code: 'not_on_whatsapp' | 'restricted' | 'rejected' | 'unsupported'; detail: string }
  | { kind: 'retry'; reason: string; afterMs: number }
  | { kind: 'unknown'; reason: string };

/** One thing that arrived, already durable in the worker's journal; the server acknowledges `n` after its own commit. */
export type Inbound =
  | {
      kind: 'message';
      chat: Peer;
      sender: Peer;
      fromMe: boolean;
      wireId: string;
      atMs: number;
      name?: string;
      content: Content;
      quotedWireId?: string;
      offline: boolean;
      history: boolean;
    }
  | { kind: 'receipt'; chat: Peer; by: Peer; wireIds: string[]; receipt: 'delivered' | 'read' | 'played'; atMs: number }
  | { kind: 'call'; from: Peer; callId: string; atMs: number; status: 'offer' | 'ended' }
  | { kind: 'identity'; phone: string; lid: string };

/** Typing is not journaled: it is worthless a second later. */
export type Fleeting = { kind: 'typing'; chat: Peer; state: 'composing' | 'paused' };

export type ToWorker =
  | {
      do: 'welcome';
      version: number;
      renewalMs: number;
      webVersion?: string;
      retry?: { baseMs: number; maxMs: number };
    }
  | { do: 'renew' }
  | {
      do: 'open';
      session: string;
      workspace: string;
      world?: string;
      epoch: number;
      key: WorkspaceKey;
      how: { kind: 'resume' } | { kind: 'pair'; method: 'qr' } | { kind: 'pair'; method: 'code'; phone: string };
    }
  | { do: 'close'; session: string; reason: 'released' | 'draining' }
  | { do: 'logout'; session: string }
  | {
      do: 'send';
      session: string;
      epoch: number;
      ref: string;
      wireId: string;
      again: boolean;
      to: Peer;
      content: Content;
      quoted?: { wireId: string; fromMe: boolean; content: Content };
    }
  | { do: 'read'; session: string; chat: Peer; messages: { wireId: string; sender: Peer }[] }
  | { do: 'type'; session: string; to: Peer; state: 'composing' | 'paused' }
  | { do: 'check'; session: string; ref: string; phones: string[] }
  | { do: 'took'; session: string; upTo: number };

export type FromWorker =
  | {
      say: 'hello';
      version: number;
      kind: WorkerKind;
      worker: number;
      pid: number;
      sessions: { session: string; epoch: number; state: SocketState }[];
    }
  | { say: 'state'; session: string; epoch: number; state: SocketState }
  | { say: 'outcome'; session: string; ref: string; outcome: SendOutcome }
  | { say: 'inbound'; session: string; epoch: number; entries: { n: number; entry: Inbound }[] }
  | { say: 'fleeting'; session: string; entry: Fleeting }
  | { say: 'checked'; session: string; ref: string; found: { phone: string; lid?: string; exists: boolean }[] };

/** At most this many `inbound` entries may be unacknowledged per session; the worker holds the rest in its journal (credit). */
export const inboundInFlightMax = 256;
