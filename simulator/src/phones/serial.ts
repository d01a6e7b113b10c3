import type { Account } from '../world/world.ts';

/** Runs the phone's work one piece at a time, since a Signal session must never be advanced by two at once. */
export function serially<T>(account: Account, work: () => Promise<T>): Promise<T> {
  const done = account.working.then(work);
  account.working = done.then(
    () => {},
    () => {},
  );
  return done;
}
