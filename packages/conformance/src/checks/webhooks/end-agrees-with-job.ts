import type { Job, WebhookEvent } from '@jobwire/contract';
import { expectEqual } from '../../steps/expect-equal.ts';
import { hookedJob, typesUntil } from '../../steps/hooked-job.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Compares the webhook of the end with the job. */
export const endAgreesWithJob: Check = async (context) => {
  const { mailbox, job: created } = await hookedJob(context, 'quick');
  await typesUntil(mailbox, 'job.completed');
  const told = mailbox.deliveries
    .map(({ body }) => body as Partial<WebhookEvent>)
    .find(({ type }) => type === 'job.completed')?.data;
  const { job, exchange } = await readJob(context, created.id);
  const members = ({
    status,
    terminal,
    version,
    attempt,
    progress,
    finished_at,
    organization_id,
    metadata,
  }: Partial<Job>) => ({ status, terminal, version, attempt, progress, finished_at, organization_id, metadata });
  expectEqual('what the webhook tells', members(told ?? {}), members(job), exchange);
  expectEqual('the id and type of the job', [told?.job_id, told?.job_type], [job.id, job.type], exchange);
};
