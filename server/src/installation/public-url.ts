import { every } from '../base/timer.ts';
import type { Db, Tx } from '../db/db.ts';
import { readHouseSettings } from './settings.ts';

/** Where people find the installation: told by the environment, else by the operator, else where it listens. */
export type PublicUrlSource = { given: string | null; listening: string };

export type PublicUrl = {
  /** Scheme, host and port, without a slash at the end. */
  now(): string;
  /** Reads it now; call it after a change in this process. */
  refresh(): Promise<void>;
  start(): Promise<void>;
  stop(): void;
};

const readAgainMs = 2_000;

/** Keeps the address in memory; what the operator changes holds on every server within two seconds. */
export function createPublicUrl({ db, ...source }: { db: Db } & PublicUrlSource): PublicUrl {
  let url = source.given ?? source.listening;
  let stopReading = () => {};

  async function refresh(): Promise<void> {
    url = await db.system((tx) => readPublicUrl(tx, source));
  }

  return {
    now: () => url,
    refresh,
    async start() {
      await refresh();
      // A database that is away for a moment leaves the address as it was.
      stopReading = every(readAgainMs, () => void refresh().catch(() => {}));
    },
    stop: () => stopReading(),
  };
}

/** System transaction. */
export async function readPublicUrl(tx: Tx, { given, listening }: PublicUrlSource): Promise<string> {
  if (given !== null) return given;
  const { publicUrl } = await readHouseSettings(tx);
  return publicUrl === '' ? listening : publicUrl;
}
