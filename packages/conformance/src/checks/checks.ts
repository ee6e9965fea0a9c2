import type { RequirementId } from '../requirements/requirements.ts';
import { authChecks } from './auth-checks.ts';
import { bodyChecks } from './body-checks.ts';
import { bulkCancelChecks } from './bulk-cancel-checks.ts';
import { cancelChecks } from './cancel-checks.ts';
import { capabilitiesChecks } from './capabilities-checks.ts';
import type { Check } from './check.ts';
import { createChecks } from './create-checks.ts';
import { deleteChecks } from './delete-checks.ts';
import { eventsChecks } from './events-checks.ts';
import { getChecks } from './get-checks.ts';
import { historyChecks } from './history-checks.ts';
import { idempotencyChecks } from './idempotency-checks.ts';
import { jobChecks } from './job-checks.ts';
import { lifecycleChecks } from './lifecycle-checks.ts';
import { listChecks } from './list-checks.ts';
import { modelChecks } from './model-checks.ts';
import { orderChecks } from './order-checks.ts';
import { pathsChecks } from './paths-checks.ts';
import { racesChecks } from './races-checks.ts';
import { rateLimitChecks } from './rate-limit-checks.ts';
import { responsesChecks } from './responses-checks.ts';
import { resultsChecks } from './results-checks.ts';
import { schedulingChecks } from './scheduling-checks.ts';
import { streamChecks } from './stream-checks.ts';
import { waitChecks } from './wait-checks.ts';
import { webhooksChecks } from './webhooks-checks.ts';

/** The check of each requirement, in the order of the requirements. */
export const checks: Readonly<Record<RequirementId, Check>> = {
  ...responsesChecks,
  ...jobChecks,
  ...historyChecks,
  ...capabilitiesChecks,
  ...authChecks,
  ...orderChecks,
  ...pathsChecks,
  ...bodyChecks,
  ...createChecks,
  ...getChecks,
  ...lifecycleChecks,
  ...cancelChecks,
  ...racesChecks,
  ...modelChecks,
  ...resultsChecks,
  ...eventsChecks,
  ...streamChecks,
  ...listChecks,
  ...waitChecks,
  ...idempotencyChecks,
  ...bulkCancelChecks,
  ...deleteChecks,
  ...schedulingChecks,
  ...webhooksChecks,
  ...rateLimitChecks,
};
