import type { CreateJobRequest } from '@jobwire/contract';
import { expectCreated } from '../../steps/expect-created.ts';
import { inputIsValid } from '../../steps/input-validator.ts';
import { defaultBodyDepth, nestedBody } from '../../steps/large-bodies.ts';
import { skip } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Nests a body as deep as is allowed, in an input that the job type takes. */
export const deepestIsTaken: Check = async (context) => {
  const depth = context.capabilities.limits?.body_depth ?? defaultBodyDepth;
  const rawBody = nestedBody(context, depth);
  if (!inputIsValid(context, (JSON.parse(rawBody) as CreateJobRequest).input))
    skip('the quick job type takes no nested input');
  expectCreated(await context.call('createJob', { rawBody }), `since ${depth} levels are allowed`);
};
