import type { Caller } from './caller.ts';
import { CheckFailed } from './check-failed.ts';
import { ConformanceSetupError } from './conformance-setup-error.ts';
import type { JobBodies, JobKind } from './job-bodies.ts';
import type { OpenJobs } from './open-jobs.ts';
import { problemLine } from './problem-line.ts';
import { type SeenJob, seenJob } from './seen-job.ts';

/** Makes what checks create their jobs with. */
export function createJobStarter(
  call: Caller,
  jobs: JobBodies,
  openJobs: OpenJobs,
): (kind: JobKind) => Promise<SeenJob> {
  return async (kind) => {
    const exchange = await call('createJob', { body: jobs[kind] });
    const refused = exchange.status >= 400 && exchange.status < 500;
    if (refused) {
      throw new ConformanceSetupError(
        `The server did not create the ${kind} job: ${problemLine(exchange)}. Give a key that may create jobs, and \`jobs.${kind}\` that it takes.`,
      );
    }
    const job = exchange.status === 201 ? seenJob(exchange.body) : null;
    if (job === null) {
      throw new CheckFailed({ expected: '201 with the new job', actual: problemLine(exchange), exchange });
    }
    openJobs.add(job.id);
    return job;
  };
}
