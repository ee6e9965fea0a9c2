import { isDeepStrictEqual } from 'node:util';
import type { JobResult } from '@jobwire/contract';
import type { CheckContext } from '../../runner/check-context.ts';
import { CheckFailed } from '../../runner/check-failed.ts';
import { CheckSkipped } from '../../runner/check-skipped.ts';
import type { Exchange } from '../../runner/exchange.ts';
import { problemLine } from '../../runner/problem-line.ts';
import type { SeenJob } from '../../runner/seen-job.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import { pollJob } from '../../steps/poll-job.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** How long the slow job may take to its first result. */
const firstResultMs = 30_000;

/** Reads the results of a running job, cancels it, and reads them again when it is cancelled. */
export const resultsStayReadable: Check = async (context) => {
  const { id } = await startedJob(context);
  const before = await readFirstResults(context, id);
  await cancelAccepted(context, id);
  await expectEndsCancelled(context, id);

  const after = await readResults(context, id);
  if (!isDeepStrictEqual(after.results.slice(0, before.results.length), before.results)) {
    const expected = `the ${before.results.length} results that were there before the cancel come first, unchanged`;
    throw new CheckFailed({ expected, actual: `other ones, ${after.results.length} in all`, exchange: after.exchange });
  }
  if (!after.sealed) {
    const expected = '`sealed` is true, since the job has ended';
    throw new CheckFailed({ expected, actual: 'it is not', exchange: after.exchange });
  }
};

interface ReadResults {
  readonly results: readonly JobResult[];
  readonly sealed: boolean;
  readonly exchange: Exchange;
}

/** Waits until the job has counted an item, and reads what it has produced by then. */
async function readFirstResults(context: CheckContext, jobId: string): Promise<ReadResults> {
  const { job } = await pollJob(context, jobId, firstResultMs, (reading) => countedItems(reading.job) > 0);
  const read = await readResults(context, jobId);
  if (read.results.length > 0) {
    return read;
  }
  if (countedItems(job) === 0) {
    throw new CheckSkipped(`the slow job produced nothing within ${firstResultMs / 1_000} s; give one that does`);
  }
  const expected = `the results of the ${countedItems(job)} items that the job has counted`;
  throw new CheckFailed({ expected, actual: 'there are none', exchange: read.exchange });
}

function countedItems({ progress }: SeenJob): number {
  return (progress?.completed ?? 0) + (progress?.failed ?? 0);
}

/** The first hundred results, which is one page and enough to compare. */
async function readResults({ call }: CheckContext, jobId: string): Promise<ReadResults> {
  const exchange = await call('listJobResults', { jobId, query: { limit: '100' } });
  expectStatus(exchange, 200, 'a page of results');
  const { body } = exchange;
  if (typeof body !== 'object' || body === null || !('data' in body) || !Array.isArray(body.data)) {
    throw new CheckFailed({ expected: 'a page of results in the body', actual: problemLine(exchange), exchange });
  }
  return { results: body.data, sealed: 'sealed' in body && body.sealed === true, exchange };
}
