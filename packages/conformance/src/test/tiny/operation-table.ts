import type { OperationId } from '@jobwire/contract';
import type { Call, JobCall } from './call.ts';
import { cancelJobs } from './cancel-jobs.ts';
import { cancelOperation } from './cancel-operation.ts';
import { getCapabilities } from './capabilities.ts';
import { createJob } from './create-job.ts';
import { deleteJob } from './delete-job.ts';
import { getJob } from './get-job.ts';
import { listJobEvents } from './list-events.ts';
import { listJobs } from './list-jobs.ts';
import { listJobResults } from './list-results.ts';
import type { TinyJob } from './tiny-job.ts';

type Answering = void | Promise<void>;

const operations = { createJob, listJobs, cancelJobs, getCapabilities } satisfies Partial<
  Record<OperationId, (call: Call) => Answering>
>;

const operationsOfOneJob = {
  getJob,
  cancelJob: cancelOperation,
  deleteJob,
  listJobResults,
  listJobEvents,
} satisfies Record<Exclude<OperationId, keyof typeof operations>, (call: JobCall) => Answering>;

/** Carries out an operation, with the job that its path names. */
export async function carryOut(operationId: OperationId, call: Call, job: TinyJob | undefined): Promise<void> {
  if (operationId in operations) {
    await operations[operationId as keyof typeof operations](call);
  } else if (job !== undefined) {
    await operationsOfOneJob[operationId as keyof typeof operationsOfOneJob]({ ...call, job });
  }
}
