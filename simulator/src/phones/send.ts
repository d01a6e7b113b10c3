import { randomBytes } from 'node:crypto';
import type { BinaryNode, proto } from 'baileys';
import { lidJid, phoneJid } from '../world/accounts.ts';
import { addEntry, entryKey, findEntry } from '../world/chats.ts';
import { deliver, deliverToPhone, seconds } from '../world/delivery.ts';
import type { Account, Device, Entry } from '../world/world.ts';
import { decodeContent, describe, deviceSent, encodeContent, padded } from './content.ts';
import { serially } from './serial.ts';
import { type Bundle, openSession, type Sealed, sealFor } from './sessions.ts';

export const newMessageId = () => `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;

export type Outgoing = {
  id: string;
  message: proto.IMessage;
  /** Runs together with the sending, so that both commit or neither. */
  also?: () => void;
};

/** A person writes on the phone: every device of the other and the owner's own linked devices get it. */
export function sendFromPhone(account: Account, peer: Account, outgoing: Outgoing): Promise<Entry> {
  return serially(account, async () => {
    const known = findEntry(account, peer.phone, entryKey('out', outgoing.id));
    if (known) return known;
    const reachable = !peer.blocked.has(account.phone);
    const copies: Array<{ device: Device; stanza: BinaryNode }> = [];
    for (const device of reachable ? [...peer.devices.values()] : []) {
      const sealed = await sealFor(account, device, padded(outgoing.message));
      copies.push({ device, stanza: messageStanza(account, { id: outgoing.id, sealed }) });
    }
    for (const device of account.devices.values()) {
      const sealed = await sealFor(account, device, padded(deviceSent(phoneJid(peer), outgoing.message)));
      copies.push({ device, stanza: messageStanza(account, { id: outgoing.id, sealed, sentTo: peer }) });
    }
    // From here on nothing waits: copies, entry and the rest are one commit.
    for (const { device, stanza } of copies) if (device.account.devices.has(device.id)) deliver(device, stanza);
    const content = encodeContent(outgoing.message);
    const entry = addEntry(account, peer.phone, {
      id: outgoing.id,
      direction: 'out',
      status: 'sent',
      frames: 1,
      content,
      ...describe(outgoing.message),
    });
    if (reachable && peer !== account) {
      deliverToPhone(peer, messageStanza(account, { id: outgoing.id, plain: content }), undefined);
    }
    outgoing.also?.();
    return entry;
  });
}

/** A linked device could not decrypt a message of this phone: send it again, to that device only. */
export function resendTo(
  account: Account,
  device: Device,
  retry: { id: string; count: string; bundle: Bundle | undefined },
): Promise<void> {
  return serially(account, async () => {
    const own = device.account === account;
    const found = [...account.chats.values()].find((chat) => chat.entries.has(entryKey('out', retry.id)));
    const entry = found?.entries.get(entryKey('out', retry.id));
    if (!found || !entry || (!own && found.with !== device.account.phone)) return;
    const peer = account.world.accounts.get(found.with);
    if (!peer) return;
    // Without keys it is the first retry: the session may be sound, and a new one would cross what is still on its way.
    if (retry.bundle) await openSession(account, device, retry.bundle);
    const message = decodeContent(entry.content);
    const sealed = await sealFor(account, device, padded(own ? deviceSent(phoneJid(peer), message) : message));
    deliver(
      device,
      messageStanza(account, { id: entry.id, sealed, count: retry.count, ...(own ? { sentTo: peer } : {}) }),
    );
  });
}

/** A message for one of the owner's devices that no person will see. */
export async function sendPeerMessage(account: Account, device: Device, message: proto.IMessage): Promise<void> {
  const sealed = await sealFor(account, device, padded(message));
  const stanza = messageStanza(account, { id: newMessageId(), sealed });
  stanza.attrs['category'] = 'peer';
  deliver(device, stanza);
}

type StanzaInput = { id: string; sealed?: Sealed; plain?: Buffer; count?: string; sentTo?: Account };

function messageStanza(from: Account, input: StanzaInput): BinaryNode {
  const { sealed, plain, sentTo } = input;
  return {
    tag: 'message',
    attrs: {
      from: phoneJid(from),
      id: input.id,
      t: seconds(from.world.simulator.clock.now()),
      type: 'text',
      notify: from.name,
      ...(sentTo
        ? { recipient: phoneJid(sentTo), peer_recipient_lid: lidJid(sentTo) }
        : { sender_lid: lidJid(from), addressing_mode: 'pn' }),
    },
    content: sealed
      ? [
          {
            tag: 'enc',
            attrs: { v: '2', type: sealed.type, ...(input.count ? { count: input.count } : {}) },
            content: sealed.ciphertext,
          },
        ]
      : [{ tag: 'plaintext', attrs: {}, content: plain ?? Buffer.alloc(0) }],
  };
}
