import { expectCreated } from '../../steps/expect-created.ts';
import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Sends the longest key, one that is longer, and an empty one. */
export const keyLength: Check = async (context) => {
  const body = context.bodyOf('quick');
  const longest = `${context.newMark()}-`.padEnd(255, 'k');
  expectCreated(
    await context.call('createJob', { body, headers: { 'Idempotency-Key': longest } }),
    'since 255 characters are allowed',
  );
  await expectRefusals('validation_error', [
    [
      'the key has 256 characters',
      () => context.call('createJob', { body, headers: { 'Idempotency-Key': `${longest}k` } }),
    ],
    ['the key is empty', () => context.call('createJob', { body, headers: { 'Idempotency-Key': '' } })],
  ]);
};
