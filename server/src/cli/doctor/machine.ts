import { existsSync, readFileSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../../config/config.ts';
import { runningStart } from '../supervisor/lock.ts';
import { requireFreePort } from '../supervisor/ports.ts';
import { StartProblem } from '../supervisor/problem.ts';
import type { Finding } from './finding.ts';

/** Node, the data folder, disk, ports, open files and the WhatsApp Web version. */
export async function checkMachine(config: Config): Promise<Finding[]> {
  return [
    checkNode(),
    checkDataFolder(config),
    await checkDisk(config.dataDir),
    await checkPort(config),
    ...checkOpenFiles(),
    checkWebVersion(config),
    ...checkExposure(config),
  ];
}

const GIB = 1024 ** 3;
const DISK_NEEDED_BYTES = GIB / 2;
const DISK_TIGHT_BYTES = 3 * GIB;
// Each linked device holds a socket, and so does each client of the API.
const OPEN_FILES_NEEDED = 4096;

function checkNode(): Finding {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24) return { is: 'ok', about: 'Node', says: process.version };
  return { is: 'fail', about: 'Node', says: `${process.version} is too old`, fix: 'Use Node 24 or newer.' };
}

function checkDataFolder({ dataDir }: Config): Finding {
  const about = 'data folder';
  if (!existsSync(dataDir)) return { is: 'ok', about, says: `${dataDir} is made at the first start` };
  const secrets = join(dataDir, 'secrets');
  if (!existsSync(secrets)) return { is: 'ok', about, says: dataDir };
  const open = ['.', 'master.key', 'postgres.key', 'noise-root.key']
    .map((name) => join(secrets, name))
    .filter((path) => existsSync(path) && (statSync(path).mode & 0o077) !== 0);
  if (open.length === 0) return { is: 'ok', about, says: `${dataDir}, secrets readable by their owner alone` };
  const fix = `Run: chmod go= ${open.join(' ')}`;
  return { is: 'fail', about, says: 'secrets can be read by other users', fix };
}

async function checkDisk(dataDir: string): Promise<Finding> {
  const { bavail, blocks, bsize } = await statfs(nearest(dataDir));
  const free = bavail * bsize;
  const says = `${(free / GIB).toFixed(1)} GiB free of ${((blocks * bsize) / GIB).toFixed(0)}`;
  const fix = 'Make room, or move the data folder to a larger disk.';
  if (free < DISK_NEEDED_BYTES) return { is: 'fail', about: 'disk', says, fix };
  if (free < DISK_TIGHT_BYTES) return { is: 'warn', about: 'disk', says, fix };
  return { is: 'ok', about: 'disk', says };
}

async function checkPort({ dataDir, host, port }: Config): Promise<Finding> {
  const about = `port ${port}`;
  const running = runningStart(dataDir);
  if (running !== null) return { is: 'ok', about, says: `WhatzAPI runs (process ${running.pid})` };
  try {
    await requireFreePort(host, port);
    return { is: 'ok', about, says: 'free' };
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    return { is: 'fail', about, says: error.message, fix: error.fix };
  }
}

function checkOpenFiles(): Finding[] {
  if (!existsSync('/proc/self/limits')) return [];
  const line = /^Max open files\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
  const limit = line?.[1] === 'unlimited' ? Number.POSITIVE_INFINITY : Number(line?.[1]);
  const finding = { about: 'open files', says: `up to ${limit} for a process` };
  if (limit >= OPEN_FILES_NEEDED) return [{ is: 'ok', ...finding }];
  return [
    {
      is: 'warn',
      ...finding,
      fix: `Raise it to ${OPEN_FILES_NEEDED} or more: LimitNOFILE= in systemd, --ulimit nofile= in a container.`,
    },
  ];
}

function checkWebVersion({ linkedWebVersion }: Config): Finding {
  const about = 'WhatsApp Web';
  if (linkedWebVersion === undefined) return { is: 'ok', about, says: 'linked devices claim the built-in version' };
  const says = `linked devices claim ${linkedWebVersion.join('.')} (LINKED_WEB_VERSION)`;
  return { is: 'warn', about, says, fix: 'Remove the setting once an update of WhatzAPI brings a newer version.' };
}

function checkExposure({ insecureHttp, publicUrl }: Config): Finding[] {
  if (!insecureHttp || publicUrl.startsWith('https:')) return [];
  const fix =
    'Put a proxy with a certificate in front, set PUBLIC_URL=https://… and TRUST_PROXY=1, and remove INSECURE_HTTP.';
  return [
    { is: 'warn', about: 'encryption', says: 'plain http is allowed: keys and messages can be read on the way', fix },
  ];
}

function nearest(path: string): string {
  return existsSync(path) ? path : nearest(dirname(path));
}
