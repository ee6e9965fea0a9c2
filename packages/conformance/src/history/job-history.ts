import type { CheckContext } from '../runner/check-context.ts';
import { seenJob } from '../runner/seen-job.ts';
import type { Observation } from './observation.ts';
import { observationsOf } from './observations-of.ts';

/** Every sight of each job of a run. Sights of one job are in the order of its versions, and then of the answers. */
export async function jobHistories(context: CheckContext): Promise<Observation[][]> {
  const seen = [...context.exchanges.flatMap(observationsOf), ...(await webhookObservations(context))];
  const byJob = new Map<string, Observation[]>();
  for (const observation of seen) {
    const sights = byJob.get(observation.job.id);
    if (sights === undefined) byJob.set(observation.job.id, [observation]);
    else sights.push(observation);
  }
  return [...byJob.values()].map((sights) =>
    sights.sort((one, other) => (one.job.version ?? 0) - (other.job.version ?? 0)),
  );
}

async function webhookObservations(context: CheckContext): Promise<Observation[]> {
  if (!context.serves('webhooks')) return [];
  return (await context.webhookReceiver()).all().flatMap(({ body }): Observation[] => {
    const data = (body as { data?: { job_id?: unknown } } | undefined)?.data;
    const job = seenJob({ ...data, id: data?.job_id });
    return job === null
      ? []
      : [{ job, keyName: 'primary', span: null, whole: false, where: 'a webhook', exchange: null }];
  });
}
