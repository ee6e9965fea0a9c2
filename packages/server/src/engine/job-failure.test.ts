import { expect, test } from 'vitest';
import { jobErrorOf } from './job-error-of.ts';
import { JobFailure } from './job-failure.ts';

test('details of up to 64 KiB are kept, and larger ones are left out of a failure that keeps all the rest', () => {
  const textOf = (bytes: number) => ({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
  const given = textOf(65_536);
  const failure = (details: object) => new JobFailure('odd', 'Odd.', { retryable: true, details: { ...details } });

  expect(failure(given)).toMatchObject({ details: given, detailsFault: null });
  const beyond = failure(textOf(65_537));
  expect(beyond).toMatchObject({ code: 'odd', message: 'Odd.', retryable: true, details: null });
  expect(beyond.detailsFault).toBe('details is 65537 bytes as JSON, and may be 65536.');

  const swollen = failure({});
  Object.assign(swollen, { details: textOf(65_537) });
  expect(jobErrorOf(swollen)).toEqual({ code: 'odd', message: 'Odd.', retryable: true, details: null });
});

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
