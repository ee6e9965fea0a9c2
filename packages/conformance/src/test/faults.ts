import type { RequirementId } from '../requirements/requirements.ts';

/** How the tiny server can break the contract, and the requirements that the kit must name then: those and no others. */
export const faults = {
  'a completed job answers 200 to a cancel': ['cancel/completed-answers-409'],
  'a cancelled job turns completed': ['cancel/cancelled-stays-cancelled'],
  'an unknown id answers 403': ['cancel/unknown-answers-404'],
  'a cancelling job turns completed': [
    'cancel/running-ends-cancelled',
    'cancel/repeat-moves-nothing',
    'cancel/results-stay-readable',
  ],
  'a cancelling job never ends': ['cancel/running-ends-cancelled'],
  'a queued job answers 409 to a cancel': ['cancel/open-ends-cancelled', 'responses/valid'],
  'a repeated cancel moves its time': ['cancel/repeat-moves-nothing'],
  'a repeated cancel takes the later reason': ['cancel/repeat-moves-nothing'],
  'the 409 holds another job': ['cancel/completed-answers-409'],
  'an unknown id breaks the connection': ['cancel/unknown-answers-404'],
  'a foreign job answers 403': ['cancel/foreign-answers-as-unknown'],
  'a foreign job answers with its version': ['cancel/foreign-answers-as-unknown'],
  'a foreign cancel reaches the job': ['cancel/foreign-answers-as-unknown'],
  'a cancel loses the results': ['cancel/results-stay-readable'],
  'answers lack X-Request-Id': ['responses/valid'],
  'results are counted and cannot be read': ['cancel/results-stay-readable'],
  'answers lack a time of the job': ['responses/valid'],
  'problems are plain JSON': ['responses/valid'],
} as const satisfies Record<string, readonly RequirementId[]>;

export type Fault = keyof typeof faults;
