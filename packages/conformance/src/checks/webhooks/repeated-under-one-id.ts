import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { hookedJob, repeatMs, signedParts } from '../../steps/hooked-job.ts';
import { skip } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

const mostSecondsOnTheWay = 4;

/** Refuses the first delivery, and compares it with the second. */
export const repeatedUnderOneId: Check = async (context) => {
  const { mailbox } = await hookedJob(context, 'quick', { events: ['job.completed'] }, (_delivery, count) =>
    count === 0 ? 500 : 204,
  );
  if (!(await mailbox.waitFor(() => mailbox.deliveries.length >= 2, repeatMs)))
    skip('the delivery was not repeated; see webhooks/repeated-until-taken');
  const [first, second] = mailbox.deliveries;
  const [one, other] = [signedParts(first?.headers ?? {}), signedParts(second?.headers ?? {})];
  expectEqual('`webhook-id` as before', other.id, one.id, null);
  expectEqual('the body as before', second?.body, first?.body, null);
  // Less than that when the second one was long on its way.
  const passed = Math.max(0, Math.floor(((second?.atMs ?? 0) - (first?.atMs ?? 0)) / 1_000) - mostSecondsOnTheWay);
  if (Number(other.timestamp) < Number(one.timestamp) + passed) fail('a timestamp of its own', other.timestamp, null);
};
