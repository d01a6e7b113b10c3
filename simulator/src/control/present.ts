import type { Fault, Violation } from '../strict/kinds.ts';
import type { Account, Chat, Device, Entry, World } from '../world/world.ts';

const e164 = (phone: string) => `+${phone}`;
const time = (ms: number) => new Date(ms).toISOString();

export type Window = {
  /** Only what changed after this version. */
  after: number;
  /** Newest entries per chat. */
  limit: number;
  /** Only the chat with this phone (digits). */
  with: string | undefined;
};

export function presentPhone(account: Account, window: Window) {
  const chats = [...account.chats.values()].filter(
    (chat) => chat.changed > window.after && (window.with === undefined || chat.with === window.with),
  );
  return {
    phone: e164(account.phone),
    name: account.name,
    online: account.online,
    linked_devices: [...account.devices.values()].map(presentDevice),
    blocked: [...account.blocked].map(e164),
    calls: [...account.calls.values()]
      .slice(-50)
      .map((call) => ({ ...call, peer: undefined, with: e164(call.peer), at: time(call.at) })),
    chats: chats.sort((a, b) => b.changed - a.changed).map((chat) => presentChat(account, chat, window)),
    version: account.changed,
  };
}

export function presentDevice(device: Device) {
  return {
    id: device.id,
    platform: device.platform,
    online: device.connection !== undefined,
    waiting: device.waiting.size,
    linked_at: time(device.linkedAt),
  };
}

function presentChat(account: Account, chat: Chat, window: Window) {
  const entries = [...chat.entries.values()].slice(-window.limit).filter((entry) => entry.changed > window.after);
  return {
    with: e164(chat.with),
    typing: chat.typingUntil > account.world.simulator.clock.now(),
    messages: entries.map((entry) => presentEntry(account, chat.with, entry)),
  };
}

export function presentEntry(account: { phone: string }, peer: string, entry: Entry) {
  const [from, to] = entry.direction === 'in' ? [peer, account.phone] : [account.phone, peer];
  return {
    id: entry.id,
    direction: entry.direction,
    from: e164(from),
    to: e164(to),
    type: entry.type,
    ...(entry.type === 'text' ? { text: { body: entry.body } } : { unsupported: { kind: entry.body } }),
    status: entry.status,
    at: time(entry.at),
    frames: entry.frames,
  };
}

export function presentFault(fault: Fault) {
  return {
    id: String(fault.id),
    kind: fault.kind,
    device: fault.phone === undefined ? null : e164(fault.phone),
    ms: fault.ms ?? null,
    remaining: fault.remaining ?? null,
  };
}

export function presentStrict(world: World) {
  const of = (kind: Violation['kind']) =>
    world.violations.filter((one) => one.kind === kind).map(({ detail, at }) => ({ ...detail, at: time(at) }));
  return {
    violations: world.violations.length,
    unknown_stanzas: of('unknown_stanza'),
    missing_acks: of('missing_ack'),
    reused_counters: of('reused_counter'),
  };
}
