export type { JobProgressUpdate, JobStreamEvent } from '../events/job-stream-event.ts';
export { type ListJobEventsOptions, listJobEvents } from '../events/list-job-events.ts';
export type { JobUpdate } from './job-update.ts';
export { type JobRun, type RunJobOptions, runJob } from './run-job.ts';
export { type WaitForJobOptions, waitForJob } from './wait-for-job.ts';
