import type { Failure } from '../report/verdict.ts';
import type { RequirementId } from '../requirements/requirements.ts';

/** One way in which an answer differs from what the contract declares, under the requirement that it breaks. */
export interface ResponseFault extends Pick<Failure, 'expected' | 'actual'> {
  readonly requirement: Extract<RequirementId, `responses/${string}`>;
}
