import type { CreateJobRequest } from '@jobwire/contract';
import { answerJob, jobHeaders } from './answer-job.ts';
import type { Call } from './call.ts';
import { checkNewJob } from './check-new-job.ts';
import { hold } from './hold.ts';
import { claimKey, replay } from './idempotency.ts';
import { recordCreation } from './lifecycle.ts';
import { readQuery } from './query.ts';
import { enqueue, watchDeadline } from './queue.ts';
import { Refusal } from './refusal.ts';
import { spoilNewJob } from './spoil-new-job.ts';
import { newJob, type TinyJob } from './tiny-job.ts';
import type { World } from './world.ts';

/** `createJob` */
export async function createJob(call: Call): Promise<void> {
  const { world, reply } = call;
  const burnt = world.breaks('a refused request burns its idempotency key') ? claimKey(call) : null;
  readQuery(call, {});
  checkNewJobOrCreate(call);
  const claimed = burnt ?? claimKey(call);
  if (claimed?.state === 'replay') {
    await replay(call, claimed.first);
    return;
  }
  await stored(world);
  const twin = world.breaks('equal jobs are taken for one') ? queuedTwin(call) : undefined;
  if (twin !== undefined) {
    answerJob(call, twin, { status: 201, headers: { Location: twin.wire.links.self } });
    return;
  }
  const job = newJob(newJobId(world), call.caller.organization, call.body as CreateJobRequest);
  spoilNewJob(world, job, call.body as CreateJobRequest);
  world.jobs.set(job.wire.id, job);
  recordCreation(world, job);
  const headers = { Location: locationOf(world, job) };
  const first = firstAnswer(call, job, headers);
  const keep = () => {
    if (claimed?.state === 'first') {
      claimed.first.answer = first;
    }
  };
  const keepsLate = world.breaks('a key is in use for as long as its first caller waits');
  if (!keepsLate) {
    keep();
  }
  enqueue(world, job);
  watchDeadline(world, job);
  const held = world.breaks('a new job is not waited for')
    ? { headers: {} }
    : await hold(call, job, () => job.wire.terminal);
  keep();
  if (
    'preference-applied' in held.headers &&
    !job.wire.terminal &&
    world.breaks('a create that waited in vain answers 503')
  ) {
    throw new Refusal('unavailable', 'It takes longer.', { headers: { 'retry-after': '1' } });
  }
  if (world.breaks('a create is answered when the job has begun')) {
    await new Promise<void>((resolve) => world.timers.after(world.settings.claimDelayMs + 25, resolve));
  }
  const claims = world.breaks('a first answer says that it is a replay') ? { 'idempotent-replayed': 'true' } : {};
  const place: Record<string, string> = world.breaks('a new job does not tell where it is') ? {} : headers;
  if (!reply.gone) {
    answerJob(call, job, { status: 201, headers: { ...place, ...held.headers, ...claims } });
  }
}

/** The first answer as it is before any waiting. */
function firstAnswer({ world, reply }: Call, job: TinyJob, headers: Readonly<Record<string, string>>) {
  const named: Record<string, string> = world.breaks('a replay names the first request')
    ? { 'x-request-id': reply.requestId }
    : {};
  const all = { ...jobHeaders(world, job), ...headers, ...named };
  return { text: `${JSON.stringify(job.wire, null, 1)}\n`, headers: all, jobId: job.wire.id };
}

function checkNewJobOrCreate({ world, caller, body }: Call): void {
  try {
    checkNewJob(world, body);
  } catch (refusal) {
    if (world.breaks('a create that is refused creates a job')) {
      const job = newJob(newJobId(world), caller.organization, {
        type: 'demo.batch',
        input: { items: 0, item_ms: 0 },
        metadata: (body as CreateJobRequest).metadata ?? {},
      });
      world.jobs.set(job.wire.id, job);
      recordCreation(world, job);
      enqueue(world, job);
    }
    throw refusal;
  }
}

/** A job that was asked for with an equal body and has not begun. */
function queuedTwin({ world, caller, body }: Call): TinyJob | undefined {
  return [...world.jobs.values()].find(
    ({ organization, wire, input, webhook }) =>
      organization === caller.organization &&
      wire.status === 'queued' &&
      webhook === undefined &&
      JSON.stringify({ type: wire.type, input }) === JSON.stringify(body),
  );
}

function locationOf(world: World, { wire }: TinyJob): string {
  return world.breaks('a new job tells a place where it is not') ? `/v1/jobs/${wire.id}x` : wire.links.self;
}

function stored({ timers, settings }: World): Promise<void> {
  return new Promise((resolve) => timers.after(settings.storeDelayMs, resolve));
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

function newJobId(world: World): string {
  if (world.breaks('jobs of one moment have one id')) {
    return `J-${Math.floor(Date.now() / 25).toString(36)}`;
  }
  const letter = () => letters[Math.floor(Math.random() * letters.length)];
  const id = `${letter()}-${Array.from({ length: 6 }, letter).join('')}_${letter()}`;
  return world.jobs.has(id) ? newJobId(world) : id;
}
