import type { CreateJobRequest } from '@jobwire/contract';
import { answerJob, jobHeaders } from './answer-job.ts';
import type { Call } from './call.ts';
import { checkNewJob } from './check-new-job.ts';
import { hold } from './hold.ts';
import { type Claimed, claimKey, replay } from './idempotency.ts';
import { recordCreation } from './lifecycle.ts';
import { enqueue, watchDeadline } from './queue.ts';
import { readQuery } from './query.ts';
import { newJob, type TinyJob } from './tiny-job.ts';
import type { World } from './world.ts';

/** `createJob` */
export async function createJob(call: Call): Promise<void> {
  const { world, reply } = call;
  const burnt = world.breaks('a refused request burns its idempotency key') ? claimKey(call) : null;
  readQuery(call, {});
  checkNewJob(world, call.body);
  const claimed = burnt ?? claimKey(call);
  if (claimed?.state === 'replay') {
    replay(call, claimed.first);
    return;
  }
  await stored(world);
  const job = newJob(newJobId(world), call.caller.organization, call.body as CreateJobRequest);
  world.jobs.set(job.wire.id, job);
  recordCreation(world, job);
  const headers = { Location: locationOf(world, job) };
  keep(claimed, world, job, headers);
  enqueue(world, job);
  watchDeadline(world, job);
  const held = await hold(call, job, () => job.wire.terminal);
  const claims = world.breaks('a first answer says that it is a replay') ? { 'idempotent-replayed': 'true' } : {};
  const place: Record<string, string> = world.breaks('a new job does not tell where it is') ? {} : headers;
  if (!reply.gone) {
    answerJob(call, job, { status: 201, headers: { ...place, ...held.headers, ...claims } });
  }
}

/** Keeps the first answer as it is before any waiting. */
function keep(claimed: Claimed | null, world: World, job: TinyJob, headers: Record<string, string>): void {
  if (claimed?.state === 'first') {
    const text = JSON.stringify(job.wire);
    claimed.first.answer = { text, headers: { ...jobHeaders(world, job), ...headers }, jobId: job.wire.id };
  }
}

function locationOf(world: World, { wire }: TinyJob): string {
  return world.breaks('a new job tells a place where it is not') ? `/v1/jobs/${wire.id}x` : wire.links.self;
}

function stored({ timers, settings }: World): Promise<void> {
  return new Promise((resolve) => timers.after(settings.storeDelayMs, resolve));
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

function newJobId({ jobs }: World): string {
  const letter = () => letters[Math.floor(Math.random() * letters.length)];
  const id = `${letter()}-${Array.from({ length: 6 }, letter).join('')}_${letter()}`;
  return jobs.has(id) ? newJobId({ jobs } as World) : id;
}
