import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = Date.UTC(2026, 10, 22, 12);

test.each([
  { given: undefined, want: null },
  { given: '0', want: 0 },
  { given: '120', want: 120_000 },
  { given: 'Sun, 22 Nov 2026 12:01:30 GMT', want: 90_000 },
  { given: 'Sun, 22 Nov 2026 11:00:00 GMT', want: 0 },
  { given: 'Sunday, 22-Nov-26 12:01:30 GMT', want: 90_000 },
  { given: 'Sunday, 06-Nov-94 08:49:37 GMT', want: 0 },
  { given: 'Sun Nov 22 12:01:30 2026', want: 90_000 },
  { given: 'Tue Dec  1 12:00:00 2026', want: 9 * 24 * 60 * 60 * 1000 },
  { given: 'Sun, 22 Nov 2026 12:01:30 +0100', want: null },
  { given: 'Sun, 22 November 2026 12:01:30 GMT', want: null },
  { given: '-1', want: null },
  { given: '1.5', want: null },
  { given: 'soon', want: null },
  { given: '2026-11-22', want: null },
  { given: '99999999999999', want: null },
])('Retry-After $given is $want ms', ({ given, want }) => {
  expect(retryAfterMs(given, now)).toBe(want);
});
