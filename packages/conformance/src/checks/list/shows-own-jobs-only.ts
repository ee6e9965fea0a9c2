import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { markedJobs } from '../../steps/marked-jobs.ts';
import { readWhole } from '../../steps/read-page.ts';
import { needForeign } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Lists with the foreign key what the primary one has created, and looks for its organization. */
export const showsOwnJobsOnly: Check = async (context) => {
  const callForeign = needForeign(context);
  const { mark } = await markedJobs(context, 2);
  const data = await readWhole(callForeign, 'listJobs', { query: { 'metadata[kit]': mark } });
  const exchange = context.lastExchange();
  expectEqual('no job under the foreign key (or both keys belong to one organization)', data, [], exchange);
  const own = await context.startJob('quick');
  const others = await readWhole(callForeign, 'listJobs', { query: { limit: '100' } });
  const page = context.lastExchange();
  const leaked = others.find((job) => job.organization_id === own.organization_id);
  if (leaked !== undefined) fail('no job of the primary organization', `job ${leaked.id}`, page);
};
