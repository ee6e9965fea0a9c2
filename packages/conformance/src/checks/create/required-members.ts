import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Leaves one out at a time, and both. */
export const requiredMembers: Check = async ({ call, bodyOf }) => {
  const { type, input } = bodyOf('quick');
  await expectRefusals('validation_error', [
    ['there is no `type`', () => call('createJob', { body: { input } })],
    ['there is no `input`', () => call('createJob', { body: { type } })],
    ['there is neither', () => call('createJob', { body: {} })],
    ['`type` is null', () => call('createJob', { body: { type: null, input } })],
  ]);
};
