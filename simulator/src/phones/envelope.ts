import { type BinaryNode, getBinaryNodeChild } from 'baileys';
import { type Addressee, addresseeOf } from '../world/accounts.ts';
import type { Account, World } from '../world/world.ts';
import type { Sealed } from './sessions.ts';

/** A message stanza as it reaches a phone. */
export type Envelope = {
  id: string;
  sender: Addressee;
  /** Set when one of the owner's own devices sent the message to this person. */
  recipient: Account | undefined;
  /** From the owner's own device to the phone, not meant for people. */
  peer: boolean;
  payload: { is: 'sealed'; sealed: Sealed } | { is: 'plain'; bytes: Buffer };
};

export function readEnvelope(world: World, stanza: BinaryNode): Envelope | undefined {
  const { id, from, recipient, category } = stanza.attrs;
  const sender = addresseeOf(world, from);
  const payload = readPayload(stanza);
  if (!id || !sender || !payload) return undefined;
  return {
    id,
    sender,
    recipient: recipient ? addresseeOf(world, recipient)?.account : undefined,
    peer: category === 'peer',
    payload,
  };
}

function readPayload(stanza: BinaryNode): Envelope['payload'] | undefined {
  const plain = getBinaryNodeChild(stanza, 'plaintext')?.content;
  if (plain instanceof Uint8Array) return { is: 'plain', bytes: Buffer.from(plain) };
  const enc = getBinaryNodeChild(stanza, 'enc');
  const type = enc?.attrs['type'];
  if (!(enc?.content instanceof Uint8Array) || (type !== 'pkmsg' && type !== 'msg')) return undefined;
  return { is: 'sealed', sealed: { type, ciphertext: Buffer.from(enc.content) } };
}
