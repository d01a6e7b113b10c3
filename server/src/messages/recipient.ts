import type { Id } from '../base/id.ts';
import { parseId } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import { countryOf, readPhone } from '../base/phone.ts';
import { Problem } from '../base/problem.ts';
import { contactIdIfKnown, contactIdOfPhone, contactOfPhone, phoneOf, suppressedSince } from '../contacts/contacts.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { SendingDevice } from '../devices/devices.ts';
import { mustSendFrom, sendingDevice } from '../devices/devices.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { approachCount } from './approaches.ts';
import { chatWith } from './chats.ts';

type Workspace = Id<'workspace'>;

/** Whom a message is for, as a caller may write it: a phone, one of our contacts, one of our chats. */
export type Address =
  | { kind: 'phone'; phone: Phone }
  | { kind: 'contact'; contact: Id<'contact'> }
  | { kind: 'chat'; chat: Id<'chat'> };

/** The device and the chat a message goes by, with what the policy asks about them. */
export type Way = {
  device: SendingDevice;
  chat: Id<'chat'>;
  contact: Id<'contact'>;
  phone: string | null;
  lastInboundAt: Date | null;
  approachedAt: Date | null;
  suppressedSince: Date | null;
  /** How many people the device approached in the last 24 hours; 0 when this one needs no approach. */
  approached: number;
};

type Written = { to: string; device: Id<'device'> | undefined };

/** Reads `to`. Throws `invalid_recipient`, with a suggestion where one is likely meant. */
export async function readAddress(
  tx: Tx,
  workspace: { id: Workspace; kind: 'live' | 'sandbox' },
  { to, device }: Written,
): Promise<Address> {
  const contact = parseId('contact', to);
  if (contact) return { kind: 'contact', contact };
  const chat = parseId('chat', to);
  if (chat) return { kind: 'chat', chat };
  const possible = workspace.kind === 'sandbox';
  const reading = readPhone(to, { possible });
  if (reading.ok) return { kind: 'phone', phone: reading.phone };
  // Written as one dials at home, it is a number of the country the device is from; a guess for people, never for us.
  const home = await homeOf(tx, workspace.id, device);
  const atHome = home ? readPhone(to, { possible, home }) : reading;
  throw invalidRecipient(atHome.ok ? reading : atHome);
}

async function homeOf(tx: Tx, workspace: Workspace, device: Id<'device'> | undefined): Promise<string | undefined> {
  const found = await tx.maybe(
    sql<{ phone: string | null }>`select d.phone from ${sendingDevice(workspace, device)} d`,
  );
  return found?.phone ? countryOf(found.phone) : undefined;
}

function invalidRecipient({ reason, suggestion }: { reason: string; suggestion?: string }): Problem {
  return new Problem('invalid_recipient', {
    detail: suggestion ? `${reason} Did you mean ${suggestion}?` : reason,
    errors: [{ path: 'to', message: reason, ...(suggestion ? { suggestion } : {}) }],
  });
}

type Asked = { device: Id<'device'> | undefined; address: Address; now: Date };

/** Finds device and chat in one statement; a phone nobody wrote to yet gets its contact and chat here. */
export async function findWay(tx: Tx, secrets: Secrets, workspace: Workspace, asked: Asked): Promise<Way> {
  const { address, now } = asked;
  const found = await lookUp(tx, workspace, asked);
  const device = mustSendFrom(found, asked.device !== undefined);
  if (found?.chat && found.contact) return wayOf(found, found.chat, found.contact);
  const known = found?.contact ?? undefined;
  const contact =
    known ??
    (address.kind === 'phone'
      ? await contactOfPhone(tx, secrets, workspace, { phone: address.phone, now })
      : undefined);
  if (!contact) throw unknownRecipient();
  const chat = await chatWith(tx, workspace, { device: device.id, contact, now });
  const made = await lookUp(tx, workspace, { device: device.id, address: { kind: 'chat', chat }, now });
  if (!made?.chat || !made.contact) throw new Error('a chat just made is missing');
  return wayOf(made, made.chat, made.contact);
}

type Found = SendingDevice & {
  chat: Id<'chat'> | null;
  contact: Id<'contact'> | null;
  contactPhone: string | null;
  lastInboundAt: Date | null;
  approachedAt: Date | null;
  suppressedSince: Date | null;
  approached: number;
};

function wayOf(found: Found, chat: Id<'chat'>, contact: Id<'contact'>): Way {
  const { contactPhone, lastInboundAt, approachedAt, suppressedSince: since, approached, ...device } = found;
  return {
    device,
    chat,
    contact,
    phone: contactPhone,
    lastInboundAt,
    approachedAt,
    suppressedSince: since,
    approached,
  };
}

async function lookUp(tx: Tx, workspace: Workspace, { device, address, now }: Asked): Promise<Found | undefined> {
  return tx.maybe(sql<Found>`
    select d.*, c.id as chat, p.contact_id as contact, c.last_inbound_at as "lastInboundAt", c.approached_at as "approachedAt",
      ${phoneOf('p.workspace_id', 'p.contact_id')} as "contactPhone", ${suppressedSince('p.workspace_id', 'p.contact_id')} as "suppressedSince",
      ${approachCount({ chat: 'c', device: 'd.id', now })} as approached
    from ${sendingDevice(workspace, device, deviceOf(workspace, address))} d
    left join lateral (select ${workspace}::uuid as workspace_id, ${contactOf(workspace, address)} as contact_id offset 0) p on true
    -- a lateral row with a limit, so that the whole key is used whatever the statistics say
    left join lateral (
      select id, last_inbound_at, approached_at from chats
      where workspace_id = ${workspace} and device_id = d.id and contact_id = p.contact_id and kind = 'direct' limit 1
    ) c on true`);
}

// A chat is the conversation of one device, so an answer goes out by that one.
function deviceOf(workspace: Workspace, address: Address) {
  if (address.kind !== 'chat') return undefined;
  return sql`(select device_id from chats where workspace_id = ${workspace} and id = ${address.chat})`;
}

function contactOf(workspace: Workspace, address: Address) {
  switch (address.kind) {
    case 'phone':
      return contactIdOfPhone(workspace, address.phone);
    case 'contact':
      return contactIdIfKnown(workspace, address.contact);
    case 'chat':
      return sql`(select contact_id from chats where workspace_id = ${workspace} and id = ${address.chat} and kind = 'direct' and device_id = d.id)`;
  }
}

function unknownRecipient(): Problem {
  return new Problem('invalid_recipient', {
    detail: 'There is no such contact or chat in this workspace for this device.',
    errors: [{ path: 'to', message: 'Use a phone with `+`, a contact or a chat of this workspace.' }],
  });
}
