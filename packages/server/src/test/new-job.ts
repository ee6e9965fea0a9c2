import type { NewJob } from '../domain/job.ts';

let made = 0;

/** A job like any other but for what is given. Ids rise, as those of the server do. */
export function newJob(members: Partial<NewJob> = {}): NewJob {
  made += 1;
  const createdAt = members.createdAt ?? 1_000_000;
  return {
    id: `job_${String(made).padStart(6, '0')}`,
    organizationId: 'org_one',
    type: 'demo.batch',
    name: null,
    maxAttempts: 3,
    priority: 5,
    metadata: {},
    createdAt,
    scheduledFor: null,
    deadlineAt: null,
    webhook: null,
    runnableAt: createdAt,
    traceParent: null,
    input: '{}',
    ...members,
  };
}
