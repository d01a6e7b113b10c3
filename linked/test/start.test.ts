import { expect, it } from 'vitest';
import { startWorkerProcess } from './worker-process.ts';

const live = {
  WZ_KIND: 'live',
  WZ_WORKER: '1',
  WZ_RUN_DIR: '/nowhere',
  WZ_DB_LINKED_URL: 'postgresql://nobody@127.0.0.1:1/none',
};

it('refuses to start as a live worker that would trust the simulator, and says why', async () => {
  const worker = startWorkerProcess({ ...live, WZ_NOISE_ROOT: 'ab'.repeat(32) });
  expect((await worker.exited).code).toBe(1);
  expect(worker.output()).toContain('WZ_NOISE_ROOT must not be set in a live worker');
});

it('starts as a live worker before its server is there, and leaves when it is told to', async () => {
  const worker = startWorkerProcess(live);
  await worker.ready;
  worker.kill('SIGTERM');
  expect((await worker.exited).code).toBe(0);
});
