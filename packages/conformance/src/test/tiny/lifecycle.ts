import { isTerminal, type JobEvent, type JobStatus, transitions } from '@jobwire/contract';
import { readInstant, writeInstant, writeNow } from './instant.ts';
import type { TinyJob } from './tiny-job.ts';
import { sendWebhook } from './webhooks.ts';
import type { World } from './world.ts';

/** Raises the version, and tells those who watch. Every visible change goes through here. */
export function changed({ wire, watchers }: TinyJob): void {
  wire.version += 1;
  for (const watcher of [...watchers]) {
    watcher();
  }
}

/** Moves a job along the table, with everything that the contract ties to its status. */
export function move(world: World, job: TinyJob, to: JobStatus, reason: string | null = null): void {
  const { wire } = job;
  const from = wire.status;
  const now = writeNow();
  wire.status = to;
  wire.terminal = isTerminal(to);
  if (to === 'running') {
    claimed(world, job, now);
  } else {
    wire.estimated_seconds_remaining = world.breaks('a job that has ended still estimates') ? 1 : null;
  }
  if (to !== 'cancelling' && to !== 'cancelled') {
    wire.cancellation = null;
  }
  if (wire.terminal) {
    ended(world, job, now);
  }
  record(world, job, { from, to, at: now, reason });
  changed(job);
  sendWebhook(world, job, eventOf(from, to), now);
}

function claimed(world: World, { wire }: TinyJob, now: string): void {
  if (!world.breaks('a claim is not counted as an attempt')) {
    wire.attempt += 1;
  }
  if (!world.breaks('a job that runs does not tell since when')) {
    wire.started_at ??= now;
  }
  if (world.breaks('the name of a job changes when it starts')) {
    wire.name = 'started';
  }
}

function ended(world: World, { wire }: TinyJob, now: string): void {
  wire.finished_at = world.breaks('a job that has ended does not tell when') ? null : now;
  if (wire.cancellation?.deadline_at && world.breaks('the end of a cancel is told ten seconds late')) {
    wire.finished_at = writeInstant((readInstant(wire.cancellation.deadline_at) ?? 0) + 10_000);
  }
  if (!world.breaks('a job that has ended offers its cancel')) {
    wire.links.cancel = null;
  }
  if (wire.status === 'cancelled' && world.breaks('a cancelled job has an error')) {
    wire.error = { code: 'cancelled', message: 'It was cancelled.', retryable: false, details: null };
  }
  if (wire.status === 'cancelled' && world.breaks('a cancelled job does not tell of its cancel')) {
    wire.cancellation = null;
  }
  if (world.breaks('an attempt is forgotten at the end')) {
    wire.attempt = 0;
    wire.started_at = null;
  }
  if (wire.status === 'failed' && world.breaks('a failed job does not tell why')) {
    wire.error = null;
  }
  if (wire.terminal && world.breaks('a job that has ended says that it has not')) {
    wire.terminal = false;
  }
}

/** The event of a transition. One that is not in the table gets the event of its target. */
function eventOf(from: JobStatus | null, to: JobStatus): JobEvent['type'] {
  const found =
    transitions.find((row) => row.from === from && row.to === to) ?? transitions.find((row) => row.to === to);
  return found?.event ?? 'job.queued';
}

/** Adds the first event, that of the creation. */
export function recordCreation(world: World, job: TinyJob): void {
  const from = world.breaks('the first event comes from queued') ? 'queued' : null;
  const { created_at: at, version: sequence } = job.wire;
  const attempt = world.breaks('every event is of attempt 1') ? 1 : 0;
  job.events.push({ sequence, type: 'job.queued', at, from, to: 'queued', attempt, reason: null });
}

type Moved = Pick<JobEvent, 'from' | 'to' | 'at' | 'reason'>;

function record(world: World, { wire, events }: TinyJob, moved: Moved): void {
  if (moved.to === 'running' && world.breaks('no event tells of a start')) {
    return;
  }
  if (moved.to === 'cancelled' && world.breaks('no event tells of a cancel')) {
    return;
  }
  // The count of the events is another one as soon as something else has raised the version.
  const sequence = world.breaks('events are counted from one') ? events.length + 1 : wire.version + 1;
  const event: JobEvent = { ...moved, type: eventOf(moved.from, moved.to), sequence, attempt: wire.attempt };
  events.push(event);
  if (moved.to === 'completed' && world.breaks('the end has two events')) {
    events.push({ ...event, sequence: sequence + 1 });
  }
  if (moved.to.startsWith('cancel') && world.breaks('the reason of a cancel is not in its event')) {
    event.reason = null;
  }
  if (moved.to === 'failed' && world.breaks('the code of an error is not in its event')) {
    event.reason = null;
  }
  if (world.breaks('every event is of attempt 1')) {
    event.attempt = 1;
  }
}

/** Whether a time of the job has come. */
export function hasPassed(instant: string | null): boolean {
  return instant !== null && (readInstant(instant) ?? 0) <= Date.now();
}
