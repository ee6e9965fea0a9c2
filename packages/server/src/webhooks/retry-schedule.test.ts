import { describe, expect, test } from 'vitest';
import { nextDeliveryInMs, retryPausesMs } from './retry-schedule.ts';

const hourMs = 3_600_000;

test('the pauses grow, and the last delivery is days after the first', () => {
  expect([...retryPausesMs].sort((one, other) => one - other)).toEqual(retryPausesMs);
  expect(retryPausesMs.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(3 * 24 * hourMs);
});

describe('the next delivery', () => {
  test.each([
    { given: { attempt: 1, retryAfterMs: null, random: 0 }, want: 5000 },
    { given: { attempt: 1, retryAfterMs: null, random: 0.5 }, want: 5500 },
    { given: { attempt: 9, retryAfterMs: null, random: 0 }, want: 24 * hourMs },
    { given: { attempt: 10, retryAfterMs: null, random: 0 }, want: null },
    { given: { attempt: 10, retryAfterMs: 1000, random: 0 }, want: null },
    { given: { attempt: 1, retryAfterMs: 90_000, random: 0.9 }, want: 90_000 },
    { given: { attempt: 2, retryAfterMs: 1000, random: 0 }, want: 300_000 },
    { given: { attempt: 1, retryAfterMs: 365 * 24 * hourMs, random: 0 }, want: 24 * hourMs },
  ])('after $given is in $want ms', ({ given, want }) => {
    expect(nextDeliveryInMs(given.attempt, given.retryAfterMs, given.random)).toBe(want);
  });
});
