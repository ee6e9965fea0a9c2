import fc from 'fast-check';
import { expect } from 'vitest';
import { callers, chosenId, keyOf, seenBy, whichJob } from '../callers.ts';
import { expectProblem } from '../expect-problem.ts';
import { isOver, resultsOf } from '../model-job.ts';
import { steps } from '../step.ts';
import { allPages } from './all-pages.ts';

export const listResults = steps(
  'results',
  fc.record({ by: callers, which: whichJob, limit: fc.constantFrom(1, 2, 20) }),
  async ({ by, which, limit }, model, system, say) => {
    const id = chosenId(model, which);
    say(`${by} reads the results of ${id}, ${limit} a page`);

    const { answer, data, pages } = await allPages(system, `/v1/jobs/${id}/results`, keyOf(by), limit);

    const job = seenBy(model, by, id);
    if (job === undefined) return expectProblem(answer, 404, 'job_not_found');
    expect(data).toEqual(resultsOf(job));
    expect(pages.map(({ sealed }) => sealed)).toEqual(pages.map(() => isOver(job)));
  },
);
