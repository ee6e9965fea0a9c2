export type {
  CancelJobRequest,
  Capabilities,
  CreateJobRequest,
  Job,
  JobList,
  JobProblem,
  JobResult,
  JobResultList,
  JobStatus,
  Problem,
  ProblemCode,
} from '@jobwire/contract';
export type { CancelResult } from './cancel-result.ts';
export { createJobsClient } from './create-jobs-client.ts';
export type { JobsClient, ListJobResultsQuery, ListJobsQuery } from './jobs-client.ts';
export type { JobsClientOptions } from './jobs-client-options.ts';
export { isNetworkError, NetworkError } from './network-error.ts';
export { isProblem, ProblemError, type ProblemErrorOf, type ProblemOf } from './problem-error.ts';
export { isUnexpectedResponse, UnexpectedResponseError } from './unexpected-response-error.ts';
