// Generated from openapi/openapi.yaml. Do not edit: change the contract, then run `pnpm generate`.

import type { components } from './openapi.ts';

export type JobId = components['schemas']['JobId'];
export type JobType = components['schemas']['JobType'];
export type Metadata = components['schemas']['Metadata'];
export type MetadataFilter = components['schemas']['MetadataFilter'];
export type JobProgress = components['schemas']['JobProgress'];
export type JobError = components['schemas']['JobError'];
export type JobCancellation = components['schemas']['JobCancellation'];
export type JobLinks = components['schemas']['JobLinks'];
export type Job = components['schemas']['Job'];
export type CreateJobWebhook = components['schemas']['CreateJobWebhook'];
export type CreateJobRequest = components['schemas']['CreateJobRequest'];
export type CancelJobRequest = components['schemas']['CancelJobRequest'];
export type CancelJobsFilter = components['schemas']['CancelJobsFilter'];
export type CancelJobsRequest = components['schemas']['CancelJobsRequest'];
export type CancelOutcome = components['schemas']['CancelOutcome'];
export type BulkCancellationCounts = components['schemas']['BulkCancellationCounts'];
export type BulkCancellationOutcome = components['schemas']['BulkCancellationOutcome'];
export type BulkCancellation = components['schemas']['BulkCancellation'];
export type JobList = components['schemas']['JobList'];
export type JobResultStatus = components['schemas']['JobResultStatus'];
export type JobResult = components['schemas']['JobResult'];
export type JobResultList = components['schemas']['JobResultList'];
export type JobEvent = components['schemas']['JobEvent'];
export type JobEventList = components['schemas']['JobEventList'];
export type JobProgressEvent = components['schemas']['JobProgressEvent'];
export type CapabilityJobType = components['schemas']['CapabilityJobType'];
export type CapabilityLimits = components['schemas']['CapabilityLimits'];
export type Capabilities = components['schemas']['Capabilities'];
export type WebhookEventData = components['schemas']['WebhookEventData'];
export type WebhookEvent = components['schemas']['WebhookEvent'];
export type ProblemErrorItem = components['schemas']['ProblemErrorItem'];
export type Problem = components['schemas']['Problem'];
export type JobProblem = components['schemas']['JobProblem'];
