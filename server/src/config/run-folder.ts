import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder for the sockets of an installation, the same for every command on one DATA_DIR. It is short because a
 * socket's path may have 107 bytes, which a data folder deep in somebody's home would exceed.
 */
export function runFolder(dataDir: string): string {
  const name = `wz-${createHash('sha256').update(dataDir).digest('hex').slice(0, 8)}`;
  const usual = join(tmpdir(), name);
  return Buffer.byteLength(join(usual, LONGEST_SOCKET)) <= SOCKET_PATH_MAX ? usual : join('/tmp', name);
}

const LONGEST_SOCKET = 'pg/.s.PGSQL.5432.lock';
const SOCKET_PATH_MAX = 107;
