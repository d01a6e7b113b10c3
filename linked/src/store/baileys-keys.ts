import { proto, type SignalKeyStore } from 'baileys';
import type { SessionStore } from './session-store.ts';

/** The store as the plain key store that Baileys uses for all that is not a ratchet. */
export function baileysKeys(store: SessionStore): SignalKeyStore {
  return {
    get: async (type, ids) => {
      const found = await store.get(type, ids);
      if (type === 'app-state-sync-key') {
        for (const id in found) found[id] = proto.Message.AppStateSyncKeyData.fromObject(Object(found[id]));
      }
      // The store keeps what Baileys gave it for the type, so what comes back has that type's shape.
      return found as never;
    },
    set: (data) => store.set(data),
  };
}

/**
 * Makes Baileys' own transactions write ahead: what it sets is durable at once, not after the work of the transaction,
 * in which it also writes to the wire (a retry receipt carries a new key before its private half was stored).
 */
export function writeAhead(keys: SignalKeyStore, store: SessionStore): void {
  const later = keys.set.bind(keys);
  keys.set = async (data) => {
    await store.set(data);
    await later(data);
  };
}
