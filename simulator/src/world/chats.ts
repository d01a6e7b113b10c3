import { messagesTable } from '../store/tables.ts';
import { type Account, type Chat, type Entry, type EntryStatus, nextTick } from './world.ts';

/** Older entries stay in the database only. */
const entriesInMemory = 2_000;
const rank: Record<EntryStatus, number> = { sent: 0, delivered: 1, read: 2, played: 3 };

export const entryKey = (direction: 'in' | 'out', id: string) => `${direction} ${id}`;

export function chatOf(account: Account, peer: string): Chat {
  let chat = account.chats.get(peer);
  if (!chat) {
    chat = { with: peer, entries: new Map(), changed: 0, typingUntil: 0 };
    account.chats.set(peer, chat);
  }
  return chat;
}

export function findEntry(account: Account, peer: string, key: string): Entry | undefined {
  return account.chats.get(peer)?.entries.get(key);
}

/** The chat and entry of a message id, whoever wrote it. */
export function searchEntry(account: Account, id: string): { chat: Chat; entry: Entry } | undefined {
  for (const chat of account.chats.values()) {
    const entry = chat.entries.get(entryKey('in', id)) ?? chat.entries.get(entryKey('out', id));
    if (entry) return { chat, entry };
  }
  return undefined;
}

export type NewEntry = Pick<Entry, 'id' | 'direction' | 'type' | 'body' | 'status' | 'content'> & { frames: number };

export function addEntry(account: Account, peer: string, input: NewEntry): Entry {
  const chat = chatOf(account, peer);
  const seq = nextTick(account.world);
  const entry: Entry = { ...input, seq, changed: seq, at: account.world.simulator.clock.now() };
  chat.entries.set(entryKey(entry.direction, entry.id), entry);
  if (chat.entries.size > entriesInMemory) {
    const [oldest] = chat.entries.keys();
    if (oldest !== undefined) chat.entries.delete(oldest);
  }
  saveEntry(account, chat, entry);
  return entry;
}

/** Counts another frame with an id the phone already knows: the person sees one message. */
export function countFrame(account: Account, peer: string, entry: Entry) {
  entry.frames += 1;
  touch(account, peer, entry);
}

/** Moves a message's status forward; it never moves back. Says whether it moved. */
export function advanceStatus(account: Account, peer: string, entry: Entry, status: EntryStatus): boolean {
  if (rank[status] <= rank[entry.status]) return false;
  entry.status = status;
  touch(account, peer, entry);
  return true;
}

function touch(account: Account, peer: string, entry: Entry) {
  entry.changed = nextTick(account.world);
  saveEntry(account, chatOf(account, peer), entry);
}

function saveEntry(account: Account, chat: Chat, entry: Entry) {
  chat.changed = entry.changed;
  account.changed = entry.changed;
  account.world.simulator.store.put(messagesTable, [
    account.world.id,
    account.phone,
    chat.with,
    entry.direction,
    entry.id,
    entry.seq,
    entry.changed,
    entry.at,
    entry.type,
    entry.body,
    entry.status,
    entry.frames,
    entry.content,
  ]);
}
