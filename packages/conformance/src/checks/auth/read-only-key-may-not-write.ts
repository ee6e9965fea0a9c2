import { operations } from '@jobwire/contract';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { readJob } from '../../steps/read-job.ts';
import { harmlessParts, servedOperations } from '../../steps/served-operations.ts';
import { needReadOnly } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Writes with the read-only key, and looks whether anything has changed. */
export const readOnlyKeyMayNotWrite: Check = async (context) => {
  const callReadOnly = needReadOnly(context);
  const { id } = await context.startJob('slow');
  for (const operationId of servedOperations(context).filter((one) => operations[one].access === 'write')) {
    const parts =
      operationId === 'cancelJobs'
        ? { body: { job_ids: [id] } }
        : { ...harmlessParts(context, operationId), jobId: id };
    expectProblem(await callReadOnly(operationId, parts), 'forbidden', 'since the key may only read');
  }
  const { job, exchange } = await readJob(context, id);
  expectEqual('no cancellation, since the cancels were refused', job.cancellation, null, exchange);
};
