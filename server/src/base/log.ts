import { pino } from 'pino';

/** Fields a log line may carry. Bodies, phones, keys, codes and addresses have no field, so they cannot be logged by habit. */
export type LogFields = Partial<{
  error: unknown;
  room: string;
  request_id: string;
  workspace: string;
  device: string;
  message: string;
  delivery: string;
  endpoint: string;
  event: string;
  job: string;
  node: string;
  worker: number;
  kind: string;
  reason: string;
  code: string;
  status: number;
  method: string;
  route: string;
  count: number;
  attempt: number;
  epoch: number;
  duration_ms: number;
  pid: number;
  port: number;
}>;

export type Log = {
  debug(text: string, fields?: LogFields): void;
  info(text: string, fields?: LogFields): void;
  warn(text: string, fields?: LogFields): void;
  error(text: string, fields?: LogFields): void;
};

/** A log that writes one JSON line per entry to standard output. Errors are reduced to name, code and stack. */
export function createLog(name: string, level: string): Log {
  const out = pino({ name, level, base: { pid: process.pid }, formatters: { level: (label) => ({ level: label }) } });
  const write =
    (method: 'debug' | 'info' | 'warn' | 'error') =>
    (text: string, fields: LogFields = {}) => {
      const { error, ...rest } = fields;
      out[method](error === undefined ? rest : { ...rest, error: describe(error) }, text);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** A log that keeps nothing, for tests that do not look at it. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

// Messages of foreign errors may quote input (a query's value, a URL), so only what is safe is kept.
function describe(error: unknown): { name: string; code?: string; stack?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .join('\n');
  return { name: error.name, ...(code ? { code } : {}), ...(frames ? { stack: frames } : {}) };
}
