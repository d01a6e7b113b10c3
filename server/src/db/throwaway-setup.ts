import { type ThrowawayCluster, throwawayCluster } from './throwaway.ts';

let cluster: ThrowawayCluster | undefined;

/** For Vitest's `globalSetup`: one PostgreSQL for all test files of a run. */
export async function setup(): Promise<void> {
  cluster = await throwawayCluster();
}

export async function teardown(): Promise<void> {
  await cluster?.stop();
}
