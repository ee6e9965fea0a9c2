/**
 * What every implementation of the server's ports has to do, as suites for vitest: for whoever writes a store for another
 * database, or an engine over another queue.
 */
export { engineSuite } from './engine/engine-suite/engine-suite.ts';
export { jobStoreSuite } from './storage/job-store-suite/job-store-suite.ts';
export { describeOrganizationUsage } from './storage/organization-usage-suite.ts';
export { describeWebhookOutbox } from './storage/webhook-outbox-suite.ts';
