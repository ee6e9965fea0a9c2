import { operations } from '@jobwire/contract';
import { expectJob } from '../../steps/expect-job.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import { needReadOnly } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Reads with the read-only key. */
export const readOnlyKeyMayRead: Check = async (context) => {
  const callReadOnly = needReadOnly(context);
  const { id } = await context.startJob('quick');
  expectStatus(await callReadOnly('getCapabilities'), 200, 'since the key may read');
  expectJob(await callReadOnly('getJob', { jobId: id }), id, 'since the key may read');
  for (const operationId of ['listJobResults', 'listJobEvents', 'listJobs'] as const) {
    if (context.serves(operations[operationId].conformanceClass)) {
      expectStatus(await callReadOnly(operationId, { jobId: id }), 200, 'since the key may read');
    }
  }
};
