export type {
  BulkCancellation,
  Capabilities,
  CreateJobRequest,
  Job,
  JobEvent,
  JobList,
  JobProblem,
  JobProgress,
  JobResult,
  JobResultList,
  JobStatus,
  Problem,
  ProblemCode,
} from '@jobwire/contract';
export type { ClientEnvironment } from './client-environment.ts';
export { createJobsClient } from './create-jobs-client.ts';
export { isNetworkError, NetworkError } from './errors/network-error.ts';
export { isProblem, ProblemError, type ProblemErrorOf, type ProblemOf } from './errors/problem-error.ts';
export { isTimeoutError, TimeoutError } from './errors/timeout-error.ts';
export { isUnexpectedResponse, UnexpectedResponseError } from './errors/unexpected-response-error.ts';
export type { JobProgressUpdate, JobStreamEvent, NewerJobEvent, NewerJobEventType } from './events/job-stream-event.ts';
export type { ListJobEventsOptions } from './events/list-job-events.ts';
export type { JobsClient } from './jobs-client.ts';
export type { JobsClientOptions, RetryOptions } from './jobs-client-options.ts';
export type { CancelJobOptions } from './operations/cancel-job.ts';
export type { JobsToCancel } from './operations/cancel-jobs.ts';
export type { CancelResult } from './operations/cancel-result.ts';
export type { CreateJobOptions, JobToCreate } from './operations/create-job.ts';
export type { GetJobOptions } from './operations/get-job.ts';
export type { ListJobResultsQuery } from './operations/list-job-results.ts';
export type { ListJobsQuery } from './operations/list-jobs.ts';
export type { Paged } from './operations/paged.ts';
export type { RequestOptions } from './transport/request-options.ts';
export type { JobUpdate } from './waiting/job-update.ts';
export type { JobRun, RunJobOptions } from './waiting/run-job.ts';
export type { WaitForJobOptions } from './waiting/wait-for-job.ts';
