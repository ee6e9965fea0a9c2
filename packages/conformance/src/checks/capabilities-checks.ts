import type { RequirementId } from '../requirements/requirements.ts';
import { answers200 } from './capabilities/answers-200.ts';
import { coreServed } from './capabilities/core-served.ts';
import { inputSchemasValid } from './capabilities/input-schemas-valid.ts';
import { limitsOfContract } from './capabilities/limits-of-contract.ts';
import { unservedHeadersIgnored } from './capabilities/unserved-headers-ignored.ts';
import { unservedMembersAnswer400 } from './capabilities/unserved-members-answer-400.ts';
import { unservedOperationsAnswer404 } from './capabilities/unserved-operations-answer-404.ts';
import type { Check } from './check.ts';

/** The checks of `capabilities`. A requirement without one does not compile. */
export const capabilitiesChecks = {
  'capabilities/answers-200': answers200,
  'capabilities/core-served': coreServed,
  'capabilities/limits-of-contract': limitsOfContract,
  'capabilities/input-schemas-valid': inputSchemasValid,
  'capabilities/unserved-operations-answer-404': unservedOperationsAnswer404,
  'capabilities/unserved-members-answer-400': unservedMembersAnswer400,
  'capabilities/unserved-headers-ignored': unservedHeadersIgnored,
} as const satisfies Record<Extract<RequirementId, `capabilities/${string}`>, Check>;
