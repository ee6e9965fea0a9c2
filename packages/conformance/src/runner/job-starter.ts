import type { CreateJobRequest } from '@jobwire/contract';
import type { Caller } from './caller.ts';
import type { JobChanges } from './check-context.ts';
import { CheckFailed } from './check-failed.ts';
import { CheckSkipped } from './check-skipped.ts';
import { ConformanceSetupError } from './conformance-setup-error.ts';
import type { JobBodies, JobKind } from './job-bodies.ts';
import { problemLine } from './problem-line.ts';
import { type SeenJob, seenJob } from './seen-job.ts';

/** Makes what gives the body of a job. */
export function createJobBodyMaker(jobs: JobBodies): (kind: JobKind, changes?: JobChanges) => CreateJobRequest {
  return (kind, changes) => {
    const body = jobs[kind];
    if (body === undefined) {
      throw new CheckSkipped(`no ${kind} job was given`);
    }
    return { ...body, ...changes };
  };
}

/** Makes what checks create their jobs with. */
export function createJobStarter(
  call: Caller,
  bodyOf: ReturnType<typeof createJobBodyMaker>,
): (kind: JobKind, changes?: JobChanges) => Promise<SeenJob> {
  return async (kind, changes) => {
    const exchange = await call('createJob', { body: bodyOf(kind, changes) });
    // A refusal of what the kit itself adds is for the requirement of that member to report.
    if (exchange.status >= 400 && exchange.status < 500 && changes === undefined) {
      throw new ConformanceSetupError(
        `The server did not create the ${kind} job: ${problemLine(exchange)}. Give a key that may create jobs, and \`jobs.${kind}\` that it takes.`,
      );
    }
    const job = exchange.status === 201 ? seenJob(exchange.body) : null;
    if (job === null) {
      throw new CheckFailed({ expected: '201 with the new job', actual: problemLine(exchange), exchange });
    }
    return job;
  };
}
