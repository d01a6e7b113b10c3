export type { Job } from './jobs.ts';
export { claimJob, enqueueJob, finishJob, postponeJob } from './jobs.ts';
export type { Lane, Next, Room } from './lanes.ts';
export { claimLanes, freeLanes, laneClass, leaseMs, moveLanes, releaseLanes, sweepLanes, wakeLane } from './lanes.ts';
export type { Work } from './work.ts';
export { createWork } from './work.ts';
