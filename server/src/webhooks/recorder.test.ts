import { expect, it } from 'vitest';
import { createAlarm } from './alarm.ts';
import { createRecorder } from './recorder.ts';

it('writes results that come together in one batch, and those that come meanwhile in the next', async () => {
  const batches: number[][] = [];
  const go = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const recorder = createRecorder<number>({
    async write(items) {
      batches.push(items);
      begun.resolve();
      await go.promise;
    },
    onError: () => {},
  });
  recorder.add(1);
  recorder.add(2);
  await begun.promise;
  recorder.add(3);
  recorder.add(4);
  go.resolve();
  await recorder.flushed();
  expect(batches).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(recorder.pending()).toBe(0);
});

it('keeps what could not be written and writes it later', async () => {
  const written: number[] = [];
  const errors: unknown[] = [];
  const recorder = createRecorder<number>({
    async write(items) {
      if (errors.length === 0) throw new Error('the database is away');
      written.push(...items);
    },
    onError: (error) => errors.push(error),
  });
  recorder.add(1);
  recorder.add(2);
  await recorder.flushed();
  expect(errors).toHaveLength(1);
  expect(written).toEqual([1, 2]);
});

it('keeps a ring that nobody waited for', async () => {
  const alarm = createAlarm();
  alarm.ring();
  await alarm.wait(60_000);
  const waiting = alarm.wait(60_000);
  alarm.ring();
  await waiting;
});
