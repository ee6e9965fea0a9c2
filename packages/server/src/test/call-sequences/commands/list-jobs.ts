import fc from 'fast-check';
import { expect } from 'vitest';
import { callers, keyOf, organizationOf } from '../callers.ts';
import { retentionMs } from '../model.ts';
import { answerOf } from '../model-job.ts';
import { steps } from '../step.ts';
import { allPages } from './all-pages.ts';
import { filters, matches, wireFilter } from './filters.ts';

export const listJobs = steps(
  'list',
  fc.record({ by: callers, filter: filters, order: fc.constantFrom('asc', 'desc'), limit: fc.constantFrom(1, 2, 20) }),
  async ({ by, filter, order, limit }, model, system, say) => {
    const query = queryOf(wireFilter(filter, model.now), order);
    say(`${by} lists ${query}, ${limit} a page`);

    const { answer, data } = await allPages(system, `/v1/jobs?${query}`, keyOf(by), limit);

    const want = model.visible(organizationOf[by]).filter((job) => matches(job, filter, model.now));
    if (order === 'desc') want.reverse();
    expect(answer.status, answer.text).toBe(200);
    expect(data).toEqual(want.map((job) => answerOf(job, retentionMs)));
    expect(answer.body.next_cursor).toBe(null);
  },
);

function queryOf(filter: ReturnType<typeof wireFilter>, order: string): URLSearchParams {
  const query = new URLSearchParams({ order });
  for (const status of filter.status ?? []) query.append('status', status);
  for (const [key, value] of Object.entries(filter.metadata ?? {})) query.append(`metadata[${key}]`, value);
  for (const name of ['type', 'created_after', 'created_before'] as const) {
    if (filter[name] !== undefined) query.append(name, filter[name]);
  }
  return query;
}
