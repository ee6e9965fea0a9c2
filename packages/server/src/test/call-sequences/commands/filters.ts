import fc from 'fast-check';
import type { ModelJob } from '../model-job.ts';

const statuses = fc.uniqueArray(
  fc.constantFrom<ModelJob['status']>('queued', 'running', 'cancelling', 'completed', 'failed', 'cancelled', 'expired'),
  { minLength: 1, maxLength: 3 },
);

/** Instants are given in seconds before now. */
export const filters = fc.record(
  {
    status: statuses,
    type: fc.constantFrom('puppet', 'another.type'),
    metadata: fc.constantFrom({ colour: 'red' }, { colour: 'red', size: 'L' }, { colour: 'blue' }),
    createdAfter: fc.integer({ min: 0, max: 10 }),
    createdBefore: fc.integer({ min: -1, max: 5 }),
  },
  { requiredKeys: [] },
);

export interface Filter {
  readonly status?: readonly ModelJob['status'][];
  readonly type?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly createdAfter?: number;
  readonly createdBefore?: number;
}

/** The same filter as the contract writes it in a body. */
export function wireFilter({ status, type, metadata, createdAfter, createdBefore }: Filter, now: number) {
  const secondsAgo = (seconds: number) => new Date(now - seconds * 1000).toISOString();
  return {
    ...(status === undefined ? {} : { status }),
    ...(type === undefined ? {} : { type }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(createdAfter === undefined ? {} : { created_after: secondsAgo(createdAfter) }),
    ...(createdBefore === undefined ? {} : { created_before: secondsAgo(createdBefore) }),
  };
}

export function matches(job: ModelJob, filter: Filter, now: number): boolean {
  const { status, type, metadata, createdAfter, createdBefore } = filter;
  if (status !== undefined && !status.includes(job.status)) return false;
  if (type !== undefined && type !== 'puppet') return false;
  if (Object.entries(metadata ?? {}).some(([key, value]) => job.metadata[key] !== value)) return false;
  if (createdAfter !== undefined && job.createdAt <= now - createdAfter * 1000) return false;
  return createdBefore === undefined || job.createdAt < now - createdBefore * 1000;
}
