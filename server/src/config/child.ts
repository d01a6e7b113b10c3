import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from './config.ts';
import type { Secrets } from './secrets.ts';
import { settings } from './settings.ts';

/** What the supervisor knows and its children need. URLs carry passwords; nothing of this ever stands in an argv. */
export type Wiring = {
  config: Config;
  secrets: Secrets;
  runDir: string;
  urls: { owner: string; app: string; system: string; linked: string; simulator: string };
  /** The simulator's loopback port; null when SANDBOX is off. */
  simulatorPort: number | null;
};

export type WorkerKind = 'live' | 'sandbox';

type Environment = Record<string, string>;

/** The internal variables of the server: its own settings, the database roles it may be, and the master key. */
export function serverEnvironment(
  { config, secrets, runDir, urls, simulatorPort }: Wiring,
  outer: NodeJS.ProcessEnv,
): Environment {
  const own = Object.keys(settings).filter((name) => name !== 'DATABASE_URL');
  return {
    ...inherited(config, outer, own),
    DATA_DIR: config.dataDir,
    MASTER_KEY: secrets.masterKey.toString('hex'),
    WZ_RUN_DIR: runDir,
    WZ_NODE_ID: secrets.nodeId,
    WZ_DB_OWNER_URL: urls.owner,
    WZ_DB_APP_URL: urls.app,
    WZ_DB_SYSTEM_URL: urls.system,
    WZ_NOISE_ROOT: secrets.noiseRoot.public,
    ...(simulatorPort === null ? {} : { WZ_SIM_PORT: String(simulatorPort) }),
  };
}

/** A linked worker: its own database role, and for the sandbox kind the pretend WhatsApp's port and root. */
export function workerEnvironment(
  wiring: Wiring,
  outer: NodeJS.ProcessEnv,
  kind: WorkerKind,
  worker: number,
): Environment {
  const { config, secrets, runDir, urls, simulatorPort } = wiring;
  return {
    ...inherited(config, outer, [...WORKER_KNOBS, 'LINKED_WEB_VERSION']),
    WZ_LOG_LEVEL: config.logLevel,
    WZ_RUN_DIR: runDir,
    WZ_DB_LINKED_URL: urls.linked,
    WZ_KIND: kind,
    WZ_WORKER: String(worker),
    ...(kind === 'sandbox' && simulatorPort !== null
      ? { WZ_NOISE_ROOT: secrets.noiseRoot.public, WZ_SIM_PORT: String(simulatorPort) }
      : {}),
  };
}

/** The simulator: its own schema's role, its port, and the private half of the root. */
export function simulatorEnvironment(
  { config, secrets, runDir, urls, simulatorPort }: Wiring,
  outer: NodeJS.ProcessEnv,
): Environment {
  return {
    ...inherited(config, outer, SIMULATOR_KNOBS),
    WZ_LOG_LEVEL: config.logLevel,
    WZ_RUN_DIR: runDir,
    WZ_DB_SIMULATOR_URL: urls.simulator,
    WZ_SIM_PORT: String(simulatorPort),
    WZ_NOISE_ROOT_PRIVATE: secrets.noiseRoot.private,
    WZ_NOISE_ROOT: secrets.noiseRoot.public,
  };
}

export type ServerEnvironment = {
  runDir: string;
  nodeId: string;
  ownerUrl: string;
  appUrl: string;
  systemUrl: string;
  /** 32 bytes. */
  masterKey: Buffer;
  /** Hex. */
  noiseRoot: string;
  simulatorPort: number | null;
};

/** Reads what `serverEnvironment` wrote. A gap is a fault of ours, so the error is a plain one. */
export function readServerEnvironment(env: NodeJS.ProcessEnv): ServerEnvironment {
  const read = Written.parse(env);
  return {
    runDir: read.WZ_RUN_DIR,
    nodeId: read.WZ_NODE_ID,
    ownerUrl: read.WZ_DB_OWNER_URL,
    appUrl: read.WZ_DB_APP_URL,
    systemUrl: read.WZ_DB_SYSTEM_URL,
    masterKey: Buffer.from(read.MASTER_KEY, 'hex'),
    noiseRoot: read.WZ_NOISE_ROOT,
    simulatorPort: read.WZ_SIM_PORT ?? null,
  };
}

const url = z.string().startsWith('postgres');

const Written = z.object({
  WZ_RUN_DIR: z.string().min(1),
  WZ_NODE_ID: z.uuid(),
  WZ_DB_OWNER_URL: url,
  WZ_DB_APP_URL: url,
  WZ_DB_SYSTEM_URL: url,
  MASTER_KEY: z.string().regex(/^[0-9a-f]{64}$/),
  WZ_NOISE_ROOT: z.string().regex(/^[0-9a-f]{64}$/),
  WZ_SIM_PORT: z.coerce.number().int().positive().optional(),
});

// Not for operators: the benches and tests shorten waits by these, and let a worker die at a chosen point.
const WORKER_KNOBS = ['WZ_ACK_WAIT_MS', 'WZ_REPLACED_WAIT_MS', 'WZ_UNDECRYPTABLE_WAIT_MS', 'WZ_FAILPOINT'];
const SIMULATOR_KNOBS = ['WZ_SIM_ACK_DEADLINE_MS'];

// A list of what passes, not of what is kept back: a worker must see neither the master key nor the owner's password.
const INHERITED = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'NODE_ENV',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];

// Loading our sources costs half the processor time when Node keeps what it made of them; a restarted child is back sooner.
function inherited(config: Config, outer: NodeJS.ProcessEnv, names: string[]): Environment {
  return { ...pick(outer, [...INHERITED, ...names]), NODE_COMPILE_CACHE: join(config.dataDir, 'cache') };
}

function pick(env: NodeJS.ProcessEnv, names: string[]): Environment {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
