import {
  type AuthenticationCreds,
  type BinaryNode,
  configureSuccessfulPairing,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
} from 'baileys';
import type { Log } from '../../../server/src/base/log.ts';
import type { SocketState } from '../../../server/src/engine/linked/protocol.ts';
import { failpoint } from '../failpoint.ts';
import { newCreds } from '../store/sessions.ts';
import type { DialGate } from './dial-gate.ts';
import type { Closing } from './disconnect.ts';
import { type Address, beforeBaileys, closingOf, dropSocket, openSocket, socketConfig } from './socket.ts';

export type PairingHow = { method: 'qr' } | { method: 'code'; phone: string };

export type PairingDeps = {
  address: Address;
  how: PairingHow;
  gate: DialGate;
  whatsapp: string;
  log: Log;
  say: (state: SocketState) => void;
  /** Stores the paired credentials; durable when it resolves. Only then does the phone hear that we agree. */
  keep: (creds: AuthenticationCreds) => Promise<void>;
};

/** How a pairing ended; `restart` means that the device is linked and has to dial again. */
export type PairingEnd =
  | { end: 'linked' }
  | { end: 'refused' }
  | { end: 'expired' }
  | { end: 'outdated' }
  | { end: 'canceled' };

export type Pairing = { ended: Promise<PairingEnd>; cancel: () => void };

/** WhatsApp gives six codes: one for a minute, five for twenty seconds. */
const firstQrMs = 60_000;
const nextQrMs = 20_000;
const pairingMsMax = firstQrMs + 5 * nextQrMs;

/** Links a device. Its credentials live in memory only until the phone has agreed, because half-paired ones are refused. */
export function startPairing(deps: PairingDeps): Pairing {
  const until = Date.now() + pairingMsMax;
  let canceled = false;
  let drop = () => {};
  const run = async (): Promise<PairingEnd> => {
    while (!canceled && Date.now() < until) {
      if (!(await deps.gate.pass(deps.whatsapp))) return { end: 'outdated' };
      if (canceled) break;
      const attempt = dial(deps, until);
      drop = attempt.drop;
      const closing = await attempt.closed;
      if (canceled) break;
      if (attempt.linked()) return { end: 'linked' };
      if (closing.network || closing.code === 428 || closing.code === 503) continue;
      if (closing.code === 408) return { end: 'expired' };
      if (closing.code === 405 || closing.code === 409) return { end: 'outdated' };
      return { end: 'refused' };
    }
    return canceled ? { end: 'canceled' } : { end: 'expired' };
  };
  return {
    ended: run(),
    cancel: () => {
      canceled = true;
      drop();
    },
  };
}

function dial({ address, how, log, say, keep }: PairingDeps, until: number) {
  const creds = newCreds();
  const sock = openSocket({ ...socketConfig(address, log), auth: { creds, keys: memoryKeys() } });
  let linked = false;
  let shown = 0;
  let code: string | undefined;

  beforeBaileys(sock, (event, stanza: BinaryNode) => {
    if (event !== 'CB:iq,,pair-success') return undefined;
    let paired: Partial<AuthenticationCreds>;
    try {
      paired = configureSuccessfulPairing(stanza, creds).creds;
    } catch {
      // Baileys refuses it in the same way and closes the socket.
      return undefined;
    }
    return keep({ ...creds, ...paired }).then(() => {
      linked = true;
      failpoint('pairing.after_commit');
    });
  });

  const showCode = async (phone: string): Promise<void> => {
    code ??= await sock.requestPairingCode(phone.replace(/\D/g, ''));
    say({ is: 'pairing', method: 'code', code, expiresInMs: Math.max(0, until - Date.now()) });
  };

  const closed = new Promise<Closing>((resolve) => {
    sock.ev.on('connection.update', ({ qr, connection, lastDisconnect }) => {
      if (qr && how.method === 'qr') {
        say({ is: 'pairing', method: 'qr', qr, expiresInMs: shown === 0 ? firstQrMs : nextQrMs });
      }
      // Before the first QR code WhatsApp does not know the socket, and a pairing code would lead nowhere.
      if (qr && how.method === 'code' && shown === 0) showCode(how.phone).catch(() => dropSocket(sock));
      if (qr) shown += 1;
      if (connection === 'close') resolve(closingOf(lastDisconnect?.error));
    });
  });
  return { closed, drop: () => dropSocket(sock), linked: () => linked };
}

/** Nothing of a pairing that was not agreed may outlive it. */
function memoryKeys(): SignalKeyStore {
  const kept = new Map<string, unknown>();
  return {
    get: <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
      const found: Record<string, SignalDataTypeMap[T]> = {};
      for (const id of ids) {
        const value = kept.get(`${type}/${id}`);
        // What is under the type's name was set with the type's shape.
        if (value !== undefined && value !== null) found[id] = value as SignalDataTypeMap[T];
      }
      return found;
    },
    set: (data: SignalDataSet) => {
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values)) kept.set(`${type}/${id}`, value);
      }
    },
  };
}
