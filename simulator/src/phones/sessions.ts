import { ProtocolAddress, SessionBuilder, SessionCipher, SessionRecord, type SignalStorage } from 'libsignal';
import { sessionsTable } from '../store/tables.ts';
import type { SignalSession } from '../world/phone-state.ts';
import { takePreKey } from '../world/prekeys.ts';
import type { Account, Device } from '../world/world.ts';
import { keysOf, oneTimePreKey, signalKey } from './keys.ts';

export type Sealed = { type: 'pkmsg' | 'msg'; ciphertext: Buffer };
export type Opened = {
  plaintext: Buffer;
  /** Writes the advanced session; call it together with whatever the message changes. */
  keep(): void;
};
export type Bundle = {
  registrationId: number;
  identity: Uint8Array;
  signedPreKey: { id: number; public: Uint8Array; signature: Uint8Array };
  preKey: { id: number; public: Uint8Array } | undefined;
};

export const peerOf = (lid: string, device: number) => `${lid}.${device}`;

/** Encrypts for a linked device, opening a session from its uploaded keys if there is none. The advanced session is written. */
export async function sealFor(account: Account, device: Device, plaintext: Uint8Array): Promise<Sealed> {
  const peer = peerOf(device.account.lid, device.id);
  if (!account.sessions.has(peer)) await openSession(account, device, bundleOf(device));
  const session = live(account, peer);
  const cipher = new SessionCipher(storageOf(account, session), address(account, peer));
  const { type, body } = await cipher.encrypt(Buffer.from(plaintext));
  write(account, peer, session);
  // The library's typings say string; it is a Buffer.
  return { type: type === 3 ? 'pkmsg' : 'msg', ciphertext: body as unknown as Buffer };
}

/** Decrypts what a linked device encrypted. Throws, and leaves the session as it was, when that is impossible. */
export async function openFrom(account: Account, peer: string, sealed: Sealed): Promise<Opened> {
  const session = account.sessions.has(peer) ? live(account, peer) : { text: '', record: undefined };
  try {
    const plaintext =
      sealed.type === 'pkmsg'
        ? await new SessionCipher(storageOf(account, session), address(account, peer)).decryptPreKeyWhisperMessage(
            sealed.ciphertext,
          )
        : await openWithAnySession(account, peer, session, sealed.ciphertext);
    return { plaintext, keep: () => write(account, peer, session) };
  } catch (error) {
    // A failed attempt may have turned the ratchet of the live record; the written text is the truth.
    session.record = undefined;
    throw error;
  }
}

/** Replaces the session with a device by a fresh one from the given keys; the old one can still decrypt. */
export async function openSession(account: Account, device: Device, bundle: Bundle): Promise<void> {
  const peer = peerOf(device.account.lid, device.id);
  const session = account.sessions.has(peer) ? live(account, peer) : { text: '', record: undefined };
  await new SessionBuilder(storageOf(account, session), address(account, peer)).initOutgoing({
    registrationId: bundle.registrationId,
    identityKey: signalKey(bundle.identity),
    signedPreKey: {
      keyId: bundle.signedPreKey.id,
      publicKey: signalKey(bundle.signedPreKey.public),
      signature: Buffer.from(bundle.signedPreKey.signature),
    },
    // The library accepts a bundle without a one-time key, its typings do not.
    ...(bundle.preKey
      ? { preKey: { keyId: bundle.preKey.id, publicKey: signalKey(bundle.preKey.public) } }
      : ({} as { preKey: never })),
  });
  write(account, peer, session);
}

function bundleOf(device: Device): Bundle {
  return {
    registrationId: device.registrationId,
    identity: device.identity,
    signedPreKey: device.signedPreKey,
    preKey: takePreKey(device),
  };
}

type RecordText = { _sessions: Record<string, { indexInfo: { used: number } }>; version: string };

/**
 * The library tries a message on every session of a record in turn and a wrong try damages the session it was tried
 * on, so each try gets a copy.
 */
async function openWithAnySession(
  account: Account,
  peer: string,
  session: SignalSession,
  ciphertext: Buffer,
): Promise<Buffer> {
  if (!session.record) throw new Error('No session');
  const written = JSON.parse(session.text) as RecordText; // our own text
  const candidates = Object.entries(written._sessions).sort(([, a], [, b]) => b.indexInfo.used - a.indexInfo.used);
  if (candidates.length <= 1) {
    return new SessionCipher(storageOf(account, session), address(account, peer)).decryptWhisperMessage(ciphertext);
  }
  let failure: unknown;
  for (const [key, candidate] of candidates) {
    const trial = { text: '', record: parse({ _sessions: { [key]: candidate }, version: written.version }) };
    try {
      const cipher = new SessionCipher(storageOf(account, trial), address(account, peer));
      const plaintext = await cipher.decryptWhisperMessage(ciphertext);
      const advanced = JSON.parse(JSON.stringify(trial.record?.serialize())) as RecordText;
      session.record = parse({ ...written, _sessions: { ...written._sessions, ...advanced._sessions } });
      return plaintext;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function live(account: Account, peer: string): SignalSession {
  const session = account.sessions.get(peer);
  if (!session) throw new Error('No session');
  session.record ??= parse(JSON.parse(session.text) as RecordText);
  return session;
}

function parse(record: RecordText): SessionRecord {
  // The library's typings say bytes; it reads and writes plain objects.
  return SessionRecord.deserialize(record as unknown as Uint8Array);
}

function write(account: Account, peer: string, session: SignalSession) {
  session.text = JSON.stringify(session.record?.serialize());
  account.sessions.set(peer, session);
  account.world.simulator.store.put(sessionsTable, [account.world.id, account.phone, peer, Buffer.from(session.text)]);
}

/** Addresses name account and peer, because the library queues its work by address for the whole process. */
function address(account: Account, peer: string): ProtocolAddress {
  const [lid = '', device = '0'] = peer.split('.');
  return new ProtocolAddress(`${account.world.id}_${account.phone}_${lid}`, Number(device));
}

function storageOf(account: Account, session: SignalSession): SignalStorage {
  const keys = keysOf(account);
  return {
    loadSession: async () => session.record,
    storeSession: async (_id, record) => {
      session.record = record;
    },
    isTrustedIdentity: () => true,
    loadPreKey: async (id) => (id ? pairOf(oneTimePreKey(account, Number(id))) : undefined),
    removePreKey: () => {},
    loadSignedPreKey: () => pairOf(keys.signedPreKey),
    getOurRegistrationId: () => keys.registrationId,
    getOurIdentity: () => pairOf(keys.identity),
  };
}

function pairOf(pair: { private: Buffer; public: Buffer }): { privKey: Buffer; pubKey: Buffer } {
  return { privKey: pair.private, pubKey: signalKey(pair.public) };
}
