import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { equalJsonIsTheSame } from './idempotency/equal-json-is-the-same.ts';
import { firstAnswerIsNoReplay } from './idempotency/first-answer-is-no-replay.ts';
import { freeWhileFirstWaits } from './idempotency/free-while-first-waits.ts';
import { keyLength } from './idempotency/key-length.ts';
import { keyPerOrganization } from './idempotency/key-per-organization.ts';
import { otherBodyAnswers409 } from './idempotency/other-body-answers-409.ts';
import { otherKeyCreatesAnother } from './idempotency/other-key-creates-another.ts';
import { refusedDoesNotBurn } from './idempotency/refused-does-not-burn.ts';
import { replayAfterDelete } from './idempotency/replay-after-delete.ts';
import { replayAfterTheEnd } from './idempotency/replay-after-the-end.ts';
import { replayCreatesNothing } from './idempotency/replay-creates-nothing.ts';
import { replayDoesNotWait } from './idempotency/replay-does-not-wait.ts';
import { replayHasItsOwnRequestId } from './idempotency/replay-has-its-own-request-id.ts';
import { replaysFirstAnswer } from './idempotency/replays-first-answer.ts';

/** The checks of `idempotency`. A requirement without one does not compile. */
export const idempotencyChecks = {
  'idempotency/replays-first-answer': replaysFirstAnswer,
  'idempotency/first-answer-is-no-replay': firstAnswerIsNoReplay,
  'idempotency/replay-creates-nothing': replayCreatesNothing,
  'idempotency/replay-after-the-end': replayAfterTheEnd,
  'idempotency/replay-after-delete': replayAfterDelete,
  'idempotency/equal-json-is-the-same': equalJsonIsTheSame,
  'idempotency/replay-has-its-own-request-id': replayHasItsOwnRequestId,
  'idempotency/replay-does-not-wait': replayDoesNotWait,
  'idempotency/free-while-first-waits': freeWhileFirstWaits,
  'idempotency/other-body-answers-409': otherBodyAnswers409,
  'idempotency/refused-does-not-burn': refusedDoesNotBurn,
  'idempotency/key-length': keyLength,
  'idempotency/key-per-organization': keyPerOrganization,
  'idempotency/other-key-creates-another': otherKeyCreatesAnother,
} as const satisfies Record<Extract<RequirementId, `idempotency/${string}`>, Check>;
