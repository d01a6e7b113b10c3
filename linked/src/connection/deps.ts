import type { Log } from '../../../server/src/base/log.ts';
import type { SealingKey } from '../../../server/src/base/seal.ts';
import type { Fleeting, Inbound, SocketState } from '../../../server/src/engine/linked/protocol.ts';
import type { SessionName, StorePorts } from '../store/sessions.ts';
import type { DialGate } from './dial-gate.ts';
import type { Address } from './socket.ts';

/** What a connection needs of its worker. */
export type ConnectionDeps = {
  /** Which WhatsApp this is, for the dial gate. */
  whatsapp: string;
  name: SessionName;
  address: Address;
  key: SealingKey;
  ports: StorePorts;
  gate: DialGate;
  log: Log;
  retry: () => { baseMs: number; maxMs: number };
  say: {
    state(state: SocketState): void;
    inbound(entries: { n: number; entry: Inbound }[]): boolean;
    fleeting(entry: Fleeting): void;
    /** WhatsApp refused the version this worker claims. */
    outdated(): void;
  };
};
