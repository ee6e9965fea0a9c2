import { JobNotFoundError } from '../../domain/errors/job-not-found-error.ts';
import type { Job } from '../../domain/job.ts';
import { acceptedMediaType } from '../../router/accepted-media-type.ts';
import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { eventStream } from '../event-stream.ts';
import { hasEnded, holdJob } from '../held-job.ts';
import type { OperationContext } from '../operation-context.ts';
import { defaultPageSize } from '../page.ts';
import { preferredWaitSeconds } from '../preference.ts';
import { wireEvent } from '../wire-event.ts';

/** When to ask again after a wait that was not granted, in seconds. */
const retryAfterSeconds = '1';

export function listJobEventsOperation({ engine }: OperationContext): OperationHandler<'listJobEvents', Caller> {
  return async (request) => {
    const { path, query, headers, principal } = request;
    const job = await engine.store.find(principal.organizationId, path.job_id);
    if (job === null) throw new JobNotFoundError(path.job_id);
    const list = ['events', principal.organizationId, job.id];
    const after = query.cursor === undefined ? 0 : Number(decodeCursor(list, query.cursor)[0]);
    if (acceptedMediaType(request.header('accept')) === 'text/event-stream') {
      const lastEventId = headers['Last-Event-ID'];
      const from = lastEventId === undefined ? after : Number(lastEventId);
      return { status: 200, eventStream: eventStream(engine, job, { after: from, signal: request.signal }) };
    }

    const limit = query.limit ?? defaultPageSize;
    let events = await engine.store.events(job.id, after, limit + 1);
    let applied: Readonly<Record<string, string>> = {};
    if (preferredWaitSeconds(headers.Prefer) !== null) {
      // What tells a transition from mere progress: each one changes the status, and a way back to it the attempt.
      const { status, attempt } = job;
      const moved = (now: Job) => now.status !== status || now.attempt !== attempt;
      const until = (now: Job) => events.length > 0 || hasEnded(now) || moved(now);
      const held = await holdJob(engine, job, { prefer: headers.Prefer, request, until });
      applied = 'Preference-Applied' in held.headers ? held.headers : { 'Retry-After': retryAfterSeconds };
      if (events.length === 0) events = await engine.store.events(job.id, after, limit + 1);
    }
    const data = events.slice(0, limit);
    return {
      status: 200,
      headers: applied,
      body: {
        object: 'list',
        data: data.map(wireEvent),
        has_more: events.length > limit,
        next_cursor: encodeCursor(list, [data.at(-1)?.sequence ?? after]),
      },
    };
  };
}
