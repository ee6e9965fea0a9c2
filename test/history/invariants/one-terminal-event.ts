import { isTerminal } from '@jobwire/contract';
import type { Invariant, Violation } from '../invariant.ts';
import type { ObservedJob } from '../observations.ts';

export const oneTerminalEvent: Invariant = {
  number: 8,
  title: 'Each transition has one event that never changes, and the one into a terminal status is the last.',
  check: ({ jobs }) =>
    [...jobs.values()].flatMap((job) => [...afterTheEnd(job), ...changed(job), ...missing(job)].slice(0, 1)),
};

function afterTheEnd(job: ObservedJob): Violation[] {
  return job.events.flatMap(({ rows, call }) =>
    rows.slice(0, -1).some((event) => isTerminal(event.to))
      ? [{ job: job.id, message: 'An event follows the one that ended it.', entries: [call] }]
      : [],
  );
}

function changed(job: ObservedJob): Violation[] {
  const longest = job.events.reduce(
    (one, other) => (other.rows.length > one.rows.length ? other : one),
    job.events[0] ?? none,
  );
  return job.events.flatMap(({ rows, call }) =>
    rows.every((event, index) => JSON.stringify(event) === JSON.stringify(longest.rows[index]))
      ? []
      : [{ job: job.id, message: 'The log of events was rewritten.', entries: [call, longest.call] }],
  );
}

const none = { rows: [] } as unknown as ObservedJob['events'][number];

/** A job that was seen to have ended has the event of its end in every log that is asked for afterwards. */
function missing(job: ObservedJob): Violation[] {
  const ended = job.sightings.find((sighting) => sighting.job.terminal);
  if (ended === undefined) return [];
  const without = job.events.find(
    ({ rows, complete, call }) =>
      complete && call.startedAt >= ended.call.endedAt && rows.at(-1)?.to !== ended.job.status,
  );
  if (without === undefined) return [];
  return [{ job: job.id, message: 'The event of its end is missing.', entries: [ended.call, without.call] }];
}
