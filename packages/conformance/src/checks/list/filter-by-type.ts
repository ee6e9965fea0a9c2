import { expectEqual } from '../../steps/expect-equal.ts';
import { markedJobs } from '../../steps/marked-jobs.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Asks for the type of a job, and for one that the server does not offer. */
export const filterByType: Check = async (context) => {
  const { ids, mark } = await markedJobs(context, 1);
  for (const [type, wanted] of [
    [context.jobs.quick.type, ids],
    ['kit.unknown-type', []],
  ] as const) {
    const data = await readWhole(context.call, 'listJobs', { query: { 'metadata[kit]': mark, type } });
    const exchange = context.lastExchange();
    expectEqual(
      `the jobs of type ${type}`,
      data.map(({ id }) => id),
      wanted,
      exchange,
    );
  }
};
