import { authRequirements } from './auth-requirements.ts';
import { bodyRequirements } from './body-requirements.ts';
import { bulkCancelRequirements } from './bulk-cancel-requirements.ts';
import { cancelRequirements } from './cancel-requirements.ts';
import { capabilitiesRequirements } from './capabilities-requirements.ts';
import { createRequirements } from './create-requirements.ts';
import { deleteRequirements } from './delete-requirements.ts';
import { eventsRequirements } from './events-requirements.ts';
import { getRequirements } from './get-requirements.ts';
import { historyRequirements } from './history-requirements.ts';
import { idempotencyRequirements } from './idempotency-requirements.ts';
import { jobRequirements } from './job-requirements.ts';
import { lifecycleRequirements } from './lifecycle-requirements.ts';
import { listRequirements } from './list-requirements.ts';
import { modelRequirements } from './model-requirements.ts';
import { orderRequirements } from './order-requirements.ts';
import { pathsRequirements } from './paths-requirements.ts';
import { racesRequirements } from './races-requirements.ts';
import { rateLimitRequirements } from './rate-limit-requirements.ts';
import { responsesRequirements } from './responses-requirements.ts';
import { resultsRequirements } from './results-requirements.ts';
import { schedulingRequirements } from './scheduling-requirements.ts';
import { streamRequirements } from './stream-requirements.ts';
import { waitRequirements } from './wait-requirements.ts';
import { webhooksRequirements } from './webhooks-requirements.ts';

/** Every requirement of the kit, in the order of a report. */
export const requirements = [
  ...responsesRequirements,
  ...jobRequirements,
  ...historyRequirements,
  ...capabilitiesRequirements,
  ...authRequirements,
  ...orderRequirements,
  ...pathsRequirements,
  ...bodyRequirements,
  ...createRequirements,
  ...getRequirements,
  ...lifecycleRequirements,
  ...cancelRequirements,
  ...racesRequirements,
  ...modelRequirements,
  ...resultsRequirements,
  ...eventsRequirements,
  ...streamRequirements,
  ...listRequirements,
  ...waitRequirements,
  ...idempotencyRequirements,
  ...bulkCancelRequirements,
  ...deleteRequirements,
  ...schedulingRequirements,
  ...webhooksRequirements,
  ...rateLimitRequirements,
] as const;

/** The id of a requirement of the kit. */
export type RequirementId = (typeof requirements)[number]['id'];
