import type { CancelJobRequest } from '@jobwire/contract';
import { answerJob } from './answer-job.ts';
import type { JobCall } from './call.ts';
import { cancelJob } from './cancel-job.ts';
import { hold } from './hold.ts';
import { readInstant, writeInstant, writeNow } from './instant.ts';
import { changed } from './lifecycle.ts';
import { readQuery } from './query.ts';
import { Refusal } from './refusal.ts';
import { checkBody } from './request-schemas.ts';

/** `cancelJob` */
export async function cancelOperation(call: JobCall): Promise<void> {
  const { world, job, reply } = call;
  const before = structuredClone(job.wire);
  const reason = (call.body as CancelJobRequest | undefined)?.reason ?? null;
  if (world.breaks('a cancel that is refused for its body cancels')) {
    cancelJob(world, job, reason);
  }
  readQuery(call, {});
  checkBody(world, 'CancelJobRequest', call.body ?? {});
  refuseWrongly(call);
  await race(call);
  if (cancelJob(world, job, reason) === 'already_terminal') {
    if (!before.terminal && world.breaks('a cancel that loses against the finish answers 200')) {
      const cancellation = {
        requested_at: writeNow(),
        reason,
        deadline_at: writeNow(),
        stopped_at: null,
        forced: false,
      };
      answerJob(call, {
        ...job,
        wire: { ...before, status: 'cancelling', cancellation, estimated_seconds_remaining: null },
      });
      return;
    }
    answerTooLate(call);
    return;
  }
  const { headers } = world.breaks('a cancel is not waited for')
    ? { headers: {} }
    : await hold(call, job, () => job.wire.terminal);
  if (!reply.gone) {
    answerJob(call, job, { headers });
  }
}

/** Reads, waits, and writes without looking again. */
async function race({ world, job }: JobCall): Promise<void> {
  const { status } = job.wire;
  const pause = (ms: number) => new Promise<void>((resolve) => world.timers.after(ms, resolve));
  if (status === 'running' && world.breaks('a cancel that loses against the finish answers 200')) {
    await pause(25);
  }
  if (status === 'running' && world.breaks('every cancel of many at once is the first')) {
    await pause(10);
    if (job.wire.cancellation !== null) {
      job.wire.cancellation.requested_at = writeInstant((readInstant(job.wire.cancellation.requested_at) ?? 0) + 1_000);
      changed(job);
    }
  }
  if (status === 'queued' && world.breaks('a cancel that meets the claim of its job answers 409')) {
    await pause(125);
    if (job.wire.status === 'running') {
      throw new Refusal('job_already_terminal', 'It has begun meanwhile.', { members: { job: job.wire } });
    }
  }
}

function refuseWrongly({ world, job, body }: JobCall): void {
  const { status, cancellation } = job.wire;
  const inside = { members: { job: job.wire } };
  if (status === 'queued' && world.breaks('a queued job answers 409 to a cancel')) {
    throw new Refusal('job_already_terminal', 'It has not begun.', inside);
  }
  if (status === 'running' && world.breaks('a running job answers 409 to a cancel')) {
    throw new Refusal('job_already_terminal', 'It is busy.', inside);
  }
  if (cancellation !== null && world.breaks('a repeated cancel answers 409')) {
    throw new Refusal('job_already_terminal', 'It is cancelled already.', inside);
  }
  if (body === undefined && world.breaks('a cancel needs a body')) {
    throw new Refusal('validation_error', 'Send at least {}.');
  }
}

function answerTooLate(call: JobCall): void {
  const { world, job } = call;
  const { status } = job.wire;
  const quiet =
    (status === 'completed' && world.breaks('a completed job answers 200 to a cancel')) ||
    (status === 'failed' && world.breaks('a failed job answers 200 to a cancel')) ||
    (status === 'expired' && world.breaks('an expired job answers 200 to a cancel'));
  if (quiet) {
    answerJob(call, job);
    return;
  }
  const inside = world.breaks('the 409 of a cancel holds another job') ? { ...job.wire, id: 'another' } : job.wire;
  if (world.breaks('a cancel that is refused raises the version')) {
    changed(job);
  }
  const members = world.breaks('the 409 of a cancel lacks the job') ? {} : { job: inside };
  throw new Refusal('job_already_terminal', 'Too late: it has ended.', { members });
}
