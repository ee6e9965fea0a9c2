import { operations } from '@jobwire/contract';
import { problemLine } from '../../runner/problem-line.ts';
import { seenJob } from '../../runner/seen-job.ts';
import { fail } from '../../steps/fail.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Reads jobs that were answered 201 once more, and looks for answers that did not know them. */
export const acknowledgedJobsExist: Check = async (context) => {
  const created = context.exchanges.filter(
    ({ operationId, status, keyName }) => operationId === 'createJob' && status === 201 && keyName === 'primary',
  );
  const deleted = new Set(
    context.exchanges.filter(({ operationId }) => operationId === 'deleteJob').map(({ jobId }) => jobId),
  );
  const jobIds = new Set(created.flatMap(({ body }) => seenJob(body)?.id ?? []).filter((id) => !deleted.has(id)));
  for (const { body, endedAtMs } of created) {
    const id = seenJob(body)?.id;
    const lost = context.exchanges.find(
      (exchange) =>
        exchange.jobId === id &&
        exchange.status === 404 &&
        exchange.keyName === 'primary' &&
        exchange.beganAtMs > endedAtMs,
    );
    if (
      id !== undefined &&
      jobIds.has(id) &&
      lost !== undefined &&
      lost.operationId !== null &&
      context.serves(operations[lost.operationId].conformanceClass)
    ) {
      fail(`the job ${id}, which was answered 201`, problemLine(lost), lost);
    }
  }
  for (const id of [...jobIds].slice(-readAgain)) {
    await readJob(context, id);
  }
};

/** So many jobs are read again at the end of a run. */
const readAgain = 100;
