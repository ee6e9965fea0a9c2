import type { JobFilter } from '../domain/job-store.ts';

const metadata = [['team', 'red']] as const;

/** Filters, each with the one index that answers it and the columns by which it is entered. */
export const filtersByIndex: readonly {
  readonly given: Partial<JobFilter>;
  readonly index: string;
  readonly by: readonly string[];
}[] = [
  { given: {}, index: 'jobs_by_status', by: ['organization_id', 'status'] },
  { given: { statuses: ['failed'] }, index: 'jobs_by_status', by: ['organization_id', 'status'] },
  { given: { statuses: ['failed', 'queued'] }, index: 'jobs_by_status', by: ['organization_id', 'status'] },
  { given: { type: 'a' }, index: 'jobs_by_type', by: ['organization_id', 'type', 'status'] },
  { given: { type: 'a', statuses: ['failed'] }, index: 'jobs_by_type', by: ['organization_id', 'type', 'status'] },
  { given: { metadata }, index: 'job_metadata_by_pair', by: ['organization_id', 'key', 'value', 'ended_as'] },
  {
    given: { metadata, statuses: ['failed', 'expired'] },
    index: 'job_metadata_by_pair',
    by: ['organization_id', 'key', 'value', 'ended_as'],
  },
];

const all: JobFilter = { statuses: null, type: null, metadata: [], createdAfter: null, createdBefore: null };

/** The pages of a list by such a filter: in both orders, from its beginning and from within, of any time and of some. */
export function queriesOf(given: Partial<JobFilter>) {
  const filters = [
    { ...all, ...given },
    { ...all, ...given, createdAfter: 100, createdBefore: 200 },
  ];
  return (['asc', 'desc'] as const).flatMap((order) =>
    [null, { createdAt: 150, id: 'job_1' }].flatMap((after) =>
      filters.map((filter) => ({ organizationId: 'org', filter, order, after, limit: 20 })),
    ),
  );
}
