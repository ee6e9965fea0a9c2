import fc from 'fast-check';
import { expect } from 'vitest';
import { callers, chosenId, keyOf, seenBy, whichJob } from '../callers.ts';
import { expectProblem } from '../expect-problem.ts';
import { steps } from '../step.ts';

export const cancelJobsById = steps(
  'cancel by id',
  fc.record({ by: callers, which: fc.array(whichJob, { maxLength: 4 }) }),
  async ({ by, which }, model, system, say) => {
    const ids = which.map((one) => chosenId(model, one));
    say(`${by} cancels [${ids.join(', ')}]`);

    const answer = await system.send('POST', '/v1/jobs/cancel', {
      key: keyOf(by),
      json: { job_ids: ids, reason: 'in bulk' },
    });

    if (by === 'reader') return expectProblem(answer, 403, 'forbidden');
    if (ids.length === 0 || new Set(ids).size < ids.length) return expectProblem(answer, 400, 'validation_error');
    expect(answer.status, answer.text).toBe(200);
    const counts: Record<string, number> = { cancelled: 0, cancelling: 0, already_terminal: 0, not_found: 0 };
    const outcomes = ids.map((id) => {
      const job = seenBy(model, by, id);
      if (job !== undefined) model.cancel(job, 'in bulk');
      const status = job?.status ?? 'not_found';
      const outcome = status in counts ? status : 'already_terminal';
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      return { job_id: id, outcome };
    });
    expect(answer.body).toEqual({ object: 'bulk_cancellation', counts, outcomes });
  },
);
