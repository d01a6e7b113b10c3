import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answers, connected, until } from './cluster/connect.ts';
import { findHome, knownHome } from './cluster/home.ts';
import { isAlive, processBirth, processesIn, signal } from './cluster/process.ts';
import { isRoot, makeGround, NOBODY } from './cluster/stand-ins/holder.ts';
import { startCluster } from './cluster.ts';

const quiet = { log: () => {} };
const quick = { ...quiet, durable: false };

describe('the embedded PostgreSQL', { timeout: 90_000 }, () => {
  it('keeps committed rows over stop and start, with the durable settings on', async () => {
    await using ground = makeGround();
    const first = await startCluster({ ...ground, ...quiet });
    await connected(first.ownerUrl('whatzapi'), (client) => client.query('create table t as select 7 as n'));
    await first.stop();
    const second = await startCluster({ ...ground, ...quiet });
    const seen = await connected(second.ownerUrl('whatzapi'), async (client) => [
      (await client.query('select n from t')).rows[0].n,
      (await client.query('show fsync')).rows[0].fsync,
      (await client.query('show synchronous_commit')).rows[0].synchronous_commit,
      (await client.query('show full_page_writes')).rows[0].full_page_writes,
      (await client.query('show listen_addresses')).rows[0].listen_addresses,
      (await client.query('show data_checksums')).rows[0].data_checksums,
      (await client.query('show idle_in_transaction_session_timeout')).rows[0].idle_in_transaction_session_timeout,
    ]);
    await second.stop();
    expect(seen).toEqual([7, 'on', 'on', 'on', '', 'on', '30s']);
  });

  it('lets nobody in without a password, even on its private socket', async () => {
    await using ground = makeGround();
    const cluster = await startCluster({ ...ground, ...quick });
    const url = new URL(cluster.ownerUrl('whatzapi'));
    url.password = 'guess';
    const isOpen = await answers(url.href);
    await cluster.stop();
    expect(isOpen).toBe(false);
    expect(statSync(cluster.socketDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(ground.dataDir, 'secrets')).mode & 0o777).toBe(0o700);
  });

  it('is adopted, not doubled, when the process that started it was killed', async () => {
    await using ground = makeGround();
    const killed = await ground.hold();
    killed.child.kill('SIGKILL');
    await until(() => killed.child.exitCode !== null || killed.child.signalCode !== null, 5_000);
    expect(isAlive(killed.pid)).toBe(true);
    const next = await startCluster({ ...ground, ...quick });
    expect([next.adopted, next.pid()]).toEqual([true, killed.pid]);
    await next.stop();
    expect(isAlive(killed.pid)).toBe(false);
  });

  it('is stopped first when it is left over and no longer answers on our socket', async () => {
    await using ground = makeGround();
    const killed = await ground.hold();
    killed.child.kill('SIGKILL');
    await until(() => killed.child.signalCode !== null, 5_000);
    const runDir = join(ground.root, 'other');
    mkdirSync(runDir, { mode: 0o711 });
    const next = await startCluster({ ...ground, ...quick, runDir });
    expect([next.adopted, isAlive(killed.pid)]).toEqual([false, false]);
    await next.stop();
  });

  it('comes back by itself after kill -9 of the postmaster, again and again, and loses no committed row', async () => {
    await using ground = makeGround();
    const cluster = await startCluster({ ...ground, ...quiet });
    const url = cluster.ownerUrl('whatzapi');
    await connected(url, (client) => client.query('create table t (n int)'));
    for (let round = 1; round <= 3; round += 1) {
      await connected(url, (client) => client.query('insert into t values ($1)', [round]));
      const pid = cluster.pid();
      signal(pid, 'SIGKILL');
      expect(await until(() => cluster.pid() !== pid && cluster.pid() > 0, 20_000)).toBe(true);
      expect(await until(() => answers(url), 20_000)).toBe(true);
    }
    const { rows } = await connected(url, (client) => client.query('select n from t order by n'));
    await cluster.stop();
    expect(rows.map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it('comes back when a backend is busy while the postmaster is killed', async () => {
    await using ground = makeGround();
    const cluster = await startCluster({ ...ground, ...quick });
    const url = cluster.ownerUrl('whatzapi');
    // A backend in a long computation does not notice that its postmaster is gone.
    const busy = connected(url, (client) =>
      client.query('select count(*) from generate_series(1, 2000000000) g where g % 7 = 3'),
    ).catch(() => {});
    await until(() => processesIn(cluster.home.data).length > 5, 5_000);
    const pid = cluster.pid();
    signal(pid, 'SIGKILL');
    expect(await until(async () => cluster.pid() !== pid && (await answers(url)), 30_000)).toBe(true);
    await busy;
    await cluster.stop();
    expect(processesIn(cluster.home.data)).toEqual([]);
  });

  it('starts although its lock file names a live stranger with a reused id', async () => {
    await using ground = makeGround();
    const first = await startCluster({ ...ground, ...quick });
    await first.stop();
    const file = join(first.home.data, 'postmaster.pid');
    writeFileSync(file, `${process.pid}\n${first.home.data}\n1\n5432\n${first.socketDir}\n\n 0 0\nready\n`);
    if (isRoot) chownSync(file, NOBODY.uid, NOBODY.uid);
    const second = await startCluster({ ...ground, ...quick });
    expect(second.adopted).toBe(false);
    await second.stop();
  });

  it('begins afresh after a first start that was cut short', async () => {
    await using ground = makeGround();
    mkdirSync(join(ground.dataDir, 'postgres', 'data.draft'), { recursive: true });
    chmodSync(ground.dataDir, 0o711);
    writeFileSync(join(ground.dataDir, 'postgres', 'data.draft', 'PG_VERSION'), '');
    const cluster = await startCluster({ ...ground, ...quick });
    expect(await answers(cluster.ownerUrl('whatzapi'))).toBe(true);
    await cluster.stop();
  });

  it('refuses to make a second, empty database when its access key is lost', async () => {
    await using ground = makeGround();
    const cluster = await startCluster({ ...ground, ...quick });
    await cluster.stop();
    rmSync(join(ground.dataDir, 'secrets', 'postgres.key'));
    await expect(startCluster({ ...ground, ...quick })).rejects.toThrow(/postgres\.key is missing/);
  });

  it('gives its processes none of our environment', async () => {
    await using ground = makeGround();
    const cluster = await startCluster({ ...ground, ...quick });
    const names =
      process.platform === 'linux' ? environmentNames(readFileSync(`/proc/${cluster.pid()}/environ`, 'utf8')) : [];
    await cluster.stop();
    expect(names.filter((name) => !['PATH', 'LC_ALL', 'TZ', 'PGDATA', 'PG_GRANDPARENT_PID'].includes(name))).toEqual(
      [],
    );
  });
});

describe.runIf(isRoot)('as root', { timeout: 90_000 }, () => {
  it('runs as another user and owns nothing that user could not reach', async () => {
    await using ground = makeGround();
    const cluster = await startCluster({ ...ground, ...quick });
    const { uid } = statSync(`/proc/${cluster.pid()}`);
    await cluster.stop();
    expect([uid, statSync(cluster.home.data).uid]).toEqual([NOBODY.uid, NOBODY.uid]);
    expect(readdirSync(cluster.home.folder).filter((name) => name.startsWith('native-'))).toHaveLength(1);
  });

  it.each([
    ['the data folder itself is closed (0700)', 'data', 'data'],
    ['a folder above is closed (0700)', 'closed/data', 'closed'],
  ])('goes to a system folder, says so, and finds it again when %s', async (_case, dataDir, closed) => {
    await using ground = makeGround(dataDir);
    mkdirSync(ground.dataDir, { recursive: true });
    chmodSync(join(ground.root, closed), 0o700);
    const first = await ground.hold();
    expect(first.folder).toMatch(/^\/var\/lib\/whatzapi\/[0-9a-f]{8}$/);
    expect(knownHome(ground.dataDir)?.notice).toContain(first.folder);
    await connected(first.url, (client) => client.query('create table t as select 1'));
    first.child.kill('SIGTERM');
    await until(() => !isAlive(first.pid), 10_000);
    // Opening the folder later must not send us to a new, empty place.
    chmodSync(join(ground.root, closed), 0o711);
    const second = await ground.hold();
    expect(second.folder).toBe(first.folder);
    await connected(second.url, (client) => client.query('select * from t'));
  });

  it('goes on as the user who made the database, when root starts it later', async () => {
    await using ground = makeGround();
    const first = await startCluster({ ...ground, ...quick });
    await first.stop();
    for (const path of everything(first.home.data)) chownSync(path, 1234, 1234);
    const second = await startCluster({ ...ground, ...quick });
    const { uid } = statSync(`/proc/${second.pid()}`);
    await second.stop();
    expect(uid).toBe(1234);
  });

  it('is not kept from starting by a first start that was killed before it had a database', async () => {
    await using ground = makeGround();
    mkdirSync(ground.dataDir, { mode: 0o700 });
    const { folder } = findHome(ground.dataDir);
    const held = await ground.hold();
    expect(held.folder).toBe(folder);
  });

  it('says what to do when its folder was closed after the first start', async () => {
    await using ground = makeGround();
    const cluster = await startCluster({ ...ground, ...quick });
    await cluster.stop();
    chmodSync(ground.dataDir, 0o700);
    await expect(startCluster({ ...ground, ...quick })).rejects.toMatchObject({
      fix: `Run: chmod o+x ${ground.dataDir}`,
    });
  });
});

describe.runIf(isRoot)('as an ordinary user', { timeout: 90_000 }, () => {
  it('runs as that user, straight from the installed package, under a folder of mode 0700', async () => {
    await using ground = makeGround();
    for (const path of [ground.root, ground.runDir]) {
      chmodSync(path, 0o700);
      chownSync(path, NOBODY.uid, NOBODY.uid);
    }
    const held = await ground.hold(NOBODY);
    expect(processBirth(held.pid)).not.toBeNull();
    expect(dirname(held.folder)).toBe(ground.dataDir);
    expect(existsSync(join(held.folder, 'data', 'PG_VERSION'))).toBe(true);
    expect(readdirSync(held.folder).filter((name) => name.startsWith('native-'))).toEqual([]);
    held.child.kill('SIGTERM');
    expect(await until(() => !isAlive(held.pid), 10_000)).toBe(true);
  });
});

function everything(folder: string): string[] {
  return [folder, ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))];
}

function environmentNames(block: string): string[] {
  return block
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => entry.split('=')[0] ?? '');
}
