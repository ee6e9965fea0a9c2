import { operations } from '@jobwire/contract';
import { headerOf } from '../../runner/exchange.ts';
import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { servedOperations } from '../../steps/served-operations.ts';
import type { Check } from '../check.ts';

/** Compares both methods on each path that has GET, for an ended job. */
export const headAnswersAsGet: Check = async (context) => {
  const { job } = await completedJob(context);
  const operationIds = servedOperations(context).filter((id) => operations[id].method === 'get');
  for (const operationId of operationIds) {
    const get = await context.call(operationId, { jobId: job.id });
    const head = await context.call(operationId, { jobId: job.id, method: 'HEAD' });
    expectEqual(`the status of GET to HEAD of ${operationId}`, head.status, get.status, head);
    expectEqual('no body', head.bodyText, '', head);
    for (const name of ['Content-Type', 'ETag']) {
      expectEqual(`${name} as with GET`, headerOf(head, name), headerOf(get, name), head);
    }
  }
};
