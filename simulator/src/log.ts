/** Facts only: never a body, a phone, a key, a QR or a code. */
export type Log = {
  info(event: string, facts?: Record<string, string | number | boolean>): void;
  error(event: string, error: unknown, facts?: Record<string, string | number | boolean>): void;
};

/** One line of JSON per event on stderr; stdout carries only the line that says the simulator is ready. */
export function createLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const say = (level: string, event: string, facts: Record<string, unknown>) =>
    write(`${JSON.stringify({ time: new Date().toISOString(), level, room: 'simulator', event, ...facts })}\n`);
  return {
    info: (event, facts = {}) => say('info', event, facts),
    error: (event, error, facts = {}) =>
      say('error', event, {
        ...facts,
        error: error instanceof Error ? error.message : 'unknown',
        at: firstFrame(error),
      }),
  };
}

function firstFrame(error: unknown): string | undefined {
  return error instanceof Error ? error.stack?.split('\n')[1]?.trim() : undefined;
}
