import type { Config } from '../../config/config.ts';
import { runFolder } from '../../config/run-folder.ts';
import { loadSecrets, type Secrets } from '../../config/secrets.ts';
import { joinCluster } from '../../db/cluster.ts';
import { DATABASE, openDatabase, roleUrl } from './database.ts';
import { makeDataFolder, makeRunFolder } from './folders.ts';
import { endLeftovers, runningStart, takeLock } from './lock.ts';

export type Borrowed = {
  ownerUrl: string;
  /** Address of one of our roles, by its short name: app, system, linked or simulator. */
  roleUrl: (role: string) => string;
  secrets: Secrets;
  /** Whether the installation is running at this moment. */
  isRunning: boolean;
};

/**
 * Lends the installation's database to a command of the operator: the running one when there is one, else started for
 * the command and stopped after it. `purpose` is shown to whoever has to wait for it.
 */
export async function withDatabase<T>(
  config: Config,
  purpose: string,
  work: (database: Borrowed) => Promise<T>,
): Promise<T> {
  makeDataFolder(config.dataDir);
  const lend = (ownerUrl: string, secrets: Secrets, isRunning: boolean) =>
    work({
      ownerUrl,
      secrets,
      isRunning,
      roleUrl: (role) => roleUrl(ownerUrl, `${config.databaseRolePrefix}_${role}`, secrets.rolePassword(role)),
    });

  if (runningStart(config.dataDir) !== null) {
    const ownerUrl = config.databaseUrl ?? (await joinCluster(config.dataDir, runFolder(config.dataDir), DATABASE));
    return lend(ownerUrl, loadSecrets(config), true);
  }
  const lock = await takeLock(config.dataDir, purpose);
  try {
    makeRunFolder(runFolder(config.dataDir));
    await endLeftovers(lock.leftovers, () => {});
    const secrets = loadSecrets(config);
    const database = await openDatabase(config, () => {});
    try {
      return await lend(database.ownerUrl, secrets, false);
    } finally {
      await database.stop();
    }
  } finally {
    lock.release();
  }
}
