import { spawn } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Access, ADMIN } from './access.ts';
import type { Binaries } from './binaries.ts';
import type { ClusterHome } from './home.ts';
import { ClusterProblem } from './problem.ts';
import { INCLUDES } from './settings.ts';

/** Makes PGDATA when it is not there, whole or not at all: a crash half-way leaves only a draft that is thrown away. */
export async function initializeOnce(
  home: ClusterHome,
  binaries: Binaries,
  access: Access,
  durable: boolean,
): Promise<void> {
  if (existsSync(home.data)) return;
  const draft = join(home.folder, 'data.draft');
  const passwordFile = join(home.folder, 'initdb.password');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, access.adminPassword, { mode: 0o600 });
  giveTo(home, draft, passwordFile);
  try {
    const options = durable ? [] : ['--no-sync'];
    await initdb(home, binaries.initdb, ['-D', draft, `--pwfile=${passwordFile}`, ...options]);
    appendFileSync(join(draft, 'postgresql.conf'), INCLUDES);
    renameSync(draft, home.data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Environment of PostgreSQL's programs: nothing of ours, since another user's processes could read it. */
const PLAIN_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** How a program of the cluster is run: as its user, from a folder that user can be in. */
export function asClusterUser(home: ClusterHome): {
  cwd: string;
  env: Record<string, string>;
  uid?: number;
  gid?: number;
} {
  return { cwd: '/', env: PLAIN_ENVIRONMENT, ...home.identity };
}

/** Hands files made by us to the cluster's user; nothing to do where that is ourselves. */
export function giveTo(home: ClusterHome, ...paths: string[]): void {
  if (home.identity === null) return;
  for (const path of paths) chownSync(path, home.identity.uid, home.identity.gid);
}

async function initdb(home: ClusterHome, program: string, where: string[]): Promise<void> {
  const options = ['--no-locale', '-E', 'UTF8', '--data-checksums', '-A', 'scram-sha-256', '-U', ADMIN];
  const child = spawn(program, [...options, ...where], {
    ...asClusterUser(home),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code === 0) return;
  throw new ClusterProblem(
    `PostgreSQL could not prepare its folder ${home.folder}: ${complaint.trim() || `initdb ended with ${code}`}`,
    'Choose another DATA_DIR on a local disk with room to spare, or set DATABASE_URL.',
  );
}
