import type { Id } from '../base/id.ts';
import type { Tx } from '../db/db.ts';
import type { Inbound, Peer } from '../engine/engine.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** The device something arrived on. */
export type Receiver = { workspace: Id<'workspace'>; device: Id<'device'>; phone: string | null };

/** Where one batch of arrivals is worked on: its transaction, its device, its moment. */
export type Desk = Receiver & { tx: Tx; secrets: Secrets; now: Date };

export type InboundMessage = Extract<Inbound, { kind: 'message' }>;

/** A message with the rows it belongs to. */
export type Arrived = { entry: InboundMessage; contact: Id<'contact'> | null; chat: Id<'chat'> };

export function phoneOfPeer(peer: Peer): string | null {
  return peer.kind === 'person' ? (peer.phone ?? null) : null;
}

/** A name for whoever is not a contact: a group, a channel. */
export function addressOf(peer: Peer): string {
  if (peer.kind === 'group') return peer.group;
  return peer.kind === 'other' ? peer.address : (peer.phone ?? peer.lid ?? 'unknown');
}
