import { type AuthenticationCreds, areJidsSameUser, jidDecode } from 'baileys';
import type { Peer } from '../../../server/src/engine/linked/protocol.ts';

/** Reads the map between phones and hidden numbers: ids are phone digits, or `<lid>_reverse`. */
export type Mapped = (ids: string[]) => Promise<Record<string, unknown>>;

/** Whether an address is the linked account itself, by either of its two numbers. */
export function isMe(creds: AuthenticationCreds, jid: string | undefined): boolean {
  if (!jid) return false;
  return areJidsSameUser(jid, creds.me?.id) || (creds.me?.lid !== undefined && areJidsSameUser(jid, creds.me.lid));
}

/**
 * Names someone as the server knows people: phone and hidden number, both whenever the stanza or the map tells both.
 * Device numbers are dropped; groups and everything else keep their address.
 */
export async function peerOf(mapped: Mapped, ...jids: (string | undefined)[]): Promise<Peer> {
  const [first] = jids;
  if (first?.endsWith('@g.us')) return { kind: 'group', group: first };
  const person: { phone?: string; lid?: string } = {};
  for (const jid of jids) {
    const part = personPart(jid);
    if (part?.phone) person.phone ??= part.phone;
    if (part?.lid) person.lid ??= part.lid;
  }
  if (!person.phone && !person.lid) return { kind: 'other', address: first ?? '' };
  return { kind: 'person', ...(await completed(mapped, person)) };
}

async function completed(
  mapped: Mapped,
  person: { phone?: string; lid?: string },
): Promise<{ phone?: string; lid?: string }> {
  const { phone, lid } = person;
  if (phone && !lid) {
    const digits = phone.slice(1);
    const found = (await mapped([digits]))[digits];
    if (typeof found === 'string') return { phone, lid: found };
  }
  if (lid && !phone) {
    const id = `${lid}_reverse`;
    const found = (await mapped([id]))[id];
    if (typeof found === 'string') return { lid, phone: `+${found}` };
  }
  return person;
}

/** The address to send to: the phone when it is known, because that is what was asked for. */
export function addressOf(peer: Peer): string {
  if (peer.kind === 'group') return peer.group;
  if (peer.kind === 'other') return peer.address;
  if (peer.phone) return `${peer.phone.replace(/\D/g, '')}@s.whatsapp.net`;
  return `${peer.lid ?? ''}@lid`;
}

/** One text for one person or group, whichever of a person's numbers was used. */
export function identityOf(peer: Peer): string {
  if (peer.kind === 'group') return peer.group;
  if (peer.kind === 'other') return peer.address;
  return peer.lid ? `lid:${peer.lid}` : `phone:${peer.phone ?? ''}`;
}

function personPart(jid: string | undefined): { phone?: string; lid?: string } | undefined {
  const decoded = jid ? jidDecode(jid) : undefined;
  if (!decoded) return undefined;
  if (decoded.server === 's.whatsapp.net' || decoded.server === 'c.us' || decoded.server === 'hosted') {
    return { phone: `+${decoded.user}` };
  }
  if (decoded.server === 'lid' || decoded.server === 'hosted.lid') return { lid: decoded.user };
  return undefined;
}
