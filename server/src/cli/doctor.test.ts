import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../config/config.ts';
import { runFolder } from '../config/run-folder.ts';
import { answers, connected, until } from '../db/cluster/connect.ts';
import { throwawayCluster } from '../db/throwaway.ts';
import { createRoles } from './doctor/role-sql.ts';
import { describeFindings, doctor, exitCodeOf } from './doctor.ts';
import { withDatabase } from './supervisor/borrow.ts';

const start = fileURLToPath(new URL('supervisor/stand-ins/start.ts', import.meta.url));
let dataDir = '';
const config = (env: Record<string, string> = {}) => readConfig({ DATA_DIR: dataDir, PORT: '39417', ...env });

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'wz-doctor-'));
  chmodSync(root, 0o711);
  dataDir = join(root, 'data');
});
afterEach(() => {
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
  rmSync(runFolder(dataDir), { recursive: true, force: true });
});

describe('doctor', { timeout: 90_000 }, () => {
  it('finds nothing wrong before the first start, and makes nothing', async () => {
    const findings = await doctor(config());
    expect(exitCodeOf(findings), describeFindings(findings)).toBe(0);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('finds nothing wrong while the server runs, and lends its database without stopping it', async () => {
    const { DATABASE_URL: _elsewhere, ...inherited } = process.env;
    const house = spawn(process.execPath, [start], { env: { ...inherited, DATA_DIR: dataDir, PORT: '39417' } });
    const ended = new Promise((resolve) => house.on('close', resolve));
    await new Promise<void>((resolve) => {
      house.stdout.on('data', (text: Buffer) => text.includes('Ready') && resolve());
    });
    const findings = await doctor(config());
    const app = await withDatabase(config(), 'a test', async ({ isRunning, roleUrl }) => [
      isRunning,
      await answers(roleUrl('app')),
    ]);
    const isStillUp = await withDatabase(config(), 'a test', async ({ ownerUrl }) => answers(ownerUrl));
    house.kill('SIGTERM');
    await ended;
    expect(exitCodeOf(findings), describeFindings(findings)).toBe(0);
    expect([app, isStillUp]).toEqual([[true, true], true]);
    // And once more with nothing running: the database is started for the look, and stopped again.
    const again = await doctor(config());
    expect(exitCodeOf(again), describeFindings(again)).toBe(0);
    expect(existsSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });

  it('waits for the database of a first start that is still under way', async () => {
    const { DATABASE_URL: _elsewhere, ...inherited } = process.env;
    const house = spawn(process.execPath, [start], { env: { ...inherited, DATA_DIR: dataDir, PORT: '39418' } });
    const ended = new Promise((resolve) => house.on('close', resolve));
    expect(await until(() => existsSync(join(dataDir, 'lock.json')), 10_000)).toBe(true);
    const seen = await withDatabase(config(), 'a test', async ({ isRunning, ownerUrl }) => [
      isRunning,
      await answers(ownerUrl),
    ]);
    house.kill('SIGTERM');
    await ended;
    expect(seen).toEqual([true, true]);
  });

  it('says in plain words that DATABASE_URL cannot be reached, and fails', async () => {
    const findings = await doctor(config({ DATABASE_URL: 'postgresql://a:secret@127.0.0.1:1/b' }));
    expect(exitCodeOf(findings)).toBe(1);
    expect(describeFindings(findings)).toMatch(
      /fail +PostgreSQL +PostgreSQL at DATABASE_URL \(127\.0\.0\.1:1\) cannot be used/,
    );
    expect(describeFindings(findings)).not.toMatch(/secret/);
  });

  it('prints SQL for an owner who may not create roles, which holds no password and makes roles that can sign in', async () => {
    const cluster = await throwawayCluster();
    const owner = `plain_${process.pid}`;
    const prefix = `doc_${process.pid}`;
    const admin = (sql: string) => connected(cluster.adminUrl('postgres'), (client) => client.query(sql));
    await admin(`create role ${owner} login password 'p'; grant create on database postgres to ${owner}`);
    const url = new URL(cluster.adminUrl('postgres'));
    Object.assign(url, { username: owner, password: 'p' });
    const settings = config({ DATABASE_URL: url.href, DATABASE_ROLE_PREFIX: prefix });
    const findings = await doctor(settings);
    const rights = findings.find(({ about }) => about === 'rights');
    expect(rights?.is).toBe('fail');
    const sql = (rights?.fix ?? '').split('\n').slice(1).join('\n');
    await admin(sql);
    const canSignIn = await withDatabase(settings, 'a test', async ({ roleUrl }) => {
      expect(sql).not.toContain(new URL(roleUrl('app')).password);
      return Promise.all(['app', 'system', 'linked', 'simulator'].map((role) => answers(roleUrl(role))));
    });
    const healed = await doctor(settings);
    await admin(
      `drop role ${['app', 'system', 'linked', 'simulator'].map((role) => `${prefix}_${role}`).join(', ')}; revoke create on database postgres from ${owner}; drop role ${owner}`,
    );
    expect(canSignIn).toEqual([true, true, true, true]);
    expect(healed.find(({ about }) => about === 'rights')?.is).toBe('ok');
  });

  it('names no role when none is missing', () => {
    expect(createRoles('whatzapi', [], () => '')).toBe('');
  });
});
