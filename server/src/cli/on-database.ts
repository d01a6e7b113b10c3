import type { Config } from '../config/config.ts';
import type { Db } from '../db/db.ts';
import { createDb } from '../db/db.ts';
import { migrate } from '../db/migrate.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { createSecrets } from '../secrets/secrets.ts';
import { withDatabase } from './supervisor/borrow.ts';

/** Runs a verb on the installation's database, brought to the newest version first; the server may be running or not. */
export async function onDatabase<T>(
  config: Config,
  purpose: string,
  work: (ground: { db: Db; secrets: Secrets }) => Promise<T>,
): Promise<T> {
  return withDatabase(config, purpose, async ({ ownerUrl, roleUrl, secrets }) => {
    await migrate({ ownerUrl, rolePrefix: config.databaseRolePrefix, rolePassword: secrets.rolePassword });
    const db = createDb({
      appUrl: roleUrl('app'),
      systemUrl: roleUrl('system'),
      appConnections: 1,
      systemConnections: 1,
      onError: () => {},
    });
    try {
      return await work({ db, secrets: createSecrets(secrets.masterKey) });
    } finally {
      await db.end();
    }
  });
}
