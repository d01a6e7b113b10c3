import type { SessionRecord } from 'libsignal';
import type { SigningKey } from '../signal/xeddsa.ts';

/** All secrets of a pretend phone. They derive from its seed, so nothing but the seed has to be stored. */
export type PhoneKeys = {
  identity: SigningKey;
  registrationId: number;
  signedPreKey: { id: number; private: Buffer; public: Buffer; signature: Buffer };
  appState: { id: Buffer; key: Buffer };
};

/** A Signal session of a pretend phone: the record as it was last written, and the live one once it is in use. */
export type SignalSession = { text: string; record: SessionRecord | undefined };
