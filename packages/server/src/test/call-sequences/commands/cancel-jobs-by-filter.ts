import fc from 'fast-check';
import { expect } from 'vitest';
import { callers, keyOf, organizationOf } from '../callers.ts';
import { expectProblem } from '../expect-problem.ts';
import { steps } from '../step.ts';
import { filters, matches, wireFilter } from './filters.ts';

export const cancelJobsByFilter = steps(
  'cancel by filter',
  fc.record({ by: callers, filter: filters }),
  async ({ by, filter: given }, model, system, say) => {
    const filter = wireFilter(given, model.now);
    say(`${by} cancels what matches ${JSON.stringify(filter)}`);

    const answer = await system.send('POST', '/v1/jobs/cancel', {
      key: keyOf(by),
      json: { filter, reason: 'in bulk' },
    });

    if (by === 'reader') return expectProblem(answer, 403, 'forbidden');
    if (Object.keys(filter).length === 0) return expectProblem(answer, 400, 'validation_error');
    const counts: Record<string, number> = { cancelled: 0, cancelling: 0, already_terminal: 0, not_found: 0 };
    for (const job of model.visible(organizationOf[by]).filter((job) => matches(job, given, model.now))) {
      model.cancel(job, 'in bulk');
      const outcome = job.status in counts ? job.status : 'already_terminal';
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    expect([answer.status, answer.body]).toEqual([200, { object: 'bulk_cancellation', counts, outcomes: null }]);
  },
);
