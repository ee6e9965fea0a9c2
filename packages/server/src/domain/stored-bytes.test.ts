import { describe, expect, test } from 'vitest';
import { storedBytesOfJob, storedBytesOfKey, storedBytesOfResult } from './stored-bytes.ts';

const error = { code: 'odd', message: 'Odd.', retryable: false, details: null };
const nothing = { itemId: null, output: null, error: null, status: 'completed', createdAt: 1 } as const;

describe('what is stored is measured in bytes of UTF-8, beside a flat charge for each thing', () => {
  test.each([
    { given: { input: '{}', metadata: {} }, want: 1024 + 2 + 2 },
    { given: { input: '{"a":"é"}', metadata: {} }, want: 1024 + 10 + 2 },
    { given: { input: '{}', metadata: { a: '😀' } }, want: 1024 + 2 + 12 },
  ])('a job with $given is $want', ({ given, want }) => {
    expect(storedBytesOfJob(given)).toBe(want);
  });

  test.each([
    { given: nothing, want: 128 },
    { given: { ...nothing, output: '"é"' }, want: 128 + 4 },
    { given: { ...nothing, itemId: 'é' }, want: 128 + 2 },
    { given: { ...nothing, itemId: 'a', output: '[]' }, want: 128 + 3 },
    { given: { ...nothing, itemId: 'a', error }, want: 128 + 1 + JSON.stringify(error).length },
  ])('a result with $given is $want', ({ given, want }) => {
    expect(storedBytesOfResult(given)).toBe(want);
  });

  test('an idempotency key is its own text and that of its answer', () => {
    expect(storedBytesOfKey('é', 'ok')).toBe(256 + 2 + 2);
  });
});
