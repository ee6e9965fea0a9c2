import { expectEqual } from '../../steps/expect-equal.ts';
import { readPage, readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Creates a job and looks for it. */
export const answers200: Check = async (context) => {
  const mark = context.newMark();
  const { id } = await context.startJob('quick', { metadata: { kit: mark } });
  const { data, exchange } = await readPage(context.call, 'listJobs', { query: { limit: '100' } });
  if (!data.some((job) => job.id === id)) {
    const jobs = await readWhole(context.call, 'listJobs', { query: { 'metadata[kit]': mark } });
    expectEqual(
      'the new job in the list',
      jobs.map((job) => job.id),
      [id],
      exchange,
    );
  }
};
