/** A cache of opened key values, bounded by bytes and shared by all sessions of a worker; `null` remembers an absence. */
export type KeyCache = {
  get(key: string): Buffer | null | undefined;
  set(key: string, value: Buffer | null): void;
  bytes(): number;
};

const overheadBytes = 120;

/** Forgets the least recently used entries when more than `bytesMax` are held. */
export function createKeyCache(bytesMax: number): KeyCache {
  const entries = new Map<string, Buffer | null>();
  let held = 0;
  const weight = (key: string, value: Buffer | null) => overheadBytes + key.length + (value?.length ?? 0);
  const remove = (key: string): void => {
    const old = entries.get(key);
    if (old === undefined) return;
    entries.delete(key);
    held -= weight(key, old);
  };
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      remove(key);
      entries.set(key, value);
      held += weight(key, value);
      for (const oldest of entries.keys()) {
        if (held <= bytesMax) break;
        remove(oldest);
      }
    },
    bytes: () => held,
  };
}
