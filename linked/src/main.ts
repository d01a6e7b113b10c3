import { createLog } from '../../server/src/base/log.ts';
import { readEnvironment } from './environment.ts';
import { harden } from './harden/harden.ts';
import { tidyHeap } from './tidy-heap.ts';

/** Frames kept of an error's stack while the worker runs. */
const stackFrames = 2;

const log = createLog('linked', process.env['WZ_LOG_LEVEL'] ?? 'info');

try {
  const environment = readEnvironment(process.env);
  harden();
  // Baileys must not be imported, by anyone, before the process is hardened.
  const { assertSignaturesAreChecked } = await import('./harden/self-test.ts');
  assertSignaturesAreChecked();
  const { startWorker } = await import('./worker.ts');
  // Baileys makes errors for every frame, in case it should need their stacks; long ones cost it a tenth of its time.
  Error.stackTraceLimit = stackFrames;
  const worker = startWorker(environment, log);
  tidyHeap();

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    worker.stop().then(
      () => process.exit(0),
      (error) => {
        log.error('the worker did not stop in order', { error });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
  // Baileys leaves promises alone; one device's trouble must not take the others down.
  process.on('unhandledRejection', (error) => log.warn('a promise was left alone', { error }));
  process.send?.({ ready: true });
} catch (error) {
  const sentence = error instanceof Error ? error.message : 'unknown reason';
  log.error(`the worker refuses to start: ${sentence}`);
  process.exitCode = 1;
}
