import type { Job } from '../../domain/job.ts';
import type { JobFilter, JobQuery, JobStore, ListPosition, Page } from '../../domain/job-store.ts';
import type { Transition } from '../../domain/transition.ts';

/** A job of its own organization, as a caller would read it. */
export function find(store: JobStore, job: Pick<Job, 'id' | 'organizationId'>): Promise<Job | null> {
  return store.find(job.organizationId, job.id);
}

/** The ids of one page of `org_one`. */
export async function listed(
  store: JobStore,
  filter: Partial<JobFilter>,
  query: Partial<Omit<JobQuery, 'filter'>> = {},
): Promise<string[]> {
  return ids((await store.list(jobQuery(filter, query))).entries);
}

/** Follows the list in pages of two, with something happening after each page. */
export async function pagedThrough(
  store: JobStore,
  filter: Partial<JobFilter>,
  order: 'asc' | 'desc',
  meanwhile: (page: number) => Promise<void> = async () => {},
): Promise<string[]> {
  const seen: string[] = [];
  for (let page = 0, after: JobQuery['after'] = null; ; page += 1) {
    const { entries, next }: Page<Job> = await store.list(jobQuery(filter, { order, after, limit: 2 }));
    seen.push(...ids(entries));
    if (next === null) return seen;
    if (page > 1000) throw new Error(`The list has no end: it shows ${seen.slice(-4).join(', ')} by now.`);
    after = next;
    if (page < 20) await meanwhile(page);
  }
}

/** Carries a transition out for the jobs of one page that match and are where it starts from. */
export async function transitionMatching(
  store: JobStore,
  filter: Partial<JobFilter>,
  transition: Transition,
  page: { readonly after?: ListPosition | null; readonly limit?: number } = {},
): Promise<Page<Job>> {
  const from = filterOf({ ...filter, statuses: [transition.from] });
  const { entries, next } = await store.places('org_one', from, { after: null, limit: 10, ...page });
  const jobIds = entries.map(({ id }) => id);
  return { entries: await store.transitionAll('org_one', jobIds, transition), next };
}

/** A filter with only the given members. */
export function filterOf(members: Partial<JobFilter>): JobFilter {
  return { statuses: null, type: null, metadata: [], createdAfter: null, createdBefore: null, ...members };
}

export function jobQuery(filter: Partial<JobFilter>, query: Partial<Omit<JobQuery, 'filter'>>): JobQuery {
  return {
    organizationId: 'org_one',
    order: 'asc',
    after: null,
    limit: 100,
    ...query,
    filter: filterOf(filter),
  };
}

export function ids(jobs: readonly Pick<Job, 'id'>[]): string[] {
  return jobs.map((job) => job.id);
}
