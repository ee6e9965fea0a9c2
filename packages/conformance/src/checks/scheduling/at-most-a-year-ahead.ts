import { expectCreated } from '../../steps/expect-created.ts';
import { expectRefusals } from '../../steps/expect-refusals.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** Gives times that are too far, and texts that are no times. */
export const atMostAYearAhead: Check = async ({ call, bodyOf }) => {
  const dayMs = 86_400_000;
  const near = await call('createJob', { body: bodyOf('quick', { scheduled_for: timeIn(364 * dayMs) }) });
  expectCreated(near, 'since less than a year is allowed');
  await expectRefusals(
    'validation_error',
    [timeIn(366 * dayMs), 'tomorrow', '2026-01-01', '2026-02-30T00:00:00Z', '2026-01-01T00:00:00', 7].map((wrong) => [
      `${JSON.stringify(wrong)} is no time within a year`,
      () => call('createJob', { body: { ...bodyOf('quick'), scheduled_for: wrong } }),
    ]),
  );
};
