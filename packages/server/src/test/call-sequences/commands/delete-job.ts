import fc from 'fast-check';
import { expect } from 'vitest';
import { callers, chosenId, keyOf, seenBy, whichJob } from '../callers.ts';
import { expectProblem } from '../expect-problem.ts';
import { retentionMs } from '../model.ts';
import { answerOf, isOver } from '../model-job.ts';
import { steps } from '../step.ts';

export const deleteJob = steps(
  'delete',
  fc.record({ by: callers, which: whichJob }),
  async ({ by, which }, model, system, say) => {
    const id = chosenId(model, which);
    say(`${by} deletes ${id}`);

    const answer = await system.send('DELETE', `/v1/jobs/${id}`, { key: keyOf(by) });

    const job = seenBy(model, by, id);
    if (by === 'reader') return expectProblem(answer, 403, 'forbidden');
    if (job === undefined) return expectProblem(answer, 404, 'job_not_found');
    if (!isOver(job)) {
      expectProblem(answer, 409, 'job_not_terminal');
      return expect(answer.body.job).toEqual(answerOf(job, retentionMs));
    }
    expect([answer.status, answer.text]).toEqual([204, '']);
    job.gone = true;
  },
);
