import type { Config } from '../../config/config.ts';
import { runFolder } from '../../config/run-folder.ts';
import { type ClusterState, startCluster } from '../../db/cluster.ts';
import { inspectServer, OLDEST_MAJOR } from '../../db/inspect.ts';
import { StartProblem } from './problem.ts';

/** The database of an installation, embedded or elsewhere. */
export type Database = {
  ownerUrl: string;
  /** In a few words, for the line of the start. */
  described: string;
  notices: string[];
  /** Cuts clients off after `fastMs`; a PostgreSQL elsewhere is left alone. */
  stop: (fastMs?: number) => Promise<void>;
};

/** Name of our database in the embedded cluster. */
export const DATABASE = 'whatzapi';

/**
 * Starts the embedded PostgreSQL, or makes sure that the one at DATABASE_URL answers and is new enough. The caller holds
 * the data folder's lock.
 */
export async function openDatabase(
  config: Config,
  log: (line: string) => void,
  onState?: (state: ClusterState) => void,
): Promise<Database> {
  if (config.databaseUrl !== undefined) return reachServer(config.databaseUrl);
  const options = { dataDir: config.dataDir, runDir: runFolder(config.dataDir), log, database: DATABASE };
  const cluster = await startCluster(onState === undefined ? options : { ...options, onState });
  return {
    ownerUrl: cluster.ownerUrl(DATABASE),
    described: `${cluster.version}, embedded${cluster.adopted ? ', taken over from an earlier run' : ''}`,
    notices: cluster.home.notice === null ? [] : [cluster.home.notice],
    stop: cluster.stop,
  };
}

/** The same server and database as another role. */
export function roleUrl(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}

async function reachServer(ownerUrl: string): Promise<Database> {
  const { version, major, settings } = await inspectServer(ownerUrl, []).catch((error: unknown) => {
    throw new StartProblem(
      `PostgreSQL at DATABASE_URL (${new URL(ownerUrl).host}) cannot be used: ${error instanceof Error ? error.message : error}`,
      'Check DATABASE_URL: host, port, user, password and database name, and that the server runs.',
      error,
    );
  });
  if (major < OLDEST_MAJOR) {
    throw new StartProblem(`PostgreSQL at DATABASE_URL is version ${version}.`, `Use ${OLDEST_MAJOR} or newer.`);
  }
  const off = Object.entries(settings)
    .filter(([, value]) => value === 'off')
    .map(([name]) => name);
  const notices =
    off.length === 0
      ? []
      : [`PostgreSQL runs with ${off.join(', ')} off: a crash of its machine can lose accepted messages`];
  return { ownerUrl, described: `${version}, at ${new URL(ownerUrl).host}`, notices, stop: async () => {} };
}
