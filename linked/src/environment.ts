import type { WorkerKind } from '../../server/src/engine/linked/protocol.ts';

export type Environment = {
  kind: WorkerKind;
  worker: number;
  serverSocket: string;
  databaseUrl: string;
  /** Only in sandbox workers: where the simulator listens and whom to trust there. */
  sandbox?: { port: number; noiseRoot: Buffer };
  /** How long to wait before dialling again after WhatsApp said that someone else took the connection. */
  replacedWaitMs: number;
  /** How long a message that could not be read waits for its sender's second try before it is reported so. */
  undecryptableWaitMs: number;
  /** How long the server's acknowledgement of a sent message is awaited. */
  ackWaitMs: number;
};

/** Reads the worker's environment; throws one error that names everything wrong. */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const wrong: string[] = [];
  const text = (name: string): string => {
    const value = env[name];
    if (!value) wrong.push(`${name} is missing`);
    return value ?? '';
  };
  const number = (name: string, fallback?: number): number => {
    const value = env[name] === undefined && fallback !== undefined ? fallback : Number(text(name));
    if (!Number.isSafeInteger(value) || value < 0) wrong.push(`${name} must be a whole number`);
    return value;
  };
  const kind = text('WZ_KIND');
  if (kind !== 'live' && kind !== 'sandbox') wrong.push('WZ_KIND must be live or sandbox');
  const root = env['WZ_NOISE_ROOT'];
  if (kind === 'live' && root)
    wrong.push('WZ_NOISE_ROOT must not be set in a live worker: it would trust the simulator');
  if (kind === 'sandbox' && !/^[0-9a-f]{64}$/.test(root ?? '')) wrong.push('WZ_NOISE_ROOT must be 64 hex digits');
  const environment: Environment = {
    kind: kind === 'live' ? 'live' : 'sandbox',
    worker: number('WZ_WORKER', 0),
    serverSocket: `${text('WZ_RUN_DIR')}/engine.sock`,
    databaseUrl: text('WZ_DB_LINKED_URL'),
    ...(kind === 'sandbox'
      ? { sandbox: { port: number('WZ_SIM_PORT'), noiseRoot: Buffer.from(root ?? '', 'hex') } }
      : {}),
    replacedWaitMs: number('WZ_REPLACED_WAIT_MS', 60_000),
    undecryptableWaitMs: number('WZ_UNDECRYPTABLE_WAIT_MS', 120_000),
    ackWaitMs: number('WZ_ACK_WAIT_MS', 20_000),
  };
  if (wrong.length > 0) throw new Error(`The worker cannot start: ${wrong.join('; ')}.`);
  return environment;
}
