import type { ChildProcess, StdioOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';

/**
 * What the operator sees. Standard output has the steps of the start, the ready line and what the server wants shown;
 * standard error has the log: text on a terminal, one JSON object per line otherwise.
 */
export type Console = {
  /** One finished step of the start, with the time it took. */
  step: (name: string, result: string) => void;
  /** A line as it is. */
  line: (text: string) => void;
  info: (text: string) => void;
  warn: (text: string) => void;
  childStdio: () => StdioOptions;
  /** Shows a child's log in our form; nothing to do where the child writes to our standard error itself. */
  relay: (name: string, child: ChildProcess) => void;
};

export function createConsole(format: 'auto' | 'text' | 'json'): Console {
  const isText = format === 'text' || (format === 'auto' && process.stderr.isTTY === true);
  // Whoever read our words may be gone before us (a closed terminal); the drain must go on all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  let stepBegan = performance.now();
  const out = (text: string) => process.stdout.write(format === 'json' ? `${entry('info', text)}\n` : `${text}\n`);
  const log = (level: 'info' | 'warn') => (text: string) =>
    process.stderr.write(isText ? `${line('start', level, text)}\n` : `${entry(level, text)}\n`);
  return {
    step(name, result) {
      const seconds = ((performance.now() - stepBegan) / 1000).toFixed(1);
      stepBegan = performance.now();
      out(`  ${name.padEnd(12)} ${result.padEnd(52)} ${seconds.padStart(5)} s`);
    },
    line: out,
    info: log('info'),
    warn: log('warn'),
    childStdio: () => (isText ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 2, 2, 'ipc']),
    relay(name, child) {
      for (const stream of [child.stdout, child.stderr]) if (stream) relayLines(name, stream);
    },
  };
}

function relayLines(name: string, stream: Readable): void {
  createInterface({ input: stream }).on('line', (raw) => {
    // Said for whoever runs that program alone; we heard it over the channel.
    if (raw.startsWith('{"ready":true')) return;
    const entry = parseEntry(raw);
    process.stderr.write(`${entry === null ? line(name, '', raw) : line(name, entry.level, withFields(entry))}\n`);
  });
}

// The simulator names what happened in `event`, the others in `msg`.
const Entry = z.looseObject({ level: z.string(), msg: z.string().optional(), event: z.string().optional() });

function parseEntry(raw: string): z.infer<typeof Entry> | null {
  if (!raw.startsWith('{')) return null;
  try {
    return Entry.safeParse(JSON.parse(raw)).data ?? null;
  } catch {
    return null;
  }
}

function withFields({
  level: _l,
  time: _t,
  pid: _p,
  name: _n,
  room: _r,
  msg,
  event,
  ...fields
}: z.infer<typeof Entry>): string {
  const named = msg === undefined ? fields : { ...fields, ...(event === undefined ? {} : { event }) };
  const shown = Object.entries(named).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [msg ?? event ?? '', ...shown].join(' ');
}

function line(name: string, level: string, text: string): string {
  return `${new Date().toISOString().slice(11, 19)} ${name.padEnd(10)} ${level.padEnd(5)} ${text}`;
}

function entry(level: string, text: string): string {
  return JSON.stringify({ level, time: Date.now(), name: 'start', pid: process.pid, msg: text });
}
