import { expectRefusals } from '../../steps/expect-refusals.ts';
import { needReadOnly } from '../../steps/skip.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Writes to unknown jobs with the read-only key, and with bodies that break rules. */
export const order403Before404: Check = async (context) => {
  const callReadOnly = needReadOnly(context);
  const jobId = unknownJobId(context.random);
  await expectRefusals('forbidden', [
    ['403 goes before 404', () => callReadOnly('cancelJob', { jobId })],
    ['403 goes before 400 of an id', () => callReadOnly('cancelJob', { jobId: 'no id' })],
    [
      '403 goes before 415',
      () => callReadOnly('createJob', { rawBody: 'a', headers: { 'Content-Type': 'text/plain' } }),
    ],
    ['403 goes before 400', () => callReadOnly('createJob', { rawBody: '{' })],
  ]);
};
