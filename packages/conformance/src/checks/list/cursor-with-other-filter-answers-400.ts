import { expectRefusals } from '../../steps/expect-refusals.ts';
import { listCursor } from '../../steps/marked-jobs.ts';
import type { Check } from '../check.ts';

/** Uses a cursor with more, fewer and other filters. */
export const cursorWithOtherFilterAnswers400: Check = async (context) => {
  const { mark, cursor } = await listCursor(context);
  const list = (query: Record<string, string>) => () => context.call('listJobs', { query: { ...query, cursor } });
  await expectRefusals('invalid_cursor', [
    ['a filter is missing', list({})],
    ['a filter has another value', list({ 'metadata[kit]': `${mark}-other` })],
    ['there is a filter more', list({ 'metadata[kit]': mark, status: 'queued' })],
    ['there is a filter more', list({ 'metadata[kit]': mark, type: context.jobs.quick.type })],
    ['there is a filter more', list({ 'metadata[kit]': mark, created_after: '2020-01-01T00:00:00Z' })],
  ]);
};
