import { accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from '../../db/cluster/process.ts';
import { StartProblem } from './problem.ts';

const isRoot = () => process.getuid?.() === 0;

/**
 * Makes the data folder. As root others may pass through it (0711) but not list it, because PostgreSQL runs as another
 * user and lives inside; what is secret has folders of its own.
 */
export function makeDataFolder(dataDir: string): void {
  attempt(`The data folder ${dataDir} cannot be made`, () => makeFolder(dataDir, isRoot() ? 0o711 : 0o700));
  requireAccess(dataDir);
}

/** Refuses a data folder of another user, before something half-way fails on one of its files. */
export function requireAccess(dataDir: string): void {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { uid } = statSync(dataDir);
    throw new StartProblem(
      `The data folder ${dataDir} belongs to another user (${uid}).`,
      'Run this as that user, or set DATA_DIR.',
      error,
    );
  }
}

/** Makes the folder for sockets, and refuses one that somebody else could have prepared for us. */
export function makeRunFolder(runDir: string): void {
  attempt(`The folder for sockets, ${runDir}, cannot be made`, () => makeFolder(runDir, isRoot() ? 0o711 : 0o700));
  const { uid } = lstatSync(runDir);
  if (!lstatSync(runDir).isDirectory() || (process.getuid !== undefined && uid !== process.getuid())) {
    throw new StartProblem(
      `${runDir} belongs to another user (${uid}), so sockets in it would not be safe.`,
      'Remove it, or set TMPDIR to a folder of your own.',
    );
  }
  // As root PostgreSQL's user must reach its own folder inside; sockets of ours still open to root alone.
  chmodSync(runDir, isRoot() ? 0o711 : 0o700);
}

function makeFolder(path: string, mode: number): void {
  if (existsSync(path)) return;
  if (!existsSync(dirname(path))) makeFolder(dirname(path), 0o755);
  try {
    mkdirSync(path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    throw error;
  }
  // mkdir's own mode is narrowed by the umask.
  chmodSync(path, mode);
}

function attempt(what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new StartProblem(
      `${what}: ${error instanceof Error ? error.message : error}`,
      'Check the path and its permissions, or set DATA_DIR.',
      error,
    );
  }
}
