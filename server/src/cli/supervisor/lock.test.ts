import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, processBirth } from '../../db/cluster/process.ts';
import { endLeftovers, runningStart, takeLock } from './lock.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'wz-lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

describe('the lock of a data folder', () => {
  it('has one holder at a time, and is free again after release', async () => {
    const first = await takeLock(dataDir, 'start');
    await expect(takeLock(dataDir, 'start')).rejects.toThrow(new RegExp(`already runs .*process ${process.pid}`));
    expect(runningStart(dataDir)).toEqual({ pid: process.pid });
    first.release();
    expect(runningStart(dataDir)).toBeNull();
    (await takeLock(dataDir, 'start')).release();
  });

  it('is given to one of many who ask at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(dataDir, 'start')));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    ['its process is gone', { pid: 2 ** 22 + 1, birth: 'x' }],
    ['its process id now belongs to another process', { pid: process.pid, birth: 'earlier' }],
  ])('counts for nothing when %s, and one of many takes it over', async (_case, holder) => {
    writeFileSync(join(dataDir, 'lock.json'), JSON.stringify({ purpose: 'start', children: [], ...holder }));
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(dataDir, 'start')));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('counts for nothing when it was only half written', async () => {
    writeFileSync(join(dataDir, 'lock.json'), '{"purpose":');
    (await takeLock(dataDir, 'start')).release();
  });

  it('is waited for while a short command holds it', async () => {
    const command = await takeLock(dataDir, 'doctor');
    const start = takeLock(dataDir, 'start');
    command.release();
    (await start).release();
  });

  it('tells the next holder what a killed one left, which is then ended', async () => {
    const child = spawn('sleep', ['600']);
    const pid = child.pid ?? 0;
    const held = await takeLock(dataDir, 'start');
    held.note('server', pid);
    const left = JSON.parse(readFileSync(join(dataDir, 'lock.json'), 'utf8'));
    writeFileSync(join(dataDir, 'lock.json'), JSON.stringify({ ...left, birth: 'killed' }));
    const next = await takeLock(dataDir, 'start');
    expect(next.leftovers).toEqual([{ name: 'server', pid, birth: processBirth(pid) }]);
    await endLeftovers(next.leftovers, () => {});
    expect(isAlive(pid)).toBe(false);
    next.release();
  });
});
