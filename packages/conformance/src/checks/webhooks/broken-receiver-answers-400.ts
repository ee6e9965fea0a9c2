import { shortJson } from '../../steps/expect-equal.ts';
import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Sends receivers that break a rule. */
export const brokenReceiverAnswers400: Check = async ({ call, bodyOf }) => {
  const url = 'https://example.com/hook';
  const wrong: unknown[] = [
    {},
    { url: '' },
    { url: 'no address' },
    { url: `https://example.com/${'a'.repeat(2_048)}` },
    { url: 7 },
    { url, events: [] },
    { url, events: ['job.created'] },
    { url, events: ['job.failed', 'job.failed'] },
    { url, colour: 'red' },
    'https://example.com/hook',
    null,
  ];
  await expectRefusals(
    'validation_error',
    wrong.map((webhook) => [
      `${shortJson(webhook)} is no receiver`,
      () => call('createJob', { body: { ...bodyOf('quick'), webhook } }),
    ]),
  );
};
