import type { JobEvent } from '@jobwire/contract';
import { acceptsStream, checkAccept } from './accept.ts';
import { headerOf, type JobCall } from './call.ts';
import { hold } from './hold.ts';
import { readCursor, readLimit } from './paging.ts';
import { readQuery } from './query.ts';
import { wrongParameter } from './refusal.ts';
import { streamEvents } from './stream-events.ts';

/** `listJobEvents` */
export async function listJobEvents(call: JobCall): Promise<void> {
  const { world, reply, job } = call;
  const query = readQuery(call, { single: ['limit', 'cursor'] });
  const limit = readLimit(call, query, 'events');
  const list = JSON.stringify([job.wire.id, 'events']);
  const after = (readCursor(call, query, list) ?? 0) as number;
  const lastEventId = readLastEventId(call);
  checkAccept(call);
  if (acceptsStream(call)) {
    streamEvents(call, placeOfStream(call, lastEventId, after));
    return;
  }
  const newer = () => shownEvents(call).filter(({ sequence }) => sequence > after);
  const { headers, refused } = world.breaks('events are not waited for')
    ? { headers: {}, refused: false }
    : await hold(call, job, () => job.wire.terminal || newer().length > 0);
  if (reply.gone) {
    return;
  }
  const data = newer().slice(0, limit);
  const hasMore = newer().length > data.length;
  const skipped = hasMore && world.breaks('a page of events skips one') ? newer()[data.length] : undefined;
  const next = (skipped ?? data.at(-1))?.sequence ?? after;
  const page = {
    object: 'list',
    next_cursor:
      world.breaks('the events end without a cursor') && data.length === 0 ? null : world.cursors.issue(list, next),
    data,
    has_more: hasMore,
  };
  if (data.length > 1 && world.breaks('an event that was read goes away')) {
    job.events.splice(1, 1);
  }
  reply.json(200, page, refused ? { ...headers, 'retry-after': '2' } : headers);
}

function placeOfStream({ world }: JobCall, lastEventId: number | null, after: number): number {
  if (world.breaks('a stream begins again whatever its cursor says')) {
    return lastEventId ?? 0;
  }
  if (after > 0 && world.breaks('a cursor goes before Last-Event-ID')) {
    return after;
  }
  return lastEventId ?? after;
}

function shownEvents({ world, job }: JobCall): readonly JobEvent[] {
  return world.breaks('events come newest first') ? job.events.toReversed() : job.events;
}

function readLastEventId(call: JobCall): number | null {
  const text = headerOf(call, 'Last-Event-ID');
  if (text === undefined) {
    return null;
  }
  const sequence = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(sequence)) {
    if (call.world.breaks('a malformed Last-Event-ID is overlooked')) {
      return null;
    }
    throw wrongParameter('header', 'Last-Event-ID', 'is not the id of an event');
  }
  return sequence;
}
