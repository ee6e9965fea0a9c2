import type { JobCall } from './call.ts';
import { cancelJob } from './cancel-job.ts';
import { readQuery } from './query.ts';
import { Refusal } from './refusal.ts';

/** `deleteJob` */
export async function deleteJob(call: JobCall): Promise<void> {
  const { world, job, reply } = call;
  readQuery(call, {});
  const isStubborn = job.wire.status === 'cancelled' && world.breaks('a cancelled job cannot be deleted');
  if (
    job.wire.status === 'cancelling' &&
    world.breaks('a delete that meets a cancel answers 204 and deletes nothing')
  ) {
    reply.empty(204);
    return;
  }
  if (!job.wire.terminal || isStubborn) {
    refuse(call);
  }
  if (world.breaks('parallel deletes of a job all answer 204')) {
    await new Promise<void>((resolve) => world.timers.after(10, resolve));
  }
  if (world.breaks('a deleted job is still there')) {
    reply.empty(204);
    return;
  }
  world.deleted.add(job);
  for (const [key, { answer }] of world.firstAnswers) {
    if (answer?.jobId === job.wire.id && world.breaks('deleting a job forgets its idempotency key')) {
      world.firstAnswers.delete(key);
    }
  }
  if (world.breaks('a delete answers 200 with the job')) {
    reply.json(200, job.wire);
    return;
  }
  reply.empty(204);
}

function refuse({ world, job }: JobCall): void {
  if (world.breaks('deleting an open job cancels it')) {
    cancelJob(world, job, null);
  }
  if (world.breaks('an open job can be deleted')) {
    return;
  }
  const members = world.breaks('the 409 of a delete lacks the job') ? {} : { job: job.wire };
  throw new Refusal('job_not_terminal', 'It is open. Cancel it first.', { members });
}
