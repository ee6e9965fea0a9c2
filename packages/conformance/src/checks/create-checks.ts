import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { answers201Queued } from './create/answers-201-queued.ts';
import { beginsAtVersion1 } from './create/begins-at-version-1.ts';
import { equalRequestsCreateTwoJobs } from './create/equal-requests-create-two-jobs.ts';
import { fillsInDefaults } from './create/fills-in-defaults.ts';
import { inputIsAnObject } from './create/input-is-an-object.ts';
import { inputMatchesSchema } from './create/input-matches-schema.ts';
import { keepsWhatWasGiven } from './create/keeps-what-was-given.ts';
import { locationNamesJob } from './create/location-names-job.ts';
import { maxAttemptsRange } from './create/max-attempts-range.ts';
import { metadataLimits } from './create/metadata-limits.ts';
import { nameLength } from './create/name-length.ts';
import { organizationOfKey } from './create/organization-of-key.ts';
import { parallelJobsAreDistinct } from './create/parallel-jobs-are-distinct.ts';
import { priorityRange } from './create/priority-range.ts';
import { readableAtOnce } from './create/readable-at-once.ts';
import { requiredMembers } from './create/required-members.ts';
import { serverMembersAnswer400 } from './create/server-members-answer-400.ts';
import { typePattern } from './create/type-pattern.ts';
import { unknownMemberAnswers400 } from './create/unknown-member-answers-400.ts';
import { unknownTypeAnswers400 } from './create/unknown-type-answers-400.ts';

/** The checks of `create`. A requirement without one does not compile. */
export const createChecks = {
  'create/answers-201-queued': answers201Queued,
  'create/readable-at-once': readableAtOnce,
  'create/location-names-job': locationNamesJob,
  'create/begins-at-version-1': beginsAtVersion1,
  'create/keeps-what-was-given': keepsWhatWasGiven,
  'create/fills-in-defaults': fillsInDefaults,
  'create/organization-of-key': organizationOfKey,
  'create/equal-requests-create-two-jobs': equalRequestsCreateTwoJobs,
  'create/parallel-jobs-are-distinct': parallelJobsAreDistinct,
  'create/required-members': requiredMembers,
  'create/unknown-member-answers-400': unknownMemberAnswers400,
  'create/server-members-answer-400': serverMembersAnswer400,
  'create/unknown-type-answers-400': unknownTypeAnswers400,
  'create/type-pattern': typePattern,
  'create/input-matches-schema': inputMatchesSchema,
  'create/input-is-an-object': inputIsAnObject,
  'create/name-length': nameLength,
  'create/metadata-limits': metadataLimits,
  'create/priority-range': priorityRange,
  'create/max-attempts-range': maxAttemptsRange,
} as const satisfies Record<Extract<RequirementId, `create/${string}`>, Check>;
