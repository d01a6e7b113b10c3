import { join } from 'node:path';
import { z } from 'zod';
import { createClock } from './clock.ts';
import { createLog } from './log.ts';
import { startSimulator } from './simulator.ts';

/** Everything comes by environment; the supervisor sets it. */
const Environment = z.object({
  WZ_DB_SIMULATOR_URL: z.string().min(1),
  WZ_RUN_DIR: z.string().min(1),
  WZ_SIM_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  WZ_NOISE_ROOT_PRIVATE: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  WZ_SIM_ACK_DEADLINE_MS: z.coerce.number().int().min(100).default(20_000),
});

const env = Environment.parse(process.env);
const log = createLog();
const simulator = await startSimulator({
  databaseUrl: env.WZ_DB_SIMULATOR_URL,
  port: env.WZ_SIM_PORT,
  controlSocket: join(env.WZ_RUN_DIR, 'sim.sock'),
  noiseRootPrivate: env.WZ_NOISE_ROOT_PRIVATE ? Buffer.from(env.WZ_NOISE_ROOT_PRIVATE, 'hex') : undefined,
  ackDeadlineMs: env.WZ_SIM_ACK_DEADLINE_MS,
  clock: createClock(),
  log,
  onFatal(error) {
    log.error('simulator.fatal', error);
    process.exit(1);
  },
});

let draining = false;
const drain = () => {
  if (draining) return;
  draining = true;
  simulator.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error('simulator.drain_failed', error);
      process.exit(1);
    },
  );
};
process.on('SIGTERM', drain);
process.on('SIGINT', drain);
process.on('disconnect', drain);

// A supervisor that died has closed these pipes; that must not keep its child from draining.
const ignore = () => {};
process.stdout.on('error', ignore);
process.stderr.on('error', ignore);
const ready = { ready: true, port: simulator.port };
// A supervisor hears it over its channel; whoever starts it by hand reads it.
if (process.connected) process.send?.(ready, undefined, {}, ignore);
else process.stdout.write(`${JSON.stringify(ready)}\n`);
