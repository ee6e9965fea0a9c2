import type { JobCall } from './call.ts';
import { cancelJob } from './cancel-job.ts';
import { readQuery } from './query.ts';
import { Refusal } from './refusal.ts';

/** `deleteJob` */
export function deleteJob(call: JobCall): void {
  const { world, job, reply } = call;
  readQuery(call, {});
  if (!job.wire.terminal) {
    refuse(call);
  }
  if (world.breaks('a deleted job is still there')) {
    reply.empty(204);
    return;
  }
  if (!world.breaks('a deleted job keeps its results')) {
    job.results.length = 0;
    world.jobs.delete(job.wire.id);
  } else {
    world.deleted.add(job);
  }
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
