import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

/** Whether a process with this id exists, ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * A text that differs between two processes that had the same id at different times: ids are reused, so an id alone
 * proves nothing about a process of an earlier run. Null when there is no such process.
 */
export function processBirth(pid: number): string | null {
  if (!isAlive(pid)) return null;
  if (process.platform === 'linux') {
    const ticks = statFields(pid)?.at(START_TIME);
    return ticks === undefined ? null : `${bootId()}:${ticks}`;
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

/** Processes of a PostgreSQL whose data folder is this one: postmaster and backends work inside it. Linux only. */
export function processesIn(dataFolder: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, dataFolder) === 'yes');
}

/** Whether a live process has this folder as its working folder; `unknown` where the system does not tell. */
export function worksIn(pid: number, folder: string): 'yes' | 'no' | 'unknown' {
  if (process.platform !== 'linux') return psSaysPostgres(pid, folder);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder) ? 'yes' : 'no';
  } catch (error) {
    return codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM' ? 'unknown' : 'no';
  }
}

export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

// A process that ended but was not yet collected by its parent still has an id; for us it is gone.
function isZombie(pid: number): boolean {
  return process.platform === 'linux' && statFields(pid)?.at(STATE) === 'Z';
}

function psSaysPostgres(pid: number, folder: string): 'yes' | 'no' | 'unknown' {
  try {
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(folder) ? 'yes' : 'no';
  } catch {
    return 'unknown';
  }
}

// Counted after the process name, which stands in brackets and may itself hold spaces.
const STATE = 0;
const START_TIME = 19;

function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}
