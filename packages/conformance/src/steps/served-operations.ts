import { type OperationId, operations } from '@jobwire/contract';
import type { CheckContext } from '../runner/check-context.ts';
import type { RequestParts } from '../runner/request-parts.ts';
import { unknownJobId } from './unknown-job-id.ts';

/** The operations of the classes that the server serves. */
export function servedOperations(context: CheckContext): OperationId[] {
  return (Object.keys(operations) as OperationId[]).filter((id) => context.serves(operations[id].conformanceClass));
}

/** Those of them that are about one job. */
export function servedJobOperations(context: CheckContext): OperationId[] {
  return servedOperations(context).filter((id) => operations[id].path.includes('{job_id}'));
}

/** A request of an operation that changes nothing: it names no job that exists, and its body creates none that would stay. */
export function harmlessParts(context: CheckContext, operationId: OperationId): RequestParts {
  const jobId = unknownJobId(context.random);
  if (operationId === 'createJob') return { body: context.bodyOf('quick') };
  if (operationId === 'cancelJobs') return { body: { job_ids: [jobId] } };
  return operations[operationId].path.includes('{job_id}') ? { jobId } : {};
}
