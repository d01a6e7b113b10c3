import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../../db/cluster/process.ts';
import { StartProblem } from './problem.ts';

/** Finds out before anything starts whether the server will be able to listen. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const refused = await tryListen(host, port).then(
    ({ close }) => close(),
    (error: unknown) => codeOf(error) ?? String(error),
  );
  if (refused === undefined) return;
  const [what, fix] = {
    EADDRINUSE: [
      `Port ${port} on ${host} is taken by another program.`,
      `Stop that program, or choose another port: PORT=${port + 1} npm start`,
    ],
    EACCES: [
      `This user may not listen on port ${port}.`,
      'Choose a PORT of 1024 or above, and put a proxy in front for 80 and 443.',
    ],
    EADDRNOTAVAIL: [
      `This machine has no address ${host}.`,
      'Set HOST to one of its addresses, to 127.0.0.1, or to 0.0.0.0 for all.',
    ],
  }[refused] ?? [`Port ${port} on ${host} cannot be used (${refused}).`, 'Choose another HOST or PORT.'];
  throw new StartProblem(what ?? '', fix ?? '');
}

/**
 * The simulator's loopback port: chosen once and kept in the data folder, so that clients of the sandbox keep their
 * address across restarts. Another one is chosen only when a stranger has taken it meanwhile.
 */
export async function simulatorPort(dataDir: string): Promise<{ port: number; changed: boolean }> {
  const file = join(dataDir, 'state.json');
  const kept = readState(file).simulatorPort;
  if (kept !== undefined && (await isFree(kept))) return { port: kept, changed: false };
  const { port, close } = await tryListen('127.0.0.1', 0);
  await close();
  writeFileSync(file, `${JSON.stringify({ ...readState(file), simulatorPort: port })}\n`, { mode: 0o600 });
  return { port, changed: kept !== undefined };
}

const State = z.looseObject({ simulatorPort: z.number().int().positive().optional() });

function readState(file: string): z.infer<typeof State> {
  try {
    return State.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {};
    throw new StartProblem(
      `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
      'Remove it; it is made anew.',
      error,
    );
  }
}

async function isFree(port: number): Promise<boolean> {
  return tryListen('127.0.0.1', port).then(
    ({ close }) => close().then(() => true),
    () => false,
  );
}

function tryListen(host: string, port: number): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () => new Promise<void>((closed) => server.close(() => closed())),
      });
    });
  });
}
