import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { markedJobs } from '../../steps/marked-jobs.ts';
import { readPage } from '../../steps/read-page.ts';
import { needForeign } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Lists with the foreign key what the primary one has created, and looks for its organization. */
export const showsOwnJobsOnly: Check = async (context) => {
  const callForeign = needForeign(context);
  const { mark } = await markedJobs(context, 2);
  const { data, exchange } = await readPage(callForeign, 'listJobs', { query: { 'metadata[kit]': mark } });
  expectEqual('no job under the foreign key (or both keys belong to one organization)', data, [], exchange);
  const own = await context.startJob('quick');
  const { data: others, exchange: page } = await readPage(callForeign, 'listJobs', { query: { limit: '100' } });
  const leaked = others.find((job) => job.organization_id === own.organization_id);
  if (leaked !== undefined) fail('no job of the primary organization', `job ${leaked.id}`, page);
};
