import type { Log } from '../base/log.ts';
import { Problem } from '../base/problem.ts';
import type { Ask } from './control.ts';
import { createControl } from './control.ts';

export { proxySandbox } from './proxy.ts';

/** One line of a pretend phone's chat. `direction` is seen from that phone. */
export type PretendMessage = {
  id: string;
  direction: 'out' | 'in';
  from: string;
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
  linked_devices: unknown[];
  chats: { with: string; messages: PretendMessage[] }[];
};

/** A message a pretend phone sends, in the content vocabulary of the API. */
export type PretendSend = { to: string; type: string; [content: string]: unknown };

/** A fault to plant; `kind` and what it needs are the simulator's to check. */
export type Fault = { kind: string; [detail: string]: unknown };

/**
 * The pretend WhatsApp of one sandbox workspace, for those who hold its API key. A world comes into being when first used.
 * Every verb refuses with a Problem: `not_found`, `validation_failed`, `conflict`, or `unavailable` while the simulator is away.
 */
export type World = {
  addPhone(input: { phone: string; name?: string | undefined }): Promise<PretendPhone>;
  listPhones(): Promise<PretendPhone[]>;
  getPhone(phone: string): Promise<PretendPhone>;
  /** Links the device that shows this QR to the phone's account. */
  scan(phone: string, qr: string): Promise<object>;
  enterCode(phone: string, code: string): Promise<object>;
  send(phone: string, message: PretendSend): Promise<object>;
  read(phone: string, message: string): Promise<object>;
  type(phone: string, to: string): Promise<object>;
  call(phone: string, to: string): Promise<object>;
  block(phone: string, other: string): Promise<object>;
  unlink(phone: string, device: string): Promise<object>;
  goOffline(phone: string): Promise<object>;
  goOnline(phone: string): Promise<object>;
  plantFault(fault: Fault): Promise<object>;
  /** Where another client reaches this world, as the simulator knows it. */
  info(): Promise<object>;
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

function openWorld(ask: Ask, world: string): World {
  if (!/^[a-z0-9]{8,40}$/.test(world)) throw new Error('not a world');
  const base = `/worlds/${world}`;
  const at = (phone: string, verb?: string) => `${base}/phones/${encodeURIComponent(phone)}${verb ? `/${verb}` : ''}`;
  // Shapes are the simulator's promise, kept by its own tests; it is our program on a socket only we can open.
  const tell = (path: string, body: object = {}) => ask('POST', path, body) as Promise<object>;
  return {
    addPhone: (input) => ask('POST', `${base}/phones`, input) as Promise<PretendPhone>,
    listPhones: async () => ((await ask('GET', `${base}/phones`)) as { data: PretendPhone[] }).data,
    getPhone: (phone) => ask('GET', at(phone)) as Promise<PretendPhone>,
    scan: (phone, qr) => tell(at(phone, 'scan'), { qr }),
    enterCode: (phone, code) => tell(at(phone, 'enter-code'), { code }),
    send: (phone, message) => tell(at(phone, 'messages'), message),
    read: (phone, message) => tell(at(phone, 'read'), { message }),
    type: (phone, to) => tell(at(phone, 'typing'), { to }),
    call: (phone, to) => tell(at(phone, 'call'), { to }),
    block: (phone, other) => tell(at(phone, 'block'), { phone: other }),
    unlink: (phone, device) => tell(at(phone, 'unlink'), { device }),
    goOffline: (phone) => tell(at(phone, 'offline')),
    goOnline: (phone) => tell(at(phone, 'online')),
    plantFault: (fault) => tell(`${base}/faults`, fault),
    info: () => ask('GET', base) as Promise<object>,
    violations: () => ask('GET', `${base}/strict`) as Promise<object>,
    remove: async () => void (await ask('DELETE', base)),
  };
}
