import type { CancelJobsFilter } from '@jobwire/contract';
import { readInstant } from './instant.ts';
import type { TinyJob } from './tiny-job.ts';
import type { World } from './world.ts';

/** What a job must be to be listed, or to be cancelled with others. */
export type JobFilter = Partial<CancelJobsFilter>;

/** The name of the first time in a filter that does not exist; null when there is none. */
export function impossibleTime(filter: JobFilter): string | null {
  const names = ['created_after', 'created_before'] as const;
  return names.find((name) => filter[name] !== undefined && readInstant(filter[name]) === null) ?? null;
}

/** The jobs of an organization that match. */
export function matchingJobs(world: World, organization: string, filter: JobFilter): TinyJob[] {
  return [...world.jobs.values()].filter((job) => job.organization === organization && matches(world, job, filter));
}

/** Whether a job matches every member of a filter. */
export function matches(world: World, { wire }: TinyJob, filter: JobFilter): boolean {
  const createdAt = readInstant(wire.created_at) ?? 0;
  const exclusive = !world.breaks('created_after and created_before are inclusive');
  const after = readInstant(filter.created_after ?? '') ?? Number.NEGATIVE_INFINITY;
  const before = readInstant(filter.created_before ?? '') ?? Number.POSITIVE_INFINITY;
  return (
    (filter.status?.includes(wire.status) ?? true) &&
    (filter.type ?? wire.type) === wire.type &&
    Object.entries(filter.metadata ?? {}).every(
      ([key, value]) => Object.hasOwn(wire.metadata, key) && wire.metadata[key] === value,
    ) &&
    (exclusive ? createdAt > after && createdAt < before : createdAt >= after && createdAt <= before)
  );
}
