import { createHmac, createPrivateKey, createPublicKey, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { ConfigProblem } from './problem.ts';

/** What an installation generates once and keeps in its data folder. */
export type Secrets = {
  /** 32 bytes. */
  masterKey: Buffer;
  /** True when this call made the master key: the operator should be told to keep a copy. */
  isNew: boolean;
  nodeId: string;
  /** X25519, hex: the root by which sandbox devices know their pretend WhatsApp. */
  noiseRoot: { private: string; public: string };
  /** The password of a database role. Derived, so that every process tree on this master key agrees on it. */
  rolePassword: (role: string) => string;
};

/** Reads the secrets of a data folder, making what is missing. Throws ConfigProblem for a lost or wrong master key. */
export function loadSecrets(config: Config): Secrets {
  const folder = join(config.dataDir, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { masterKey, isNew } = loadMasterKey(config, folder);
  const noisePrivate = once(join(folder, 'noise-root.key'), () => randomBytes(32).toString('hex'));
  return {
    masterKey,
    isNew,
    noiseRoot: { private: noisePrivate, public: publicOf(noisePrivate) },
    rolePassword: (role) => createHmac('sha256', masterKey).update(`role:${role}`).digest('hex'),
    nodeId: once(join(config.dataDir, 'node.id'), () => randomUUID()),
  };
}

// The check value remembers which key sealed the data, so that a wrong or lost one is refused before anything is read
// with it; it does not give the key away.
function loadMasterKey(config: Config, folder: string): { masterKey: Buffer; isNew: boolean } {
  const file = join(folder, 'master.key');
  const checkFile = join(folder, 'master.check');
  const isNew = config.masterKey === undefined && !existsSync(file);
  if (isNew && existsSync(checkFile)) throw wrongKey(`is not set, and ${file} is missing`);
  const masterKey =
    config.masterKey ??
    Buffer.from(
      once(file, () => randomBytes(32).toString('hex')),
      'hex',
    );
  const check = createHmac('sha256', masterKey).update('check').digest('hex');
  const known = once(checkFile, () => check);
  if (known.length !== check.length || !timingSafeEqual(Buffer.from(known), Buffer.from(check))) {
    throw wrongKey(`is not the key that sealed the data in ${config.dataDir}`);
  }
  return { masterKey, isNew };
}

function wrongKey(what: string): ConfigProblem {
  const message = `${what}.\n    Bring the right key back from your copy; without it, linked numbers and stored tokens cannot be opened.`;
  return new ConfigProblem([{ setting: 'MASTER_KEY', message }]);
}

// Two commands may start at the same moment: the file that was there first wins, for both, and none sees half of it.
function once(file: string, make: () => string): string {
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${make()}\n`, { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(draft);
    }
  }
  return readFileSync(file, 'utf8').trim();
}

function publicOf(privateHex: string): string {
  const key = createPrivateKey({
    key: Buffer.concat([X25519_PKCS8, Buffer.from(privateHex, 'hex')]),
    format: 'der',
    type: 'pkcs8',
  });
  return Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
}

// The fixed bytes that stand before a bare X25519 key in the only form node:crypto reads.
const X25519_PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
