import type { Capabilities, DeviceKind } from './capabilities.ts';
import type { Content } from './content.ts';
import type { Fleeting, Inbound, Peer, SendOutcome, SocketState } from './linked/protocol.ts';

export type { Capabilities, DeviceKind } from './capabilities.ts';
export { capabilities } from './capabilities.ts';
export type { Content } from './content.ts';
export type { Fleeting, Inbound, Peer, SendOutcome, SocketState } from './linked/protocol.ts';

/** One message to hand over. `wireId` is the same at every attempt, so that the other side can recognise a second copy. */
export type Outgoing = {
  device: string;
  epoch: number;
  ref: string;
  wireId: string;
  attempt: number;
  to: Peer;
  content: Content;
  quoted?: { wireId: string; fromMe: boolean; content: Content };
};

/** How to open a device: with stored credentials, or by pairing anew. */
export type OpenHow =
  | { kind: 'resume' }
  | { kind: 'pair'; method: 'qr' }
  | { kind: 'pair'; method: 'code'; phone: string };

export type Opening = { device: string; workspace: string; sandbox: boolean; epoch: number; how: OpenHow };

/**
 * The port both kinds of engine implement. Nothing of WhatsApp's own vocabulary crosses it.
 * Verbs do not wait for WhatsApp: what happens is told through `EngineEvents`, which the engine calls in order per device.
 */
export interface Engine {
  readonly kind: DeviceKind;
  readonly can: Capabilities;
  open(opening: Opening): Promise<void>;
  close(device: string): Promise<void>;
  logout(device: string): Promise<void>;
  /** Resolves with what became of it; never rejects. `unknown` when the engine was lost before it could tell. */
  send(outgoing: Outgoing): Promise<SendOutcome>;
  read(device: string, chat: Peer, messages: { wireId: string; sender: Peer }[]): void;
  type(device: string, to: Peer, state: 'composing' | 'paused'): void;
}

/** What an engine tells. `inbound` must be durable when its promise resolves: the engine then forgets the entries. */
export type EngineEvents = {
  state(device: string, epoch: number, state: SocketState): void;
  inbound(device: string, entries: Inbound[]): Promise<void>;
  fleeting(device: string, entry: Fleeting): void;
};
