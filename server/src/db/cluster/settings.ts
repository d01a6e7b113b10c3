import { existsSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { ClusterHome } from './home.ts';
import { ClusterProblem } from './problem.ts';

/** The three settings without which an accepted message could be lost. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' } as const;

/** Options nobody may override by a file: no network, one private socket, durable, and logs without content. */
export function fixedOptions(socketDir: string, durable: boolean): string[] {
  const values: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    password_encryption: 'scram-sha-256',
    ...(durable ? DURABLE : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    // A failing statement's text, its detail line and its context may hold phones and bodies.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Writes what we tune, for two cores and little memory; `local.conf` beside it is the operator's and wins. */
export function writeTuning(home: ClusterHome): void {
  const lines = Object.entries(tuning()).map(([name, value]) => `${name} = '${value}'`);
  const head = '# Written at every start. Put your own settings into local.conf, which is read after this file.';
  writeFileSync(join(home.data, 'whatzapi.conf'), `${[head, ...lines].join('\n')}\n`);
  const local = join(home.data, 'local.conf');
  if (!existsSync(local)) writeFileSync(local, '# Your own PostgreSQL settings, read last.\n');
}

/** Lines that make PostgreSQL read both files. */
export const INCLUDES = "include_if_exists = 'whatzapi.conf'\ninclude_if_exists = 'local.conf'\n";

/** Refuses to run on a cluster that would lose what it said it had stored. */
export async function verifyDurable(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: keyof typeof DURABLE; setting: string }>(
    'select name, setting from pg_settings where name = any($1)',
    [Object.keys(DURABLE)],
  );
  const wrong = rows
    .filter(({ name, setting }) => setting !== DURABLE[name])
    .map(({ name, setting }) => `${name} = ${setting}`);
  if (wrong.length === 0) return;
  throw new ClusterProblem(
    `PostgreSQL runs with ${wrong.join(', ')}, so a crash could lose accepted messages.`,
    'Set fsync, synchronous_commit and full_page_writes to on.',
  );
}

function tuning(): Record<string, string> {
  const small = totalmem() < 2 * 1024 ** 3;
  return {
    max_connections: '100',
    shared_buffers: small ? '64MB' : '128MB',
    work_mem: '8MB',
    maintenance_work_mem: small ? '32MB' : '64MB',
    max_wal_size: '1GB',
    random_page_cost: '1.1',
    // Our statements are short: a parallel plan or compiled code costs more than it saves, and takes the second core.
    max_parallel_workers_per_gather: '0',
    jit: 'off',
    io_method: 'sync',
    autovacuum_naptime: '15s',
    idle_in_transaction_session_timeout: '30s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Seven files, one for each weekday, overwritten a week later: bounded without a log rotator.
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_file_mode: '0600',
    log_line_prefix: '%m [%p] %u ',
    cluster_name: 'whatzapi',
  };
}
