import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** Combines filters of which one does not match. */
export const filtersAllMatch: Check = async (context) => {
  const mark = context.newMark();
  const { job } = await completedJob(context, { metadata: { kit: mark } });
  const all = {
    'metadata[kit]': mark,
    status: 'completed',
    type: context.jobs.quick.type,
    created_after: '2020-01-01T00:00:00Z',
  };
  const wrong = [
    { status: 'failed' },
    { type: 'kit.unknown-type' },
    { created_after: timeIn(3_600_000) },
    { 'metadata[kit]': 'other' },
  ];
  const data = await readWhole(context.call, 'listJobs', { query: all });
  const exchange = context.lastExchange();
  expectEqual(
    'the job that all filters match',
    data.map(({ id }) => id),
    [job.id],
    exchange,
  );
  for (const one of wrong) {
    const found = await readWhole(context.call, 'listJobs', { query: { ...all, ...one } as Record<string, string> });
    expectEqual(`no job, since ${JSON.stringify(one)} does not match`, found, [], context.lastExchange());
  }
};
