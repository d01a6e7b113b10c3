type Facts = {
  /** What one unit is. */
  unit: 'people' | 'messages' | 'requests' | 'seconds' | 'devices' | 'keys';
  /** The span the number holds for. `rolling_day`: any 24 hours; `now`: how many may exist at once. */
  period: 'rolling_day' | 'minute' | 'now' | 'each';
  /** Per what it is counted. */
  per: 'workspace' | 'device' | 'chat' | 'key';
  live: number;
  sandbox: number;
  counts: string;
  never: string;
  says: string;
};

/** Every limit there is, with the number that holds when neither plan nor operator sets another. */
export const limits = {
  new_recipients_per_day: {
    unit: 'people',
    period: 'rolling_day',
    per: 'device',
    live: 20,
    sandbox: 100_000,
    counts:
      'People a device writes to who never wrote to it and whom it had not written to before; also checks of unknown numbers.',
    never: 'Answers, and further messages to people the device has been in touch with.',
    says: 'How many new people a device may write to in any 24 hours.',
  },
  messages_per_minute: {
    unit: 'messages',
    period: 'minute',
    per: 'device',
    live: 60,
    sandbox: 100_000,
    counts: 'Messages handed to WhatsApp.',
    never: 'Messages that wait in the queue.',
    says: 'How many messages a device hands to WhatsApp in a minute. More wait in the queue; none are lost.',
  },
  pair_burst: {
    unit: 'messages',
    period: 'each',
    per: 'chat',
    live: 45,
    sandbox: 100_000,
    counts: 'Messages from one device to one person.',
    never: 'Messages in other chats.',
    says: 'How many messages to one person go out at once before pacing begins.',
  },
  pair_refill_seconds: {
    unit: 'seconds',
    period: 'each',
    per: 'chat',
    live: 6,
    sandbox: 0,
    counts: 'The wait until one more message to the same person may go out, once the burst is used up.',
    never: 'Time while the burst is not used up.',
    says: 'How long a message to one person waits once the burst is used up.',
  },
  devices: {
    unit: 'devices',
    period: 'now',
    per: 'workspace',
    live: 1_000,
    sandbox: 1_000,
    counts: 'Devices that exist.',
    never: 'Deleted devices.',
    says: 'How many devices a workspace may have.',
  },
  api_keys: {
    unit: 'keys',
    period: 'now',
    per: 'workspace',
    live: 50,
    sandbox: 50,
    counts: 'Keys that are neither revoked nor expired.',
    never: 'Revoked and expired keys.',
    says: 'How many API keys a workspace may have in use.',
  },
  sends_per_minute: {
    unit: 'requests',
    period: 'minute',
    per: 'key',
    live: 60_000,
    sandbox: 60_000,
    counts:
      'Requests that send messages. High on purpose: what protects the recipients is counted per device and person.',
    never: 'Other requests.',
    says: 'How many send requests a key or session may make in a minute, on each server.',
  },
  reads_per_minute: {
    unit: 'requests',
    period: 'minute',
    per: 'key',
    live: 6_000,
    sandbox: 12_000,
    counts: 'GET requests.',
    never: 'Webhook deliveries: prefer them to polling.',
    says: 'How many read requests a key or session may make in a minute, on each server.',
  },
  writes_per_minute: {
    unit: 'requests',
    period: 'minute',
    per: 'key',
    live: 6_000,
    sandbox: 12_000,
    counts: 'Requests that change something and do not send.',
    never: 'Send requests.',
    says: 'How many other requests a key or session may make in a minute, on each server.',
  },
} as const satisfies Record<string, Facts>;

export type LimitKey = keyof typeof limits;

/** The numbers that hold for one workspace. */
export type Limits = Readonly<Record<LimitKey, number>>;

/** Defaults by kind, replaced by the plan's numbers, replaced by the operator's. Unknown names in data are ignored. */
export function projectLimits(kind: 'live' | 'sandbox', ...layers: Record<string, number>[]): Limits {
  const known = Object.entries(limits).map(([key, facts]) => {
    const last = layers.findLast((layer) => Object.hasOwn(layer, key));
    return [key, last?.[key] ?? facts[kind]];
  });
  // Built from the table's own entries, so every key is there.
  return Object.fromEntries(known) as Limits;
}
