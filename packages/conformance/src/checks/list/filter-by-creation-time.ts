import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { markedJobs } from '../../steps/marked-jobs.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Asks for what was created before and after the very time of a job, in two offsets. */
export const filterByCreationTime: Check = async (context) => {
  const { mark } = await markedJobs(context, 1);
  const all = await readWhole(context.call, 'listJobs', { query: { 'metadata[kit]': mark } });
  const createdAt = all[0]?.created_at ?? fail('the new job in the list', 'none', context.lastExchange());
  const found = async (query: Record<string, string>) =>
    (await readWhole(context.call, 'listJobs', { query: { 'metadata[kit]': mark, ...query } })).length;
  const near = (milliseconds: number) => new Date(Date.parse(createdAt) + milliseconds).toISOString();
  const inIndia = `${new Date(Date.parse(createdAt) + 1_000 + 19_800_000).toISOString().slice(0, -1)}+05:30`;
  const wanted = [
    [{ created_after: createdAt }, 0],
    [{ created_before: createdAt }, 0],
    [{ created_after: near(-2), created_before: near(2) }, 1],
    [{ created_after: near(1_000) }, 0],
    [{ created_before: inIndia }, 1],
    [{ created_after: inIndia }, 0],
  ] as const;
  for (const [query, count] of wanted) {
    expectEqual(
      `jobs with ${JSON.stringify(query)}, created at ${createdAt}`,
      await found(query),
      count,
      context.lastExchange(),
    );
  }
};
