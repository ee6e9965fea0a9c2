import type { OperationId } from '@jobwire/contract';
import type { OperationHandler, Operations } from '../router/operation-types.ts';
import type { Caller } from './caller.ts';
import type { OperationContext } from './operation-context.ts';
import { cancelJobOperation } from './operations/cancel-job.ts';
import { cancelJobsOperation } from './operations/cancel-jobs.ts';
import { createJobOperation } from './operations/create-job.ts';
import { deleteJobOperation } from './operations/delete-job.ts';
import { getCapabilitiesOperation } from './operations/get-capabilities.ts';
import { getJobOperation } from './operations/get-job.ts';
import { listJobEventsOperation } from './operations/list-job-events.ts';
import { listJobResultsOperation } from './operations/list-job-results.ts';
import { listJobsOperation } from './operations/list-jobs.ts';
import { problemOf } from './problem-of.ts';

/** The reference server's handler for each operation of the contract. */
export function jobOperations(context: OperationContext): Operations<Caller> {
  return {
    createJob: answering(createJobOperation(context)),
    getJob: answering(getJobOperation(context)),
    listJobs: answering(listJobsOperation(context)),
    cancelJob: answering(cancelJobOperation(context)),
    listJobResults: answering(listJobResultsOperation(context)),
    getCapabilities: answering(getCapabilitiesOperation(context)),
    cancelJobs: answering(cancelJobsOperation(context)),
    deleteJob: answering(deleteJobOperation(context)),
    listJobEvents: answering(listJobEventsOperation(context)),
  };
}

/** A handler speaks of the domain; what it throws is answered in the words of the contract. */
function answering<Id extends OperationId>(handle: OperationHandler<Id, Caller>): OperationHandler<Id, Caller> {
  return async (request) => {
    try {
      return await handle(request);
    } catch (error) {
      throw problemOf(error);
    }
  };
}
