import { type Config, readConfig } from '../../config/config.ts';
import { runFolder } from '../../config/run-folder.ts';
import { loadSecrets, type Secrets } from '../../config/secrets.ts';
import { type Console, createConsole } from './console.ts';
import { makeDataFolder, makeRunFolder } from './folders.ts';
import { endLeftovers, type Lock, START, takeLock } from './lock.ts';
import { requireFreePort } from './ports.ts';

/** What a start stands on before it starts anything. */
export type Ground = { config: Config; console: Console; lock: Lock; runDir: string; secrets: Secrets };

/**
 * Reads the settings, takes the data folder for us alone, ends what an earlier run left, and makes the secrets. `taken`
 * is told of the lock as soon as it is held, so that a failure after it gives it back.
 */
export async function prepareGround(
  env: NodeJS.ProcessEnv,
  taken: (held: { console: Console; lock: Lock; runDir: string }) => void,
): Promise<Ground> {
  const config = readConfig(env);
  const console = createConsole(config.logFormat);
  const runDir = runFolder(config.dataDir);
  makeDataFolder(config.dataDir);
  const lock = await takeLock(config.dataDir, START);
  taken({ console, lock, runDir });
  makeRunFolder(runDir);
  await endLeftovers(lock.leftovers, console.info);
  await requireFreePort(config.host, config.port);
  const secrets = loadSecrets(config);
  console.line('WhatzAPI starts');
  console.step('data folder', config.dataDir);
  if (secrets.isNew) {
    console.line(`    a master key was made in ${config.dataDir}/secrets: keep a copy of it apart from the database`);
  }
  return { config, console, lock, runDir, secrets };
}
