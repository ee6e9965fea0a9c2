import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { addressIsNotShown } from './webhooks/address-is-not-shown.ts';
import { bodyFitsSchema } from './webhooks/body-fits-schema.ts';
import { brokenReceiverAnswers400 } from './webhooks/broken-receiver-answers-400.ts';
import { endAgreesWithJob } from './webhooks/end-agrees-with-job.ts';
import { goneEndsDeliveries } from './webhooks/gone-ends-deliveries.ts';
import { headersOfStandardWebhooks } from './webhooks/headers-of-standard-webhooks.ts';
import { idsNameEvents } from './webhooks/ids-name-events.ts';
import { onlyChosenEvents } from './webhooks/only-chosen-events.ts';
import { redirectIsNotFollowed } from './webhooks/redirect-is-not-followed.ts';
import { repeatedCancelSendsNone } from './webhooks/repeated-cancel-sends-none.ts';
import { repeatedUnderOneId } from './webhooks/repeated-under-one-id.ts';
import { repeatedUntilTaken } from './webhooks/repeated-until-taken.ts';
import { signatureMatches } from './webhooks/signature-matches.ts';
import { takenIsNotRepeated } from './webhooks/taken-is-not-repeated.ts';
import { tellEachTransition } from './webhooks/tell-each-transition.ts';
import { tellOfCancel } from './webhooks/tell-of-cancel.ts';

/** The checks of `webhooks`. A requirement without one does not compile. */
export const webhooksChecks = {
  'webhooks/tell-each-transition': tellEachTransition,
  'webhooks/tell-of-cancel': tellOfCancel,
  'webhooks/body-fits-schema': bodyFitsSchema,
  'webhooks/headers-of-standard-webhooks': headersOfStandardWebhooks,
  'webhooks/signature-matches': signatureMatches,
  'webhooks/ids-name-events': idsNameEvents,
  'webhooks/repeated-until-taken': repeatedUntilTaken,
  'webhooks/repeated-under-one-id': repeatedUnderOneId,
  'webhooks/taken-is-not-repeated': takenIsNotRepeated,
  'webhooks/redirect-is-not-followed': redirectIsNotFollowed,
  'webhooks/gone-ends-deliveries': goneEndsDeliveries,
  'webhooks/only-chosen-events': onlyChosenEvents,
  'webhooks/repeated-cancel-sends-none': repeatedCancelSendsNone,
  'webhooks/end-agrees-with-job': endAgreesWithJob,
  'webhooks/address-is-not-shown': addressIsNotShown,
  'webhooks/broken-receiver-answers-400': brokenReceiverAnswers400,
} as const satisfies Record<Extract<RequirementId, `webhooks/${string}`>, Check>;
