import type { Id } from '../base/id.ts';
import { parseId } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import { readPhone } from '../base/phone.ts';
import { Problem } from '../base/problem.ts';
import { contactIdIfKnown, contactIdOfPhone, contactOfPhone, phoneOf, suppressedSince } from '../contacts/contacts.ts';
import type { Tx } from '../db/db.ts';
import { sql } from '../db/db.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { chatWith } from './chats.ts';

type Workspace = Id<'workspace'>;

/** Whom a message is for, as a caller may write it: a phone, one of our contacts, one of our chats. */
export type Address =
  | { kind: 'phone'; phone: Phone }
  | { kind: 'contact'; contact: Id<'contact'> }
  | { kind: 'chat'; chat: Id<'chat'> };

/** The chat a message goes to, with what the policy asks about it. */
export type Recipient = {
  chat: Id<'chat'>;
  contact: Id<'contact'>;
  phone: string | null;
  lastInboundAt: Date | null;
  approachedAt: Date | null;
  suppressedSince: Date | null;
};

/** Reads `to`. Throws `invalid_recipient`, with a suggestion where one is likely meant. */
export function readAddress(to: string, possible: boolean): Address {
  const contact = parseId('contact', to);
  if (contact) return { kind: 'contact', contact };
  const chat = parseId('chat', to);
  if (chat) return { kind: 'chat', chat };
  const reading = readPhone(to, { possible });
  if (reading.ok) return { kind: 'phone', phone: reading.phone };
  const { reason, suggestion } = reading;
  throw new Problem('invalid_recipient', {
    detail: suggestion ? `${reason} Did you mean ${suggestion}?` : reason,
    errors: [{ path: 'to', message: reason, ...(suggestion ? { suggestion } : {}) }],
  });
}

/** Finds the chat of an address on a device; a phone nobody wrote to yet gets its contact and chat here. */
export async function findRecipient(
  tx: Tx,
  secrets: Secrets,
  workspace: Workspace,
  { device, address, now }: { device: Id<'device'>; address: Address; now: Date },
): Promise<Recipient> {
  const known = await lookUp(tx, workspace, device, address);
  if (known?.chat) return { ...known, chat: known.chat };
  const contact =
    known?.contact ??
    (address.kind === 'phone' ? await contactOfPhone(tx, secrets, workspace, address.phone, now) : undefined);
  if (!contact) throw unknownRecipient();
  const chat = await chatWith(tx, workspace, { device, contact, now });
  const made = await lookUp(tx, workspace, device, { kind: 'chat', chat });
  if (!made?.chat) throw new Error('a chat just made is missing');
  return { ...made, chat: made.chat };
}

type Found = Omit<Recipient, 'chat'> & { chat: Id<'chat'> | null };

async function lookUp(
  tx: Tx,
  workspace: Workspace,
  device: Id<'device'>,
  address: Address,
): Promise<Found | undefined> {
  const columns = sql`
    c.id as chat, c.last_inbound_at as "lastInboundAt", c.approached_at as "approachedAt",
    ${phoneOf('p.workspace_id', 'p.contact_id')} as phone, ${suppressedSince('p.workspace_id', 'p.contact_id')} as "suppressedSince", p.contact_id as contact`;
  if (address.kind === 'chat') {
    return tx.maybe(sql<Found>`
      select ${columns} from chats p join chats c on c.workspace_id = p.workspace_id and c.id = p.id
      where p.workspace_id = ${workspace} and p.id = ${address.chat} and p.device_id = ${device} and p.kind = 'direct'`);
  }
  if (address.kind === 'phone') {
    return tx.maybe(sql<Found>`
      select ${columns} from (select ${workspace}::uuid as workspace_id, ${contactIdOfPhone(workspace, address.phone)} as contact_id) p
      left join chats c on c.workspace_id = p.workspace_id and c.device_id = ${device} and c.contact_id = p.contact_id and c.kind = 'direct'
      where p.contact_id is not null`);
  }
  return tx.maybe(sql<Found>`
    select ${columns} from (select ${workspace}::uuid as workspace_id, ${contactIdIfKnown(workspace, address.contact)} as contact_id) p
    left join chats c on c.workspace_id = p.workspace_id and c.device_id = ${device} and c.contact_id = p.contact_id and c.kind = 'direct'
    where p.contact_id is not null`);
}

function unknownRecipient(): Problem {
  return new Problem('invalid_recipient', {
    detail: 'There is no such contact or chat in this workspace for this device.',
    errors: [{ path: 'to', message: 'Use a phone with `+`, a contact or a chat of this workspace.' }],
  });
}
