import type { Config } from '../../config/config.ts';
import { runFolder } from '../../config/run-folder.ts';
import { requireBinaries } from '../../db/cluster/binaries.ts';
import { knownHome } from '../../db/cluster/home.ts';
import { type Inspection, inspectServer, OLDEST_MAJOR } from '../../db/inspect.ts';
import { withDatabase } from '../supervisor/borrow.ts';
import { explain } from '../supervisor/problem.ts';
import type { Finding } from './finding.ts';
import { createRoles } from './role-sql.ts';

/** PostgreSQL: reachable, new enough, durable, with the rights we need, and its clock. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  try {
    if (config.databaseUrl === undefined && knownHome(config.dataDir) === null) return [await beforeFirstStart()];
    return await withDatabase(config, 'doctor', async ({ ownerUrl, secrets, isRunning }) => {
      const names = ROLES.map((role) => `${config.databaseRolePrefix}_${role}`);
      const seen = await inspectServer(ownerUrl, names);
      const missing = ROLES.filter((role) => !seen.roles.includes(`${config.databaseRolePrefix}_${role}`));
      return [
        checkVersion(config, seen, isRunning),
        checkDurability(seen),
        checkClock(seen),
        checkConnections(seen),
        checkRights(seen, createRoles(config.databaseRolePrefix, missing, secrets.rolePassword)),
      ];
    });
  } catch (error) {
    const [says = '', ...fix] = explain(error).split('\n');
    return [{ is: 'fail', about: ABOUT, says, fix: fix.map((line) => line.trim()).join('\n') || CHECK_ADDRESS }];
  }
}

const ABOUT = 'PostgreSQL';
const ROLES = ['app', 'system', 'linked', 'simulator'];
const CHECK_ADDRESS = 'Check DATABASE_URL: host, port, user, password and database name.';
const SKEW_FAIL_MS = 2_000;
const SKEW_WARN_MS = 500;
// The pools of the server and of a few workers.
const CONNECTIONS_NEEDED = 50;

async function beforeFirstStart(): Promise<Finding> {
  const version = await requireBinaries();
  return { is: 'ok', about: ABOUT, says: `embedded (${version}), its folder is made at the first start` };
}

function checkVersion(config: Config, { version, major }: Inspection, isRunning: boolean): Finding {
  const where =
    config.databaseUrl === undefined
      ? `embedded, sockets in ${runFolder(config.dataDir)}`
      : `at ${new URL(config.databaseUrl).host}`;
  const says = `${version}, ${where}${isRunning || config.databaseUrl !== undefined ? '' : ', started for this look'}`;
  if (major >= OLDEST_MAJOR) return { is: 'ok', about: ABOUT, says };
  return { is: 'fail', about: ABOUT, says, fix: `Use PostgreSQL ${OLDEST_MAJOR} or newer.` };
}

function checkDurability({ settings }: Inspection): Finding {
  const about = 'durability';
  const off = Object.entries(settings)
    .filter(([, value]) => value === 'off')
    .map(([name]) => name);
  if (off.length === 0) return { is: 'ok', about, says: 'fsync, synchronous_commit and full_page_writes are on' };
  const fix = off
    .map((name) => `alter system set ${name} = on;`)
    .concat('select pg_reload_conf();')
    .join('\n');
  return { is: 'fail', about, says: `${off.join(', ')} off: a crash can lose accepted messages`, fix };
}

function checkClock({ clockAheadMs }: Inspection): Finding {
  const about = 'clock';
  const says = `the database's clock is ${Math.abs(clockAheadMs)} ms ${clockAheadMs < 0 ? 'behind' : 'ahead of'} ours`;
  if (Math.abs(clockAheadMs) < SKEW_WARN_MS) return { is: 'ok', about, says };
  const fix = 'Let both machines follow a time server (chrony, systemd-timesyncd).';
  return { is: Math.abs(clockAheadMs) < SKEW_FAIL_MS ? 'warn' : 'fail', about, says, fix };
}

function checkConnections({ maxConnections }: Inspection): Finding {
  const finding = { about: 'connections', says: `up to ${maxConnections}` };
  if (maxConnections >= CONNECTIONS_NEEDED) return { is: 'ok', ...finding };
  return { is: 'warn', ...finding, fix: `Set max_connections to ${CONNECTIONS_NEEDED} or more.` };
}

function checkRights(seen: Inspection, sql: string): Finding {
  const about = 'rights';
  if (!seen.canCreateInDatabase) {
    const fix = `As the server's administrator:\ndo $$ begin execute format('grant create on database %I to %I', current_database(), '${seen.user}'); end $$;`;
    return { is: 'fail', about, says: `${seen.user} may not make tables and schemas in this database`, fix };
  }
  if (seen.canCreateRoles || sql === '') return { is: 'ok', about, says: `${seen.user} may do what a start needs` };
  const fix = `As the server's administrator, once (passwords stand here only as their hashes):\n${sql}`;
  return { is: 'fail', about, says: `${seen.user} may not create roles, and some are missing`, fix };
}
