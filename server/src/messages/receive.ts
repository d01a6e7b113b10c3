import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/id.ts';
import { showId } from '../base/id.ts';
import type { Log } from '../base/log.ts';
import type { Identity, Person } from '../contacts/contacts.ts';
import { forgetMerged, meetPeople, noteInbound, reopenContact, suppressContact } from '../contacts/contacts.ts';
import type { Db } from '../db/db.ts';
import type { Inbound } from '../engine/engine.ts';
import { appendEvents } from '../events/events.ts';
import { readWish } from '../policy/policy.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { addUsage } from '../workspaces/workspaces.ts';
import { storeArrivals } from './arrive.ts';
import type { Arrived, Desk, InboundMessage, Receiver } from './desk.ts';
import { phoneOfPeer } from './desk.ts';
import { mergeChats } from './merge.ts';
import { momentOf } from './moment.ts';
import { openChats, touchChats } from './open-chats.ts';
import type { Learnt } from './write.ts';
import { recordFacts } from './write.ts';

type Deps = { db: Db; secrets: Secrets; clock: Clock; log: Log };

/**
 * Takes what arrived on one device, in order: when it resolves, everything is durable and told.
 * A second copy changes nothing, so an engine that is not sure may hand the same entries in again.
 */
export async function receive(
  { db, secrets, clock, log }: Deps,
  receiver: Receiver,
  entries: Inbound[],
): Promise<void> {
  const now = clock.now();
  const receipts = entries.filter((entry) => entry.kind === 'receipt');
  if (receipts.length < entries.length)
    await db.system((tx) => receiveNews({ ...receiver, tx, secrets, now }, entries));
  // Apart, so that waiting for the row of a message comes before anything is written: the first write gives a transaction
  // its place among the events, and `delivered` must not take one before the `sent` it waits for.
  const facts = receipts.flatMap((receipt) => receiptFacts(receiver, receipt, now));
  if (facts.length > 0) await db.system((tx) => recordFacts(tx, facts, now));
  log.debug('received', { device: receiver.device, count: entries.length });
}

async function receiveNews(desk: Desk, entries: Inbound[]): Promise<void> {
  await learnIdentities(
    desk,
    entries.filter((entry) => entry.kind === 'identity'),
  );
  await receiveMessages(
    desk,
    entries.filter((entry) => entry.kind === 'message'),
  );
  const calls = entries.filter((entry) => entry.kind === 'call' && entry.status === 'offer');
  await appendEvents(
    desk.tx,
    calls.flatMap((call) => (call.kind === 'call' ? [callEvent(desk, call)] : [])),
  );
}

async function learnIdentities(desk: Desk, entries: Extract<Inbound, { kind: 'identity' }>[]): Promise<void> {
  const people = entries.map(
    ({ phone, lid }): Person => ({
      identities: [
        { kind: 'phone', value: phone },
        { kind: 'lid', value: lid },
      ],
    }),
  );
  await meet(desk, people);
}

type Receipt = Extract<Inbound, { kind: 'receipt' }>;

function receiptFacts({ workspace, device }: Receiver, entry: Receipt, now: Date): Learnt[] {
  // In a group one member's receipt says nothing about the others; groups are built later.
  if (entry.chat.kind !== 'person') return [];
  const fact = { kind: entry.receipt, at: momentOf(entry.atMs, now) };
  return entry.wireIds.map((wireId) => ({ workspace, by: { device, wireId }, fact }));
}

function callEvent({ workspace, device, now }: Desk, call: Extract<Inbound, { kind: 'call' }>) {
  const at = new Date(call.atMs).toISOString();
  const data = { device: showId('device', device), from: phoneOfPeer(call.from), call_id: call.callId, at };
  return { workspace, type: 'call.received' as const, subject: device, at: now, data };
}

async function receiveMessages(desk: Desk, entries: InboundMessage[]): Promise<void> {
  if (entries.length === 0) return;
  const people = entries.filter((entry) => entry.chat.kind === 'person');
  const contacts = await meet(desk, people.map(personOf));
  const contactOf = new Map(people.map((entry, index) => [entry, contacts[index] ?? null]));
  const arrived = await openChats(
    desk,
    entries.map((entry) => ({ entry, contact: contactOf.get(entry) ?? null })),
  );
  const { stored, first } = await storeArrivals(desk, arrived);
  await touchChats(desk, first);
  await noteInbound(desk.tx, desk.workspace, first.flatMap(noteOf));
  await obeyWishes(desk, stored);
  await addUsage(desk.tx, 'messages_received', [[desk.workspace, first.length]], desk.now);
}

async function meet({ tx, secrets, workspace, now }: Desk, people: Person[]): Promise<Id<'contact'>[]> {
  if (people.length === 0) return [];
  const { contacts, merges } = await meetPeople(tx, secrets, { workspace, people, now });
  await mergeChats(tx, workspace, merges);
  await forgetMerged(tx, workspace, merges);
  return contacts;
}

function personOf({ chat, fromMe, name }: InboundMessage): Person {
  const identities: Identity[] = [];
  if (chat.kind === 'person' && chat.phone) identities.push({ kind: 'phone', value: chat.phone });
  if (chat.kind === 'person' && chat.lid) identities.push({ kind: 'lid', value: chat.lid });
  // A message typed on the phone carries our own name, not the other person's.
  return { identities, ...(name && !fromMe ? { pushName: name } : {}) };
}

function noteOf({ entry, contact }: Arrived) {
  if (!contact || entry.fromMe || entry.history) return [];
  return [{ contact, at: new Date(entry.atMs), pushName: entry.name ?? null }];
}

// STOP and START hold for the whole workspace from this commit on; the same words inside a longer message mean nothing.
async function obeyWishes({ tx, secrets, workspace }: Desk, fresh: Arrived[]): Promise<void> {
  for (const { entry, contact } of fresh) {
    if (!contact || entry.fromMe || entry.history || entry.content.type !== 'text') continue;
    const wish = readWish(entry.content.text.body);
    const at = new Date(entry.atMs);
    if (wish === 'stop') {
      const closing = { workspace, contact, source: 'person', reason: 'stop_keyword', at, actor: 'person' } as const;
      await suppressContact(tx, secrets, closing);
    }
    if (wish === 'start') await reopenContact(tx, secrets, { workspace, contact, at });
  }
}
