import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test.each([
  { spent: 1, shortest: 500, longest: 1000 },
  { spent: 2, shortest: 1000, longest: 2000 },
  { spent: 3, shortest: 2000, longest: 4000 },
  { spent: 9, shortest: 128_000, longest: 256_000 },
  { spent: 10, shortest: 150_000, longest: 300_000 },
  { spent: 100, shortest: 150_000, longest: 300_000 },
])('after $spent spent attempts a job rests from $shortest to $longest ms', ({ spent, shortest, longest }) => {
  expect(backoffMs(spent, () => 0)).toBe(shortest);
  expect(backoffMs(spent, () => 0.5)).toBe((shortest + longest) / 2);
  expect(backoffMs(spent, () => 1)).toBe(longest);
});

test('a rest is a whole number of milliseconds, and differs from job to job', () => {
  const rests = Array.from({ length: 50 }, () => backoffMs(10, Math.random));

  expect(rests.every((rest) => Number.isInteger(rest) && rest >= 150_000 && rest <= 300_000)).toBe(true);
  expect(new Set(rests).size).toBeGreaterThan(1);
});
