export { enqueueJob, jobsLateMs } from './jobs.ts';
export type { Lane, Next, Room } from './lanes.ts';
export { claimLanes, freeLanes, laneClass, moveLanes, releaseLanes, sweepLanes, wakeLane } from './lanes.ts';
export type { RunJob } from './work.ts';
export { createWork } from './work.ts';
