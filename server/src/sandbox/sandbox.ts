import type { Log } from '../base/log.ts';
import { Problem } from '../base/problem.ts';
import type { Ask } from './control.ts';
import { createControl } from './control.ts';

export { createSandboxProxy } from './proxy.ts';

/** One line of a pretend phone's chat. `direction` is seen from that phone. */
export type PretendMessage = {
  id: string;
  direction: 'out' | 'in';
  from: string;
  to: string;
  type: string;
  status: string;
  at: string;
  [content: string]: unknown;
};

/** A pretend phone with what it holds. */
export type PretendPhone = {
  phone: string;
  name: string | null;
  online: boolean;
  linked_devices: PretendDevice[];
  blocked: string[];
  calls: object[];
  chats: { with: string; typing: boolean; messages: PretendMessage[] }[];
  /** Grows with every change; ask with `after` for what is newer. */
  version: number;
};

/** A client linked to a pretend phone, under the phone's own small number for it. */
export type PretendDevice = { id: number; platform: string; online: boolean; waiting: number; linked_at: string };

/** Only what changed `after` a version, only the chat `with` a phone, at most `limit` messages a chat. */
export type PhoneWindow = { after?: number; with?: string; limit?: number };

/** Where a client on this machine reaches a world, and the root its certificates hang on (hex). */
export type WorldInfo = { world: string; linked_path: string; linked_url: string; noise_root: string };

/** A message a pretend phone sends, in the content vocabulary of the API. */
export type PretendSend = { to: string; type: string; [content: string]: unknown };

/** A fault to plant; `kind` and what it needs are the simulator's to check. `device`: the phone it strikes, all when omitted. */
export type Fault = { kind: string; [detail: string]: unknown };

/**
 * The pretend WhatsApp of one sandbox workspace, for those who hold its API key. A world comes into being when first used.
 * Every verb refuses with a Problem: `not_found`, `validation_failed`, `conflict`, or `unavailable` while the simulator is away.
 */
export type World = {
  addPhone(input: { phone: string; name?: string | undefined }): Promise<PretendPhone>;
  /** Those that were added, in order; each with its newest messages only. */
  listPhones(): Promise<PretendPhone[]>;
  getPhone(phone: string, window?: PhoneWindow): Promise<PretendPhone>;
  /** Links the device that shows this QR to the phone's account. */
  scan(phone: string, qr: string): Promise<{ device: PretendDevice }>;
  enterCode(phone: string, code: string): Promise<{ device: PretendDevice }>;
  send(phone: string, message: PretendSend): Promise<PretendMessage>;
  read(phone: string, message: string): Promise<PretendMessage>;
  type(phone: string, to: string): Promise<void>;
  call(phone: string, to: string): Promise<{ id: string; to: string; status: string }>;
  hangUp(phone: string, call: string): Promise<void>;
  block(phone: string, other: string): Promise<PretendPhone>;
  /** `device`: its number under `linked_devices`; without it, all of them. */
  unlink(phone: string, device?: number): Promise<PretendPhone>;
  goOffline(phone: string): Promise<PretendPhone>;
  goOnline(phone: string): Promise<PretendPhone>;
  plantFault(fault: Fault): Promise<object>;
  listFaults(): Promise<object>;
  clearFaults(): Promise<void>;
  info(): Promise<WorldInfo>;
  /** What broke the protocol's rules so far. */
  violations(): Promise<object>;
  remove(): Promise<void>;
};

export type Sandbox = {
  /** `world` is a workspace's, lower-case letters and digits. */
  world(world: string): World;
  /** Whether the simulator answers. */
  healthy(): Promise<boolean>;
  /** Closes the connections that are kept open. */
  close(): void;
};

/** `socketPath`: the simulator's control socket; `null` when this installation runs without a sandbox. */
export function createSandbox({ socketPath, log }: { socketPath: string | null; log: Log }): Sandbox {
  const control = socketPath === null ? undefined : createControl(socketPath, log);
  const ask: Ask = (method, path, body) => {
    if (!control) throw new Problem('not_available', { detail: 'This installation runs without a sandbox.' });
    return control.ask(method, path, body);
  };
  return {
    world: (world) => openWorld(ask, world),
    async healthy() {
      return (await control?.ask('GET', '/healthz').catch(() => undefined)) !== undefined;
    },
    close: () => control?.close(),
  };
}

type PhonePage = { data: PretendPhone[]; next: string | null };

function openWorld(ask: Ask, world: string): World {
  if (!/^[a-z0-9]{8,40}$/.test(world)) throw new Error('not a world');
  const base = `/worlds/${world}`;
  const at = (phone: string, ...verb: string[]) =>
    [`${base}/phones`, ...[phone, ...verb].map((part) => encodeURIComponent(part))].join('/');
  // Shapes are the simulator's promise, kept by its own tests; it is our program on a socket only we can open.
  const get = async <T>(path: string) => (await ask('GET', path)) as T;
  const post = async <T>(path: string, body: object = {}) => (await ask('POST', path, body)) as T;
  return {
    addPhone: (input) => post(`${base}/phones`, input),
    async listPhones() {
      const phones: PretendPhone[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: PhonePage = await get(`${base}/phones${queryOf({ limit: 200, cursor })}`);
        phones.push(...page.data);
        cursor = page.next;
      }
      return phones;
    },
    getPhone: (phone, window = {}) => get(`${at(phone)}${queryOf(window)}`),
    scan: (phone, qr) => post(at(phone, 'scan'), { qr }),
    enterCode: (phone, code) => post(at(phone, 'enter-code'), { code }),
    send: (phone, message) => post(at(phone, 'messages'), message),
    read: (phone, message) => post(at(phone, 'read'), { message }),
    type: (phone, to) => post(at(phone, 'typing'), { to }),
    call: (phone, to) => post(at(phone, 'call'), { to }),
    hangUp: async (phone, call) => void (await ask('DELETE', at(phone, 'calls', call))),
    block: (phone, other) => post(at(phone, 'block'), { phone: other }),
    unlink: (phone, device) => post(at(phone, 'unlink'), device === undefined ? {} : { device }),
    goOffline: (phone) => post(at(phone, 'offline')),
    goOnline: (phone) => post(at(phone, 'online')),
    plantFault: (fault) => post(`${base}/faults`, fault),
    listFaults: () => get(`${base}/faults`),
    clearFaults: async () => void (await ask('DELETE', `${base}/faults`)),
    info: () => get(base),
    violations: () => get(`${base}/strict`),
    remove: async () => void (await ask('DELETE', base)),
  };
}

function queryOf(fields: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) query.set(name, String(value));
  return query.size === 0 ? '' : `?${query}`;
}
