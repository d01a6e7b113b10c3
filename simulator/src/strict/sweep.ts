import type { World } from '../world/world.ts';
import { recordViolation } from './violations.ts';

const sweepMs = 1_000;
const pruneEveryMs = 60_000;
const framesKept = 100_000;
const framesKeptMs = 86_400_000;
const countersKeptMs = 3 * 86_400_000;

/** Watches for stanzas a connected client never acknowledges, and keeps the logs for oracles within bounds. */
export function startSweep(worlds: { loaded(): World[] }, simulator: World['simulator']): () => void {
  let cancel = simulator.clock.after(sweepMs, sweep);
  let prunedAt = simulator.clock.now();

  function sweep() {
    for (const world of worlds.loaded()) findMissingAcks(world);
    if (simulator.clock.now() - prunedAt > pruneEveryMs) {
      prunedAt = simulator.clock.now();
      prune(worlds.loaded(), simulator).catch((error: unknown) => simulator.log.error('strict.prune_failed', error));
    }
    cancel = simulator.clock.after(sweepMs, sweep);
  }
  return () => cancel();
}

function findMissingAcks(world: World) {
  const { clock, ackDeadlineMs } = world.simulator;
  const tooOld = clock.now() - ackDeadlineMs;
  for (const connection of world.connections) {
    if (connection.role.is !== 'linked') continue;
    const { device } = connection.role;
    for (const waiting of device.waiting.values()) {
      if (waiting.overdue || waiting.sentAt === undefined || waiting.sentAt > tooOld) continue;
      waiting.overdue = true;
      const { tag, attrs } = waiting.stanza;
      recordViolation(world, 'missing_ack', {
        stanza: tag,
        type: attrs['type'] ?? '',
        id: attrs['id'] ?? '',
        phone: `+${device.account.phone}`,
        device: device.id,
      });
    }
  }
}

async function prune(worlds: World[], { store, clock }: World['simulator']): Promise<void> {
  await store.write('delete from simulator.counters where at < $1', [clock.now() - countersKeptMs]);
  await store.write('delete from simulator.frames where at < $1', [clock.now() - framesKeptMs]);
  for (const world of worlds) {
    await store.write(
      `delete from simulator.frames where world = $1 and n < (
         select n from simulator.frames where world = $1 order by n desc offset $2 limit 1)`,
      [world.id, framesKept],
    );
  }
}
