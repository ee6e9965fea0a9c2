import { type BulkCancellation, isTerminal } from '@jobwire/contract';
import { expectOfEveryHistory } from '../../history/expect-of-all.ts';
import type { Exchange } from '../../runner/exchange.ts';
import type { Check } from '../check.ts';

/** Looks at all that was seen of each job after its cancel was answered 200, or counted by a bulk cancel. */
export const cancelPromiseKept: Check = async (context) => {
  const promisedAtMs = new Map<string, number>();
  for (const exchange of context.exchanges) {
    for (const jobId of promisedJobs(exchange)) {
      promisedAtMs.set(jobId, Math.min(promisedAtMs.get(jobId) ?? Number.POSITIVE_INFINITY, exchange.endedAtMs));
    }
  }
  await expectOfEveryHistory(context, (sights) => {
    const promised = promisedAtMs.get(sights[0]?.job.id ?? '');
    if (promised === undefined) return null;
    const broken = sights.find(({ job, span }) => {
      const isLater = span !== null && span.beganAtMs > promised;
      const otherEnd = isTerminal(job.status) && job.status !== 'cancelled';
      return otherEnd || (isLater && job.status !== 'cancelling' && job.status !== 'cancelled');
    });
    return broken === undefined
      ? null
      : {
          expected: `job ${broken.job.id} ends as cancelled, since its cancel was answered 200`,
          actual: `it is ${broken.job.status}`,
          exchange: broken.exchange,
        };
  });
};

/** The jobs of which an answer promises that they end as cancelled. */
function promisedJobs({ operationId, status, jobId, body }: Exchange): string[] {
  if (status !== 200) return [];
  if (operationId === 'cancelJob') return jobId === null ? [] : [jobId];
  const outcomes = operationId === 'cancelJobs' ? (body as Partial<BulkCancellation> | undefined)?.outcomes : null;
  return (Array.isArray(outcomes) ? outcomes : [])
    .filter(({ outcome }) => outcome === 'cancelled' || outcome === 'cancelling')
    .map(({ job_id: id }) => id);
}
