import fc from 'fast-check';
import { expect } from 'vitest';
import { callers, chosenId, keyOf, seenBy, whichJob } from '../callers.ts';
import { expectProblem } from '../expect-problem.ts';
import { eventsOf } from '../model-job.ts';
import { steps } from '../step.ts';
import { allPages } from './all-pages.ts';

export const listEvents = steps(
  'events',
  fc.record({ by: callers, which: whichJob, limit: fc.constantFrom(1, 2, 20) }),
  async ({ by, which, limit }, model, system, say) => {
    const id = chosenId(model, which);
    say(`${by} reads the events of ${id}, ${limit} a page`);

    const { answer, data } = await allPages(system, `/v1/jobs/${id}/events`, keyOf(by), limit);

    const job = seenBy(model, by, id);
    if (job === undefined) return expectProblem(answer, 404, 'job_not_found');
    expect(data).toEqual(eventsOf(job));
    const replayed = (data as { from: string | null; to: string }[]).reduce<string | null>((status, { from, to }) => {
      expect(from).toBe(status);
      return to;
    }, null);
    expect(replayed).toBe(job.status);
  },
);
