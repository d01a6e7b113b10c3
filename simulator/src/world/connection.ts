import type { BinaryNode } from 'baileys';
import type { Device, World } from './world.ts';

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
