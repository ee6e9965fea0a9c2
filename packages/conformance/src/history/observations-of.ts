import type { JobEvent } from '@jobwire/contract';
import { type Exchange, headerOf } from '../runner/exchange.ts';
import { type SeenJob, seenJob } from '../runner/seen-job.ts';
import type { Observation } from './observation.ts';

/** Every sight of a job in one answer. */
export function observationsOf(exchange: Exchange): Observation[] {
  const { keyName, operationId, body, beganAtMs, endedAtMs, status } = exchange;
  // A replay shows the job as it was, so it says nothing of its present.
  const isReplay = headerOf(exchange, 'Idempotent-Replayed') !== undefined;
  if (keyName === null || typeof body !== 'object' || body === null || isReplay) return [];
  const where = `${exchange.method} ${exchange.url}`;
  const span = { beganAtMs, endedAtMs };
  const sight = (job: SeenJob, whole: boolean): Observation => ({ job, keyName, span, whole, where, exchange });

  if (operationId === 'listJobEvents') {
    return status === 200 ? eventJobs(exchange).map((job) => ({ ...sight(job, false), span: null })) : [];
  }
  const shown =
    operationId === 'listJobs' && status === 200 && 'data' in body && Array.isArray(body.data)
      ? body.data
      : ['job' in body && status === 409 ? body.job : body];
  return shown.flatMap((value: unknown) => {
    const job = seenJob(value);
    return job === null ? [] : [sight(job, true)];
  });
}

/** An event tells which status the job had at a version. */
function eventJobs({ jobId, body }: Exchange): SeenJob[] {
  const data = (body as { data?: unknown }).data;
  if (jobId === null || !Array.isArray(data)) return [];
  return data
    .filter((event): event is JobEvent => typeof event?.sequence === 'number' && typeof event?.to === 'string')
    .map(({ sequence, to, attempt }) => ({ id: jobId, status: to, version: sequence, attempt }));
}
