import type { JobEvent, JobProgressEvent } from '@jobwire/contract';
import type { JobCall } from './call.ts';

/** The shortest time between two events of progress: four a second at most. */
const betweenProgressMs = 250;

/** Writes the events of a job as they come, up to its end. */
export function streamEvents(call: JobCall, askedAfter: number): void {
  const { world, reply, job } = call;
  const response = reply.stream('text/event-stream');
  let after = firstAfter(call, askedAfter);
  let shownVersion = 0;
  let nextProgressAt = 0;
  let callOff: (() => void) | null = null;

  const finish = () => {
    callOff?.();
    job.watchers.delete(look);
    response.end();
  };
  const look = () => {
    const isDeaf = after > 0 && world.breaks('a stream tells what was, and not what comes');
    if (isDeaf) {
      if (job.wire.terminal) {
        finish();
      }
      return;
    }
    for (const event of job.events.filter(({ sequence }) => sequence > after)) {
      response.write(eventText(call, event));
      after = event.sequence;
      shownVersion = job.wire.version;
    }
    if (job.wire.terminal && !world.breaks('a stream goes on after the end')) {
      finish();
    } else if (job.wire.version > shownVersion && callOff === null) {
      callOff = world.timers.at(nextProgressAt, () => {
        callOff = null;
        tellProgress();
      });
    }
  };
  const tellProgress = () => {
    if (job.wire.version > shownVersion && !job.wire.terminal) {
      nextProgressAt = Date.now() + (world.breaks('a stream tells of every change at once') ? 0 : betweenProgressMs);
      shownVersion = job.wire.version;
      response.write(progressText(call));
    }
  };
  response.write(': hello\n\n');
  reply.onClose(finish);
  job.watchers.add(look);
  look();
}

function firstAfter({ world }: JobCall, asked: number): number {
  if (world.breaks('a stream begins again whatever Last-Event-ID says')) {
    return 0;
  }
  return world.breaks('a stream repeats the event of Last-Event-ID') ? Math.max(asked - 1, 0) : asked;
}

function eventText({ world }: JobCall, event: JobEvent): string {
  const id = world.breaks('the id of an event in a stream is not its sequence') ? event.sequence + 1 : event.sequence;
  const type = world.breaks('events of a stream have no type') ? '' : `event:${event.type}\n`;
  return `id:${id}\n${type}data:${JSON.stringify(event)}\n\n`;
}

function progressText({ world, job }: JobCall): string {
  const { version, progress, phase, estimated_seconds_remaining } = job.wire;
  const data: JobProgressEvent = { version, progress, phase, estimated_seconds_remaining };
  const id = world.breaks('events of progress have ids') ? `id: ${version}\n` : '';
  return `${id}event: job.progress\ndata: ${JSON.stringify(data)}\n\n`;
}
