import fc from 'fast-check';
import { expect } from 'vitest';
import { callers, chosenId, keyOf, seenBy, whichJob } from '../callers.ts';
import { expectProblem } from '../expect-problem.ts';
import { retentionMs } from '../model.ts';
import { answerOf } from '../model-job.ts';
import { steps } from '../step.ts';

const reasons = fc.option(fc.constantFrom('no longer needed', 'a second thought'), { nil: null });

/** Several at the same time are as good as one. */
export const cancelJob = steps(
  'cancel',
  fc.record({ by: callers, which: whichJob, reason: reasons, times: fc.constantFrom(1, 1, 3) }),
  async ({ by, which, reason, times }, model, system, say) => {
    const id = chosenId(model, which);
    const job = seenBy(model, by, id);
    say(
      `${by} cancels ${id}${reason === null ? '' : ` since "${reason}"`}${times === 1 ? '' : `, ${times} times at once`}`,
    );
    const options = { key: keyOf(by), ...(reason === null ? {} : { json: { reason } }) };

    const answers = await Promise.all(
      Array.from({ length: times }, () => system.send('POST', `/v1/jobs/${id}/cancel`, options)),
    );

    if (by !== 'reader' && job !== undefined) model.cancel(job, reason);
    for (const answer of answers) {
      if (by === 'reader') expectProblem(answer, 403, 'forbidden');
      else if (job === undefined) expectProblem(answer, 404, 'job_not_found');
      else if (job.status === 'cancelled' || job.status === 'cancelling') {
        expect(answer.status, answer.text).toBe(200);
        expect(answer.body).toEqual(answerOf(job, retentionMs));
      } else {
        expectProblem(answer, 409, 'job_already_terminal');
        expect(answer.body.job).toEqual(answerOf(job, retentionMs));
      }
    }
  },
);
