import type { Content } from './content.ts';
import type { Fleeting, Inbound, Peer, SendOutcome, SocketState } from './linked/protocol.ts';

export type { Content } from './content.ts';
export type { Fleeting, Inbound, OfflineReason, Peer, SendOutcome, SocketState } from './linked/protocol.ts';

/** How a device speaks to WhatsApp: as a linked device of a phone, or through Meta's Cloud API. */
export type DeviceKind = 'linked' | 'cloud';

/**
 * What a kind of device is able to do, as data: the API answers from it before anything is queued.
 * `native`: WhatsApp does it; `fallback`: we send the nearest thing (a numbered menu for buttons); `no`: not possible.
 */
export type Ability = 'native' | 'fallback' | 'no';

export type Capabilities = {
  /** Message types that can be sent now, by type. */
  send: Record<'text' | 'image' | 'video' | 'audio' | 'document' | 'sticker' | 'location' | 'contacts' | 'reaction' | 'interactive' | 'template' | 'poll' | 'edit' | 'revoke', Ability>;
  /** `replies_only`: free text only within 24 hours of the person's last message (Meta's rule for Cloud API). */
  window: 'open' | 'replies_only';
  pairing: ('qr' | 'code')[];
  typing: Ability;
  read: Ability;
  groups: Ability;
  calls: Ability;
  checks_numbers: Ability;
  /** After a lost reply: may the same message be handed over again without being shown twice? */
  resend_safely: boolean;
};

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
export type OpenHow = { kind: 'resume' } | { kind: 'pair'; method: 'qr' } | { kind: 'pair'; method: 'code'; phone: string };

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
