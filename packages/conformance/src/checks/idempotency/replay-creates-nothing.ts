import { createdWith } from '../../steps/expect-created.ts';
import { fail } from '../../steps/fail.ts';
import { keyed } from '../../steps/keyed.ts';
import { readWhole } from '../../steps/read-page.ts';
import { needClass } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Counts the jobs of five creates with one key. */
export const replayCreatesNothing: Check = async (context) => {
  needClass(context, 'list');
  const mark = context.newMark();
  const parts = keyed(context, { metadata: { kit: mark } });
  for (let count = 0; count < 5; count += 1) await createdWith(context, parts);
  const data = await readWhole(context.call, 'listJobs', { query: { 'metadata[kit]': mark } });
  const exchange = context.lastExchange();
  if (data.length !== 1) fail('1 job for 1 key', `${data.length} jobs for 1 key`, exchange);
};
