import { readdirSync, readFileSync } from 'node:fs';
import type { House } from '../../tests/house.ts';

/** CPU milliseconds spent so far, by what our processes run. PostgreSQL's backends count with it. */
export type Cpu = Record<string, number>;

const tickMs = 10;

/** What each part of a house has used, read from /proc (utime and stime, in ticks of 10 ms). */
export function cpuOf(house: Pick<House, 'processes'>): Cpu {
  const groups = withBackends(house.processes());
  return Object.fromEntries(
    Object.entries(groups).map(([name, pids]) => [name, pids.reduce((sum, pid) => sum + ticks(pid) * tickMs, 0)]),
  );
}

/** The difference of two readings, per `count`, rounded to microseconds. */
export function cpuEach(before: Cpu, after: Cpu, count: number): Cpu {
  return Object.fromEntries(
    Object.entries(after).map(([name, ms]) => [name, round((ms - (before[name] ?? 0)) / count, 3)]),
  );
}

/** Proportional set size in MiB by part: shared pages are counted once. */
export function memoryOf(house: Pick<House, 'processes'>): Record<string, number> {
  const groups = withBackends(house.processes());
  return Object.fromEntries(
    Object.entries(groups).map(([name, pids]) => [name, round(pids.reduce((sum, pid) => sum + pss(pid), 0) / 1024, 1)]),
  );
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0, 1);
}

export function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** CPU milliseconds of this process so far. */
export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

// What PostgreSQL does for the pretend WhatsApp is no cost of ours; its backends are told apart by their role's name.
function withBackends(groups: Record<string, number[]>): Record<string, number[]> {
  const parents = new Set(groups['postgres'] ?? []);
  const all = readdirSync('/proc')
    .map(Number)
    .filter((pid) => parents.has(pid) || parents.has(parentOf(pid)));
  const isSimulators = (pid: number) => /_simulator /.test(read(`/proc/${pid}/cmdline`));
  return { ...groups, postgres: all.filter((pid) => !isSimulators(pid)), simulatorPostgres: all.filter(isSimulators) };
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function ticks(pid: number): number {
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
  // utime, stime, and those of children that have ended (backends come and go).
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0) + Number(fields[13] ?? 0) + Number(fields[14] ?? 0);
}

function pss(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
