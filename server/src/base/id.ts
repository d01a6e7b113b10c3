import { randomBytes } from 'node:crypto';

const prefixes = {
  workspace: 'ws',
  reseller: 'rsl',
  brand: 'brd',
  person: 'per',
  registration: 'reg',
  session: 'ses',
  browser: 'brw',
  invitation: 'inv',
  auditEntry: 'aud',
  mail: 'mail',
  ticket: 'tck',
  application: 'app',
  abuseCase: 'case',
  consentChoice: 'cch',
  member: 'mem',
  apiKey: 'key',
  device: 'dev',
  contact: 'con',
  consent: 'cns',
  suppression: 'sup',
  chat: 'chat',
  message: 'msg',
  event: 'evt',
  endpoint: 'we',
  delivery: 'dlv',
  attempt: 'att',
} as const;

/** What an id names. */
export type Thing = keyof typeof prefixes;

/** A uuid that can only be used for the thing it names. In the database it is a plain uuid; outside it carries a prefix. */
export type Id<T extends Thing> = string & { readonly __thing: T };

/** Makes a time-ordered id (UUID version 7, RFC 9562), so id order is creation order to the millisecond. */
export function newId<T extends Thing>(_thing: T, now: Date): Id<T> {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return brand(uuidText(bytes));
}

/** The public text of an id: prefix, underscore, 32 hex digits. */
export function showId(thing: Thing, id: string): string {
  return `${prefixes[thing]}_${id.replaceAll('-', '')}`;
}

/** Parses public id text; `undefined` for anything malformed, which callers answer like a missing thing. */
export function parseId<T extends Thing>(thing: T, text: string): Id<T> | undefined {
  const match = /^([a-z]+)_([0-9a-f]{32})$/.exec(text);
  if (!match || match[1] !== prefixes[thing] || !match[2]) return undefined;
  return brand(uuidText(Buffer.from(match[2], 'hex')));
}

/** Brands a uuid that comes from our own database. */
export function brand<T extends Thing>(uuid: string): Id<T> {
  // The one place where text becomes an id; everything after it is checked by the compiler.
  return uuid as Id<T>;
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
