import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  readServerEnvironment,
  serverEnvironment,
  simulatorEnvironment,
  type Wiring,
  workerEnvironment,
} from './child.ts';
import { readConfig } from './config.ts';
import { loadSecrets } from './secrets.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'wz-secrets-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const load = (env: Record<string, string> = {}) => loadSecrets(readConfig({ DATA_DIR: dataDir, ...env }));

describe('the secrets of an installation', () => {
  it('are made once, readable by their owner alone, and the same ever after', () => {
    const first = load();
    const second = load();
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.masterKey).toEqual(first.masterKey);
    expect([second.nodeId, second.noiseRoot]).toEqual([first.nodeId, first.noiseRoot]);
    for (const name of ['master.key', 'noise-root.key']) {
      expect(statSync(join(dataDir, 'secrets', name)).mode & 0o777).toBe(0o600);
    }
  });

  it('compute the public half of the root from its private half', () => {
    load();
    const { d, x } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
    const hex = (part = '') => Buffer.from(part, 'base64url').toString('hex');
    writeFileSync(join(dataDir, 'secrets', 'noise-root.key'), hex(d));
    expect(load().noiseRoot.public).toBe(hex(x));
  });

  it('refuse a wrong master key, and a lost one, before anything is sealed with another', () => {
    load();
    expect(() => load({ MASTER_KEY: 'ab'.repeat(32) })).toThrow(/is not the key that sealed/);
    rmSync(join(dataDir, 'secrets', 'master.key'));
    expect(() => load()).toThrow(/master\.key is missing/);
  });

  it('derive a different password for each role', () => {
    const { rolePassword } = load();
    expect(new Set(['app', 'system', 'linked', 'simulator'].map(rolePassword)).size).toBe(4);
  });
});

describe('the environment of children', () => {
  const wiring = (): Wiring => ({
    config: readConfig({ DATA_DIR: dataDir }),
    secrets: load(),
    runDir: '/tmp/r',
    urls: {
      owner: url('owner'),
      app: url('app'),
      system: url('system'),
      linked: url('linked'),
      simulator: url('simulator'),
    },
    simulatorPort: 4000,
  });
  const outer = {
    PATH: '/bin',
    MASTER_KEY: 'outer',
    DATABASE_URL: 'outer',
    AWS_SECRET_ACCESS_KEY: 'x',
    PORT: '1',
    LOG_LEVEL: 'warn',
  };

  it('is read by the server as it was written', () => {
    const { secrets } = wiring();
    const env = serverEnvironment(wiring(), outer);
    expect(readServerEnvironment(env)).toEqual({
      runDir: '/tmp/r',
      nodeId: secrets.nodeId,
      ownerUrl: url('owner'),
      appUrl: url('app'),
      systemUrl: url('system'),
      masterKey: secrets.masterKey,
      noiseRoot: secrets.noiseRoot.public,
      simulatorPort: 4000,
    });
    expect(env['PORT']).toBe('1');
  });

  it('holds for each child only what it needs', () => {
    expect(Object.keys(workerEnvironment(wiring(), outer, 'live', 1)).sort()).toEqual([
      'NODE_COMPILE_CACHE',
      'PATH',
      'WZ_DB_LINKED_URL',
      'WZ_KIND',
      'WZ_LOG_LEVEL',
      'WZ_RUN_DIR',
      'WZ_WORKER',
    ]);
    expect(Object.keys(simulatorEnvironment(wiring(), outer)).sort()).toEqual([
      'NODE_COMPILE_CACHE',
      'PATH',
      'WZ_DB_SIMULATOR_URL',
      'WZ_LOG_LEVEL',
      'WZ_NOISE_ROOT',
      'WZ_NOISE_ROOT_PRIVATE',
      'WZ_RUN_DIR',
      'WZ_SIM_PORT',
    ]);
    expect(serverEnvironment(wiring(), outer)).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
    expect(serverEnvironment(wiring(), outer)).not.toHaveProperty('DATABASE_URL');
  });
});

function url(role: string): string {
  return `postgresql://${role}:p@%2Ftmp%2Fr%2Fpg/whatzapi`;
}
