import { unpadRandomMax16 } from 'baileys';
import { undecryptableTable } from '../store/tables.ts';
import { addEntry, countFrame, entryKey, findEntry } from '../world/chats.ts';
import { forgetFromPhone } from '../world/delivery.ts';
import type { Account, Waiting } from '../world/world.ts';
import { actOn, wantsMessageTwice } from './behaviours.ts';
import { decodeContent, describe, encodeContent } from './content.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { tellAuthor } from './receipts.ts';
import { askForRetry } from './retry.ts';
import { serially } from './serial.ts';
import { type Opened, openFrom, peerOf } from './sessions.ts';

const retriesMax = 5;

/** Lets the phone take what waits for it, if it is online. */
export function wakePhone(account: Account) {
  if (!account.online || account.inbox.size === 0) return;
  serially(account, () => takeInbox(account)).catch((error: unknown) =>
    account.world.simulator.log.error('phone.inbox_failed', error),
  );
}

async function takeInbox(account: Account): Promise<void> {
  for (const waiting of account.inbox.values()) {
    if (!account.online) return;
    const now = account.world.simulator.clock.now();
    if (waiting.due === undefined || waiting.due <= now) await takeOne(account, waiting);
  }
}

async function takeOne(account: Account, waiting: Waiting): Promise<void> {
  const envelope = readEnvelope(account.world, waiting.stanza);
  if (!envelope) return forgetFromPhone(account, waiting);
  if (wantsMessageTwice(account, envelope)) return refuse(account, envelope, waiting);
  const opened = await open(account, envelope);
  if (!opened) return refuse(account, envelope, waiting);
  // From here on nothing waits: session, chat entry, receipts and reactions are one commit.
  opened.keep();
  forgetFromPhone(account, waiting);
  if (!envelope.peer) accept(account, envelope, opened.plaintext);
}

async function open(account: Account, envelope: Envelope): Promise<Opened | undefined> {
  const { payload, sender } = envelope;
  if (payload.is === 'plain') return { plaintext: payload.bytes, keep: () => {} };
  try {
    const opened = await openFrom(account, peerOf(sender.account.lid, sender.device), payload.sealed);
    return { ...opened, plaintext: Buffer.from(unpadRandomMax16(opened.plaintext)) };
  } catch {
    return undefined;
  }
}

function accept(account: Account, envelope: Envelope, plaintext: Buffer) {
  const outer = decodeContent(plaintext);
  const message = outer.deviceSentMessage?.message ?? outer;
  const byOwner = envelope.sender.account === account && envelope.recipient !== undefined;
  const peer = byOwner && envelope.recipient ? envelope.recipient : envelope.sender.account;
  const direction = byOwner ? 'out' : 'in';
  const known = findEntry(account, peer.phone, entryKey(direction, envelope.id));
  if (known) countFrame(account, peer.phone, known);
  else {
    addEntry(account, peer.phone, {
      id: envelope.id,
      direction,
      status: byOwner ? 'sent' : 'delivered',
      frames: 1 + takeUndecryptable(account, envelope),
      content: encodeContent(message),
      ...describe(message),
    });
  }
  if (byOwner) return;
  tellAuthor(peer, account, [envelope.id], { status: 'delivered', byLid: envelope.sender.byLid });
  if (!known) actOn(account, envelope, describe(message));
}

/** The phone cannot read this frame: a known message is a repeated frame, anything else is asked for again. */
function refuse(account: Account, envelope: Envelope, waiting: Waiting) {
  forgetFromPhone(account, waiting);
  const { sender, recipient, id } = envelope;
  const peer = recipient ?? sender.account;
  const known = findEntry(account, peer.phone, entryKey(recipient ? 'out' : 'in', id));
  if (known) {
    countFrame(account, peer.phone, known);
    if (!recipient) tellAuthor(peer, account, [id], { status: 'delivered', byLid: sender.byLid });
    return;
  }
  const count = (account.undecryptable.get(undecryptableKey(envelope)) ?? 0) + 1;
  saveUndecryptable(account, envelope, count);
  if (count <= retriesMax) askForRetry(account, envelope, count);
}

function takeUndecryptable(account: Account, envelope: Envelope): number {
  const key = undecryptableKey(envelope);
  const count = account.undecryptable.get(key);
  if (count === undefined) return 0;
  account.undecryptable.delete(key);
  account.world.simulator.store.remove(undecryptableTable, undecryptableRow(account, envelope));
  return count;
}

function saveUndecryptable(account: Account, envelope: Envelope, count: number) {
  account.undecryptable.set(undecryptableKey(envelope), count);
  account.world.simulator.store.put(undecryptableTable, [...undecryptableRow(account, envelope), count]);
}

const undecryptableRow = (account: Account, envelope: Envelope) => [
  account.world.id,
  account.phone,
  envelope.sender.account.phone,
  envelope.id,
];
const undecryptableKey = (envelope: Envelope) => `${envelope.sender.account.phone} ${envelope.id}`;
