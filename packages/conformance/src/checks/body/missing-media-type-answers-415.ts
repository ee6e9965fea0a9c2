import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Declares nothing. */
export const missingMediaTypeAnswers415: Check = async (context) => {
  const { id } = await context.startJob('slow');
  const headers = { 'Content-Type': null };
  const create = await context.call('createJob', { body: context.bodyOf('quick'), headers });
  expectProblem(create, 'unsupported_media_type', 'since the body has no media type');
  const cancel = await context.call('cancelJob', { jobId: id, body: { reason: 'because' }, headers });
  expectProblem(cancel, 'unsupported_media_type', 'since the body has no media type');
};
