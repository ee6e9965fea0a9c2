import { expect, test } from 'vitest';
import { JobFailure } from './job-failure.ts';

test('a failure is final and has no details unless it says so', () => {
  expect(new JobFailure('broken', 'It broke.')).toMatchObject({
    code: 'broken',
    message: 'It broke.',
    retryable: false,
    details: null,
    detailsFault: null,
  });
  const cause = new Error('why');
  expect(new JobFailure('busy', 'Later.', { retryable: true, details: { line: 7 }, cause })).toMatchObject({
    code: 'busy',
    retryable: true,
    details: { line: 7 },
    detailsFault: null,
    cause,
  });
});
