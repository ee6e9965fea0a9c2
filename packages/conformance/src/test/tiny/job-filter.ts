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
  const own = [...world.jobs.values()].filter((job) => job.organization === organization && !world.deleted.has(job));
  return own.filter((job) => matches(world, job, filter));
}

/** Whether a job matches every member of a filter. */
export function matches(world: World, { wire }: TinyJob, filter: JobFilter): boolean {
  const createdAt = readInstant(wire.created_at) ?? 0;
  const exclusive = !world.breaks('created_after and created_before are inclusive');
  const after = readInstant(filter.created_after ?? '') ?? Number.NEGATIVE_INFINITY;
  const before = readInstant(filter.created_before ?? '') ?? Number.POSITIVE_INFINITY;
  const isOneOfMany = filter.status !== undefined && filter.metadata !== undefined;
  if (isOneOfMany && world.breaks('one filter of many is enough')) {
    return filter.status?.includes(wire.status) === true || holds(wire.metadata, filter.metadata ?? {});
  }
  return (
    (filter.status?.includes(wire.status) ?? true) &&
    (filter.type ?? wire.type) === wire.type &&
    holds(wire.metadata, filter.metadata ?? {}) &&
    (exclusive ? createdAt > after && createdAt < before : createdAt >= after && createdAt <= before)
  );
}

function holds(metadata: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(metadata, key) && metadata[key] === value);
}
