import type { PossiblyExtendedCacheStore } from 'baileys';
import type { SessionStore } from './session-store.ts';

/**
 * Which devices a person has, kept for good. Baileys' own cache forgets after five minutes and then makes a new session
 * with every device: that uses up the person's one-time keys and lets the session record grow tenfold.
 */
export function deviceLists(store: SessionStore): PossiblyExtendedCacheStore {
  const many = async (users: string[]) => store.get('devices', users);
  return {
    // Baileys reads under a name only what it wrote under it.
    get: <T>(user: string) => many([user]).then((lists) => lists[user]) as Promise<T>,
    set: (user, value) => store.set({ devices: { [user]: value } }),
    del: (user) => store.set({ devices: { [user]: null } }),
    flushAll: () => {},
    mget: async <T>(users: string[]) => (await many(users)) as Record<string, T | undefined>,
    mset: (entries) => store.set({ devices: Object.fromEntries(entries.map(({ key, value }) => [key, value])) }),
  };
}
