import type { Wiring } from '../../config/child.ts';
import type { MigrateOptions } from '../../db/migrate.ts';
import { type Database, openDatabase, roleUrl } from './database.ts';
import type { Ground } from './ground.ts';
import { simulatorPort } from './ports.ts';

export type Migrate = (options: MigrateOptions) => Promise<{ applied: string[] }>;

/** Opens the database; tells the operator when PostgreSQL had to be restarted later. */
export async function openStore({ config, console }: Ground): Promise<Database> {
  let isBack = false;
  const database = await openDatabase(config, console.warn, (state) => {
    if (state.is === 'running' && isBack) console.info('PostgreSQL runs again');
    isBack = true;
  });
  console.step('PostgreSQL', database.described);
  for (const notice of database.notices) console.line(`    ${notice}`);
  return database;
}

/** Brings the database to the newest version and writes down how each child reaches what it needs. */
export async function wire(ground: Ground, { ownerUrl }: Database, migrate: Migrate): Promise<Wiring> {
  const { config, console, runDir, secrets } = ground;
  const { databaseRolePrefix: rolePrefix } = config;
  const { applied } = await migrate({ ownerUrl, rolePrefix, rolePassword: secrets.rolePassword });
  console.step('migrations', applied.length === 0 ? 'up to date' : `${applied.length} applied`);

  const port = config.sandbox ? await simulatorPort(config.dataDir) : null;
  if (port?.changed) console.warn(`the simulator moved to port ${port.port}, because its old one is taken`);
  const url = (role: string) => roleUrl(ownerUrl, `${rolePrefix}_${role}`, secrets.rolePassword(role));
  return {
    config,
    secrets,
    runDir,
    simulatorPort: port?.port ?? null,
    urls: {
      owner: ownerUrl,
      app: url('app'),
      system: url('system'),
      linked: url('linked'),
      simulator: url('simulator'),
    },
  };
}
