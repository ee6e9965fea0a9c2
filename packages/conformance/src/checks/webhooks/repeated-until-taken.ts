import { fail } from '../../steps/fail.ts';
import { hookedJob, repeatMs } from '../../steps/hooked-job.ts';
import type { Check } from '../check.ts';

/** Refuses the first delivery, and waits for the second. */
export const repeatedUntilTaken: Check = async (context) => {
  const { mailbox } = await hookedJob(context, 'quick', { events: ['job.completed'] }, (_delivery, count) =>
    count === 0 ? 503 : 204,
  );
  if (!(await mailbox.waitFor(() => mailbox.deliveries.length >= 2, repeatMs))) {
    fail(
      `a second delivery within ${repeatMs / 1_000} s, since the first was answered 503`,
      `${mailbox.deliveries.length} deliveries`,
      null,
    );
  }
};
