import type { CacheStore } from 'baileys';

/** A small cache without timers that forgets its oldest entries; Baileys' own would keep a timer per socket. */
export function createBoundedCache(entriesMax: number): CacheStore {
  const entries = new Map<string, unknown>();
  return {
    // Baileys reads under a name only what it wrote under it.
    get: <T>(name: string) => entries.get(name) as T | undefined,
    set: (name, value) => {
      entries.delete(name);
      entries.set(name, value);
      for (const oldest of entries.keys()) {
        if (entries.size <= entriesMax) break;
        entries.delete(oldest);
      }
    },
    del: (name) => {
      entries.delete(name);
    },
    flushAll: () => entries.clear(),
  };
}
