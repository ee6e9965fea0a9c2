export { createJobServer, type JobServer } from './create-job-server.ts';
export type { Clock } from './domain/clock.ts';
export { type LogFields, type Logger, silentLogger } from './domain/logger.ts';
export { readThrown, type ThrownValue } from './domain/thrown-value.ts';
export type { WebhookDelivery } from './domain/webhook-delivery.ts';
export {
  defineJob,
  type EmittedResult,
  type JobDefinition,
  type JobRun,
  type JsonSchema,
  type Progress,
} from './engine/job-definition.ts';
export { JobFailure } from './engine/job-failure.ts';
export type { JobLog } from './engine/job-log.ts';
export { isJobStopped, JobStopped } from './engine/job-stopped.ts';
export { JobTypes } from './engine/job-types.ts';
export { failStrayingAttempt } from './engine/stray-errors.ts';
export { ApiKeys, type KeyHolders } from './http/api-keys.ts';
export type { Caller } from './http/caller.ts';
export { type ConnectionBounds, defaultConnectionBounds } from './http/connection-bounds.ts';
export { createHttpServer } from './http/create-http-server.ts';
export { isLoopback } from './http/is-loopback.ts';
export { isOrigin } from './http/is-origin.ts';
export { undeclaredPath } from './http/undeclared-path.ts';
export type { JobServerOptions, ServerRole } from './job-server-options.ts';
export { type DemoBatchInput, demoBatch } from './job-types/demo-batch.ts';
export { type OptionRange, optionRanges } from './option-ranges.ts';
export { ContractProblem } from './router/contract-problem.ts';
export { createContractRouter, defaultBodyLimits } from './router/contract-router.ts';
export type { ContractRouterOptions } from './router/contract-router-options.ts';
export {
  notServed,
  type OperationHandler,
  type OperationRequest,
  type OperationResponse,
  type Operations,
  type Principal,
} from './router/operation-types.ts';
export type { RateLimitVerdict } from './router/rate-limit-verdict.ts';
export type { AnsweredRequest, RequestObserver } from './router/request-observer.ts';
export type { SchemaSteps } from './storage/migrate.ts';
export { checkDatabaseUrl } from './storage/postgres/connection-url.ts';
export { migrateDatabase, missingSteps, type SchemaOptions } from './storage/postgres/schema-of-database.ts';
export { DataFolderInUseError } from './storage/sqlite/data-folder.ts';
export type { WebhookOptions } from './webhooks/create-webhooks.ts';
export { WebhookSecrets } from './webhooks/webhook-secrets.ts';
