import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Sends a body that is no job and not declared as JSON. */
export const order415Before400: Check = async ({ call }) => {
  const parts = { rawBody: '{"colour": "red"', headers: { 'Content-Type': 'application/xml' } };
  expectProblem(await call('createJob', parts), 'unsupported_media_type', 'since 415 goes before 400');
};
